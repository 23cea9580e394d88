/** Determines the node type of a value that a single control holds. */
import { isFileFormat, uploadWidgets } from './file-fields.ts';
import {
  getTypes,
  getUiOption,
  isJsonObject,
  type JsonSchema,
  type JsonValue,
  type UiSchema,
} from './json-schema.ts';
import type { EmptyNode, Option, UntypedNode, ValueNode } from './nodes.ts';
import { toOptionTitle } from './option-title.ts';
import { getWidget } from './widget-name.ts';

/** The properties of a node that depend on its type. */
export type ValueType =
  | Pick<ValueNode, 'type' | 'schema' | 'options'>
  | Pick<UntypedNode, 'type' | 'schema' | 'types'>
  | Pick<EmptyNode, 'type' | 'schema'>;

const noOptions: readonly Option[] = [];

/** Returns the node type of a value, with the options or types that people can choose. */
export function getValueType(schema: JsonSchema, uiSchema: UiSchema): ValueType {
  if (schema.enum) return { type: 'option', schema, options: getOptions(schema, uiSchema) };
  if (Array.isArray(schema['x-types'])) {
    return { type: 'untyped', schema, types: getChoosableTypes(schema['x-types']) };
  }
  const type = getTypes(schema)[0];
  if (type === 'array') {
    const items = isJsonObject(schema.items) ? (schema.items as JsonSchema) : {};
    if (!items.enum) return { type: 'texts', schema, options: noOptions };
    const itemUiSchema = isJsonObject(uiSchema.items) ? uiSchema.items : undefined;
    return { type: 'options', schema, options: getOptions(items, uiSchema, itemUiSchema) };
  }
  if (type === 'boolean') return { type, schema, options: noOptions };
  if (type === 'number' || type === 'integer') return { type: 'number', schema, options: noOptions };
  return type === 'string' ? { type: 'text', schema, options: noOptions } : { type: 'empty', schema };
}

const widgetsOfOptions = new Set(['checkboxes', 'select', 'multiselect']);
const widgetsOfTexts: ReadonlySet<string> = new Set(['tags', ...uploadWidgets]);

/**
 * Returns whether one control holds the whole list: a selection of options, or texts or files if the uiSchema
 * selects a widget for these.
 */
export function isListInOneControl(schema: JsonSchema, items: JsonSchema, uiSchema: UiSchema): boolean {
  const wanted = getWidget(uiSchema) ?? '';
  const isForTexts = wanted === '' ? isFileFormat(items.format) : widgetsOfTexts.has(wanted);
  if (isForTexts) {
    return !items.enum && (items.type === 'string' || items.type === undefined);
  }
  if (!items.enum) return false;
  const isSelected = getUiOption(uiSchema, 'widget') !== undefined;
  return isSelected ? widgetsOfOptions.has(wanted) : schema.uniqueItems === true;
}

function getChoosableTypes(named: readonly unknown[]): UntypedNode['types'] {
  const types = (['string', 'number', 'boolean'] as const).filter(
    (type) => named.includes(type) || (type === 'number' && named.includes('integer')),
  );
  return types.length > 0 ? types : ['string'];
}

const cachedOptions = new WeakMap<
  readonly JsonValue[],
  { names: unknown; langs: unknown; order: unknown; descriptions: unknown; options: readonly Option[] }
>();

/**
 * Returns the options of a schema with their titles, in the order of `ui:enumOrder`. Returns the same array for the same
 * arguments. For titles, their languages and order, the first uiSchema that defines them is used.
 */
export function getOptions(
  schema: JsonSchema,
  ...uiSchemas: readonly (UiSchema | undefined)[]
): readonly Option[] {
  const { enum: values = [], 'x-descriptions': descriptions } = schema;
  const find = (name: string) =>
    uiSchemas.map((uiSchema) => getUiOption(uiSchema, name)).find((option) => option !== undefined);
  const names = find('enumNames') ?? schema['x-titles'];
  const langs = find('enumLangs');
  const order = find('enumOrder');
  const known = cachedOptions.get(values);
  const isSame =
    known &&
    known.names === names &&
    known.langs === langs &&
    known.order === order &&
    known.descriptions === descriptions;
  if (isSame) return known.options;
  const options = values.map((value, index): Option => {
    const title = findTextOf(names, value, index) ?? toOptionTitle(value);
    const lang = findTextOf(langs, value, index);
    const description = Array.isArray(descriptions) ? findTextOf(descriptions, value, index) : null;
    return { value, title, ...(lang && { lang }), ...(description && { description }) };
  });
  const ordered = Array.isArray(order) ? orderOptions(options, order) : options;
  cachedOptions.set(values, { names, langs, order, descriptions, options: ordered });
  return ordered;
}

/** Returns the text for an option: a list contains the texts by index, an object by value. Null if there is none. */
function findTextOf(texts: unknown, value: JsonValue, index: number): string | null {
  const key = Array.isArray(texts) ? index : toOptionTitle(value);
  const text = (texts as Record<string | number, unknown> | null | undefined)?.[key];
  return typeof text === 'string' ? text : null;
}

/**
 * Sorts options by rjsf's `ui:enumOrder`, a list of values in which `*` stands for all others. Without `*`, other
 * options are omitted.
 */
function orderOptions(options: readonly Option[], order: readonly unknown[]): readonly Option[] {
  const byValue = new Map(options.map((option) => [String(option.value), option]));
  const named = new Set(order.map(String));
  const rest = options.filter(({ value }) => !named.has(String(value)));
  return [...named].flatMap((value) => (value === '*' ? rest : (byValue.get(value) ?? [])));
}
