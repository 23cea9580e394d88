/** Which type of node a value has that a single control holds. */
import {
  getTypes,
  getUiOption,
  isJsonObject,
  type JsonSchema,
  type JsonValue,
  type UiSchema,
} from './json-schema.ts';
import type { Option, ValueNode } from './nodes.ts';
import { toOptionTitle } from './option-title.ts';

/** The part of a node that its type decides. */
export type ValueType = Pick<ValueNode, 'type' | 'options' | 'types'> & { schema: JsonSchema };

const noOptions: readonly Option[] = [];
const noTypes: ValueNode['types'] = [];

export function getValueType(schema: JsonSchema, uiSchema: UiSchema): ValueType {
  const nothing = { schema, options: noOptions, types: noTypes };
  if (schema.enum) return { ...nothing, type: 'option', options: getOptions(schema, uiSchema) };
  if (Array.isArray(schema['x-types'])) {
    return { ...nothing, type: 'untyped', types: getChoosableTypes(schema['x-types']) };
  }
  const [type] = getTypes(schema);
  if (type === 'array') {
    const items = isJsonObject(schema.items) ? (schema.items as JsonSchema) : {};
    if (!items.enum) return { ...nothing, type: 'texts' };
    const isNamedHere = getUiOption(uiSchema, 'enumNames') !== undefined;
    const named = isNamedHere || !isJsonObject(uiSchema.items) ? uiSchema : uiSchema.items;
    return { ...nothing, type: 'options', options: getOptions(items, named) };
  }
  if (type === 'boolean') return { ...nothing, type };
  if (type === 'number' || type === 'integer') return { ...nothing, type: 'number' };
  return { ...nothing, type: type === 'string' ? 'text' : 'none' };
}

const controlsOfOptions = new Set(['checkboxes', 'select', 'CheckboxesWidget', 'SelectWidget']);
const controlsOfTexts = new Set(['tags', 'upload', 'TagsWidget', 'UploadWidget']);

/** Whether one control holds a list: some of a few options, or texts, or files, where the uiSchema says so. */
export function isListInOneControl(schema: JsonSchema, items: JsonSchema, uiSchema: UiSchema): boolean {
  const wanted = getUiOption(uiSchema, 'widget');
  if (controlsOfTexts.has(String(wanted))) {
    return !items.enum && (items.type === 'string' || items.type === undefined);
  }
  if (!items.enum) return false;
  return wanted === undefined ? schema.uniqueItems === true : controlsOfOptions.has(String(wanted));
}

function getChoosableTypes(named: readonly unknown[]): ValueNode['types'] {
  const types = (['string', 'number', 'boolean'] as const).filter(
    (type) => named.includes(type) || (type === 'number' && named.includes('integer')),
  );
  return types.length > 0 ? types : ['string'];
}

const optionsOfSchemas = new WeakMap<readonly JsonValue[], { names: unknown; options: readonly Option[] }>();

/** The options of a schema with their titles; the same list for the same options. */
export function getOptions(schema: JsonSchema, uiSchema: UiSchema | undefined): readonly Option[] {
  const { enum: values = [] } = schema;
  const names = getUiOption(uiSchema, 'enumNames') ?? schema['x-titles'];
  const known = optionsOfSchemas.get(values);
  if (known && known.names === names) return known.options;
  const options = values.map((value, index): Option => {
    // A list names options by their positions, an object by their values.
    const key = Array.isArray(names) ? index : toOptionTitle(value);
    const name = (names as Record<string | number, unknown> | undefined)?.[key];
    return { value, title: typeof name === 'string' ? name : toOptionTitle(value) };
  });
  optionsOfSchemas.set(values, { names, options });
  return options;
}
