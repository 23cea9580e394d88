import { type FieldProps, type Registry, toFieldPathId } from '@rjsf/utils';
import { memo, type ReactNode, useMemo } from 'react';
import type { FormRegistry } from '../context/form-registry.ts';
import { getEntryTitle, useFormSurroundings } from '../context/form-texts.ts';
import { PlainFields } from '../controls/plain/PlainFields.tsx';
import {
  type ErrorSchema,
  getUiOption,
  isJsonObject,
  type JsonSchema,
  type UiSchema,
} from '../model/json-schema.ts';
import { getSchemaKind, hasOneShape, isDrawnByUs } from '../model/schema-kind.ts';
import { getSections } from '../model/sections.ts';
import { Group } from './Group.tsx';
import { LeafField } from './LeafField.tsx';
import { findLeaf, toPlainField } from './leaf.tsx';
import { hasFault, Sections } from './Sections.tsx';

// Always the same one, or all leaves would be drawn again at every change.
const noUiSchema: UiSchema = {};
const noSchema: JsonSchema = {};

function getProperty(schema: JsonSchema, key: string): JsonSchema {
  return (schema.properties?.[key] ?? noSchema) as JsonSchema;
}

function getOwnUiSchema(uiSchema: UiSchema | undefined, key: string): UiSchema {
  const own: unknown = uiSchema?.[key];
  return isJsonObject(own) ? own : noUiSchema;
}

function isLeafOfOurs(property: JsonSchema, uiSchema: UiSchema): boolean {
  return (
    isDrawnByUs(property, uiSchema) &&
    getSchemaKind(property) !== 'object' &&
    getUiOption(uiSchema, 'checkUrl') === undefined
  );
}

/** The properties that are drawn as HTML, with what draws them. */
function findPlainLeaves(
  schema: JsonSchema,
  uiSchema: UiSchema | undefined,
  registry: Registry,
  own: FormRegistry | undefined,
) {
  const entries = Object.keys(schema.properties ?? {}).flatMap((key) => {
    const property = getProperty(schema, key);
    const ownUiSchema = getOwnUiSchema(uiSchema, key);
    if (!isLeafOfOurs(property, ownUiSchema)) return [];
    const leaf = findLeaf(property, ownUiSchema, registry, own);
    const control = leaf.Widget?.getPlainControl?.(property, ownUiSchema);
    return control ? [[key, { leaf, control }] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** Names of fields: as many that are drawn as HTML as follow each other, any other one alone. */
function getRuns(keys: readonly string[], isPlain: (key: string) => boolean): string[][] {
  const runs: string[][] = [];
  let wasPlain = false;
  for (const key of keys) {
    const last = runs.at(-1);
    if (wasPlain && isPlain(key) && last) last.push(key);
    else runs.push([key]);
    wasPlain = isPlain(key);
  }
  return runs;
}

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
  const { texts, registry: own } = useFormSurroundings();
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

  const leaves = useMemo(
    () =>
      hasOneShape(registry.rootSchema as JsonSchema) ? findPlainLeaves(schema, uiSchema, registry, own) : {},
    [schema, uiSchema, registry, own],
  );

  const getFieldProps = (key: string): FieldProps => ({
    name: key,
    schema: getProperty(schema, key) as never,
    uiSchema: getOwnUiSchema(uiSchema, key) as never,
    formData: isJsonObject(data) && Object.hasOwn(data, key) ? data[key] : undefined,
    errorSchema: (errorSchema && Object.hasOwn(errorSchema, key) ? errorSchema[key] : undefined) as never,
    fieldPathId: ids[key] as never,
    required: schema.required?.includes(key) ?? false,
    disabled: isDisabled,
    readonly: isReadonly,
    hideError: hideError ?? false,
    registry,
    onChange,
    onBlur,
    onFocus,
  });
  const drawFields = (keys: readonly string[]): ReactNode =>
    getRuns(keys, (key) => Object.hasOwn(leaves, key)).map((run) => {
      const [first = ''] = run;
      if (!Object.hasOwn(leaves, first)) {
        const isLeaf = isLeafOfOurs(getProperty(schema, first), getOwnUiSchema(uiSchema, first));
        const Field = isLeaf ? LeafField : SchemaField;
        return <Field key={first} {...getFieldProps(first)} />;
      }
      const sources = run.flatMap((key) => {
        const { leaf, control } = leaves[key] ?? {};
        return leaf && control ? [toPlainField(getFieldProps(key), leaf, control)] : [];
      });
      return <PlainFields key={JSON.stringify(run)} className="fields" sources={sources} />;
    });
  const title = getUiOption(uiSchema, 'title') ?? schema.title ?? getEntryTitle(fieldPathId.path, texts);
  const parts = (
    <Sections
      id={fieldPathId.$id}
      isRoot={isRoot}
      sections={sections}
      errors={errorSchema}
      drawFields={drawFields}
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
