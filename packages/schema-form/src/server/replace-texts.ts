/** Replaces the texts for people in a form definition. Their position identifies them, not their content. */
import { toToken } from '../model/json-pointer.ts';
import { getTypes, isJsonObject, type JsonSchema, type UiSchema } from '../model/json-schema.ts';
import { schemaListKeywords, schemaMapKeywords, subschemaKeywords } from '../model/subschemas.ts';

/** Returns what replaces a text. Returning the same value keeps it. */
export type ReplaceText = (value: unknown, pointer: string) => unknown;

const textKeywords = new Set(['title', 'description']);
const textListKeywords = new Set([
  'enumNames',
  'x-enumNames',
  'x-enum-varnames',
  'enumDescriptions',
  'x-enum-descriptions',
]);
const textOptions = new Set(['title', 'description', 'help', 'placeholder', 'submitText']);
/** The options that hold a list of texts, or texts by a value or a keyword. */
const manyTextsOptions = new Set(['enumNames', 'errors']);
/** The options that hold objects with options of their own. */
const optionObjects = new Set(['options', 'globalOptions', 'submitButtonOptions']);

/**
 * Replaces the texts of a schema: titles, descriptions, names of options, and examples of values that are no objects.
 * What does not change stays the same object.
 */
export function replaceSchemaTexts(schema: JsonSchema, pointer: string, replace: ReplaceText): JsonSchema {
  const visit = (value: unknown, at: string): unknown =>
    isJsonObject(value) ? replaceSchemaTexts(value as JsonSchema, at, replace) : value;
  return mapMembers(schema, pointer, (value, at, keyword) => {
    if (textKeywords.has(keyword)) return replace(value, at);
    if (Array.isArray(value)) {
      const holdsTexts = textListKeywords.has(keyword) || (keyword === 'examples' && !mayBeObject(schema));
      if (holdsTexts) return mapItems(value, at, replace);
      return schemaListKeywords.has(keyword) ? mapItems(value, at, visit) : value;
    }
    if (schemaMapKeywords.has(keyword) && isJsonObject(value)) return mapMembers(value, at, visit);
    return subschemaKeywords.has(keyword) ? visit(value, at) : value;
  }) as JsonSchema;
}

/** Replaces the texts of a uiSchema. What does not change stays the same object. */
export function replaceUiSchemaTexts(uiSchema: UiSchema, pointer: string, replace: ReplaceText): UiSchema {
  const visit = (value: unknown, at: string): unknown => {
    if (Array.isArray(value)) return mapItems(value, at, visit);
    return isJsonObject(value) ? replaceUiSchemaTexts(value, at, replace) : value;
  };
  return mapMembers(uiSchema, pointer, (value, at, key) => {
    if (key === 'ui:definitions' && isJsonObject(value)) return mapMembers(value, at, visit);
    return key.startsWith('ui:') ? replaceOption(value, at, key.slice(3), replace) : visit(value, at);
  }) as UiSchema;
}

function replaceOption(value: unknown, pointer: string, name: string, replace: ReplaceText): unknown {
  const visitOptions = (options: unknown, at: string): unknown =>
    isJsonObject(options)
      ? mapMembers(options, at, (option, where, key) => replaceOption(option, where, key, replace))
      : options;
  if (textOptions.has(name)) return replace(value, pointer);
  if (manyTextsOptions.has(name)) {
    if (Array.isArray(value)) return mapItems(value, pointer, replace);
    return isJsonObject(value) ? mapMembers(value, pointer, replace) : value;
  }
  if (name === 'sections' && Array.isArray(value)) return mapItems(value, pointer, visitOptions);
  return optionObjects.has(name) ? visitOptions(value, pointer) : value;
}

/** Returns whether the examples of a schema may be objects, which are values then. */
function mayBeObject(schema: JsonSchema): boolean {
  const types = getTypes(schema);
  return types.length === 0 || types.includes('object');
}

function mapMembers(
  object: Readonly<Record<string, unknown>>,
  pointer: string,
  map: (value: unknown, pointer: string, key: string) => unknown,
): Readonly<Record<string, unknown>> {
  let changed: Record<string, unknown> | null = null;
  for (const [key, value] of Object.entries(object)) {
    const mapped = map(value, `${pointer}/${toToken(key)}`, key);
    if (mapped === value) continue;
    changed ??= Object.fromEntries(Object.entries(object));
    changed[key] = mapped;
  }
  return changed ?? object;
}

function mapItems(
  items: readonly unknown[],
  pointer: string,
  map: (item: unknown, pointer: string) => unknown,
): readonly unknown[] {
  const mapped = items.map((item, index) => map(item, `${pointer}/${index}`));
  return mapped.some((item, index) => item !== items[index]) ? mapped : items;
}
