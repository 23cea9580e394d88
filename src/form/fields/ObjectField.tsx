import { type FieldProps, toFieldPathId } from '@rjsf/utils';
import { memo, type ReactNode, useMemo } from 'react';
import {
  type ErrorSchema,
  getUiOption,
  isJsonObject,
  type JsonSchema,
  type UiSchema,
} from '../../../shared/json-schema.ts';
import { getEntryTitle, useFormSurroundings } from '../form-texts.ts';
import { getSchemaKind, isDrawnByUs } from '../schema-kind.ts';
import { getSections } from '../sections.ts';
import { Group } from './Group.tsx';
import { LeafField } from './LeafField.tsx';
import { hasFault, Sections } from './Sections.tsx';

// Always the same one, or all leaves would be drawn again at every change.
const noUiSchema: UiSchema = {};
const noSchema: JsonSchema = {};

/** The properties of an object, in their order and sections; nested ones in a group of their own. */
export const ObjectField = memo(function ObjectField(props: FieldProps) {
  const { fieldPathId, registry, hideError, onChange, onBlur, onFocus } = props;
  const schema = props.schema as JsonSchema;
  const uiSchema = props.uiSchema as UiSchema | undefined;
  // What holds for a group holds for all that is in it.
  const isDisabled = Boolean(getUiOption(uiSchema, 'disabled') ?? props.disabled);
  const isReadonly = Boolean(getUiOption(uiSchema, 'readonly') ?? (props.readonly || schema.readOnly));
  const errorSchema = props.errorSchema as ErrorSchema | undefined;
  const data: unknown = props.formData;
  const { SchemaField } = registry.fields as { SchemaField: React.ComponentType<FieldProps> };
  const { texts } = useFormSurroundings();
  const isRoot = fieldPathId.path.length === 0;

  const sections = useMemo(() => getSections(schema, uiSchema), [schema, uiSchema]);
  const ids = useMemo(
    () =>
      Object.fromEntries(
        Object.keys(schema.properties ?? {}).map((key) => [
          key,
          toFieldPathId(key, registry.globalFormOptions, fieldPathId.path),
        ]),
      ),
    [schema, registry.globalFormOptions, fieldPathId.path],
  );

  const drawField = (key: string): ReactNode => {
    const property = (schema.properties?.[key] ?? noSchema) as JsonSchema;
    const own: unknown = uiSchema?.[key];
    const ownUiSchema = isJsonObject(own) ? (own as UiSchema) : noUiSchema;
    const errors = errorSchema && Object.hasOwn(errorSchema, key) ? errorSchema[key] : undefined;
    const isLeaf =
      isDrawnByUs(property, ownUiSchema) &&
      getSchemaKind(property) !== 'object' &&
      getUiOption(ownUiSchema, 'checkUrl') === undefined;
    const Field = isLeaf ? LeafField : SchemaField;
    return (
      <Field
        key={key}
        name={key}
        schema={property as never}
        uiSchema={ownUiSchema as never}
        formData={isJsonObject(data) && Object.hasOwn(data, key) ? data[key] : undefined}
        errorSchema={errors as never}
        fieldPathId={ids[key] as never}
        required={schema.required?.includes(key) ?? false}
        disabled={isDisabled}
        readonly={isReadonly}
        hideError={hideError ?? false}
        registry={registry}
        onChange={onChange}
        onBlur={onBlur}
        onFocus={onFocus}
      />
    );
  };
  const title = getUiOption(uiSchema, 'title') ?? schema.title ?? getEntryTitle(fieldPathId.path, texts);
  const parts = (
    <Sections
      id={fieldPathId.$id}
      isRoot={isRoot}
      sections={sections}
      errors={errorSchema}
      drawField={drawField}
    />
  );
  if (isRoot) return parts;
  const help = getUiOption(uiSchema, 'help') ?? getUiOption(uiSchema, 'description') ?? schema.description;
  return (
    <Group
      id={fieldPathId.$id}
      title={String(title ?? props.name)}
      help={help === undefined ? undefined : String(help)}
      schema={schema}
      uiSchema={uiSchema}
      isFaulty={hasFault(errorSchema)}
    >
      {parts}
    </Group>
  );
});
