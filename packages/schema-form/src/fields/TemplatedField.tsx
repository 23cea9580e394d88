import type { FieldProps, FieldTemplateProps } from '@rjsf/utils';
import type { ComponentType } from 'react';
import { findPart } from '../context/form-registry.ts';
import { getEntryTitle, useFormSurroundings } from '../context/form-texts.ts';
import { getOwnErrors } from '../model/all-errors.ts';
import { type ErrorSchema, getUiOption, type JsonSchema, type UiSchema } from '../model/json-schema.ts';
import { errorIdOf, helpIdOf } from './field-options.ts';
import { LeafField } from './LeafField.tsx';

/** One value in a frame of the host's (`ui:FieldTemplate`); in ours where there is none of that name. */
export function TemplatedField(props: FieldProps) {
  const { fieldPathId, name, registry, formData, onChange } = props;
  const { $id: id, path } = fieldPathId;
  const schema = props.schema as JsonSchema;
  const uiSchema = props.uiSchema as UiSchema | undefined;
  const { texts } = useFormSurroundings();
  const templates = registry.templates as unknown as Record<string, ComponentType<FieldTemplateProps>>;
  const Template = findPart(templates, getUiOption(uiSchema, 'FieldTemplate'));
  if (!Template) return <LeafField {...props} />;
  const rawErrors = props.hideError ? undefined : getOwnErrors(props.errorSchema as ErrorSchema | undefined);
  const title = getUiOption(uiSchema, 'title') ?? schema.title ?? getEntryTitle(path, texts) ?? name;
  const description = getUiOption(uiSchema, 'description') ?? schema.description;
  const hint = String(getUiOption(uiSchema, 'help') ?? description ?? '');
  return (
    <Template
      id={id}
      label={String(title)}
      displayLabel={getUiOption(uiSchema, 'label') !== false}
      rawDescription={description === undefined ? '' : String(description)}
      // With the ids by which the control says that it is described.
      {...(hint && { rawHelp: hint, help: <p id={helpIdOf(id)}>{hint}</p> })}
      {...(rawErrors?.length && {
        rawErrors: [...rawErrors],
        errors: <p id={errorIdOf(id)}>{rawErrors.join(' ')}</p>,
      })}
      hidden={getUiOption(uiSchema, 'widget') === 'hidden'}
      required={props.required ?? false}
      disabled={Boolean(getUiOption(uiSchema, 'disabled') ?? props.disabled)}
      readonly={Boolean(getUiOption(uiSchema, 'readonly') ?? (props.readonly || schema.readOnly))}
      schema={props.schema}
      uiSchema={props.uiSchema ?? {}}
      formData={formData}
      fieldPathId={fieldPathId}
      registry={registry}
      onChange={onChange}
      onKeyRename={noKey}
      onKeyRenameBlur={noKey}
      onRemoveProperty={noKey}
    >
      <LeafField {...props} isBare />
    </Template>
  );
}

/** A property with a name of the schema keeps it. */
function noKey(): void {}
