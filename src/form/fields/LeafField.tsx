import type { FieldProps, WidgetProps } from '@rjsf/utils';
import { type ComponentType, memo, type ReactNode, useCallback } from 'react';
import {
  type ErrorSchema,
  getUiOption,
  type JsonSchema,
  type UiSchema,
} from '../../../shared/json-schema.ts';
import { getAllErrors } from '../all-errors.ts';
import { getFieldOptions, toMarkupValue } from '../field-options.ts';
import { findPart } from '../form-registry.ts';
import { getEntryTitle, useFormSurroundings } from '../form-texts.ts';
import { getWidget, getWidgetName } from '../widgets/widget-names.ts';
import { drawFieldFrame } from './FieldFrame.tsx';

/** One value: a control in its frame. A change elsewhere in the form does not draw it again. */
export const LeafField = memo(function LeafField(props: FieldProps & { isBare?: boolean }) {
  const { name, fieldPathId, registry, onChange, onBlur, onFocus } = props;
  const { $id, path } = fieldPathId;
  const schema = props.schema as JsonSchema;
  const uiSchema = props.uiSchema as UiSchema | undefined;
  const { texts, registry: own } = useFormSurroundings();
  const change = useCallback((next: unknown) => onChange(next, path, undefined, $id), [onChange, path, $id]);
  const htmlName = fieldPathId.name ?? registry.globalFormOptions.nameGenerator?.(path, 'root') ?? $id;
  const widget = getWidgetName(schema, uiSchema);
  if (widget === 'hidden') {
    return <input type="hidden" name={htmlName} value={toMarkupValue(props.formData)} />;
  }
  const custom = findPart(own?.widgets, getUiOption(uiSchema, 'widget'));
  const ours = getWidget(widget);
  const labelling = custom ? (custom.labelling ?? 'label') : ours.labelling;
  const Widget = custom ?? (registry.widgets[ours.component] as ComponentType<WidgetProps> | undefined);
  if (!Widget) throw new Error(`loadMoreWidgets() must come before a form with the widget "${widget}"`);

  const ownTitle = getUiOption(uiSchema, 'title') ?? schema.title;
  const title = String(ownTitle ?? getEntryTitle(path, texts) ?? name);
  const help = getUiOption(uiSchema, 'help') ?? getUiOption(uiSchema, 'description') ?? schema.description;
  const placeholder = getUiOption(uiSchema, 'placeholder');
  const errors = props.hideError
    ? undefined
    : getErrors(schema, props.errorSchema as ErrorSchema | undefined);
  const isRequired = props.required ?? false;
  const isReadonly = Boolean(getUiOption(uiSchema, 'readonly') ?? (props.readonly || schema.readOnly));
  const control: ReactNode = (
    <Widget
      id={$id}
      name={name}
      htmlName={htmlName}
      label={title}
      value={props.formData}
      schema={schema as never}
      uiSchema={uiSchema ?? {}}
      options={getFieldOptions(schema, uiSchema, texts) as WidgetProps['options']}
      required={isRequired}
      disabled={Boolean(getUiOption(uiSchema, 'disabled') ?? props.disabled)}
      readonly={isReadonly}
      autofocus={getUiOption(uiSchema, 'autofocus') === true}
      placeholder={typeof placeholder === 'string' ? placeholder : ''}
      rawErrors={errors as string[]}
      registry={registry}
      onChange={change}
      onBlur={onBlur}
      onFocus={onFocus}
    />
  );
  if (props.isBare) return control;
  return drawFieldFrame({
    id: $id,
    label: title,
    help: String(help ?? ''),
    errors,
    optional: isRequired || isReadonly ? null : texts.optional,
    labelling,
    isLabelHidden: getUiOption(uiSchema, 'label') === false,
    isRadioGroup: !custom && widget === 'radio',
    isRequired,
    children: control,
  });
});

/** A list that is one field has no other place for the faults of its entries. */
function getErrors(schema: JsonSchema, errors: ErrorSchema | undefined): readonly string[] | undefined {
  return errors && schema.type === 'array' ? getAllErrors(errors) : errors?.__errors;
}
