/** Combines the uiSchemas of one value. */
import { getUiOption, isJsonObject, type JsonSchema, type UiSchema } from './json-schema.ts';

export const noUiSchema: UiSchema = {};

const merged = new WeakMap<UiSchema, WeakMap<UiSchema, UiSchema>>();

/**
 * Merges the uiSchema of a branch over that of its value, except the title: the name of a branch is not the
 * name of the value. The result is cached for each pair.
 */
export function mergeUiSchemas(whole: UiSchema, branch: UiSchema | undefined): UiSchema {
  if (!branch) return whole;
  const ofWhole = merged.get(whole) ?? new WeakMap<UiSchema, UiSchema>();
  merged.set(whole, ofWhole);
  const known = ofWhole.get(branch) ?? { ...whole, ...branch, 'ui:title': getUiOption(whole, 'title') };
  ofWhole.set(branch, known);
  return known;
}

/** Returns the uiSchema of a member. An added member has that of `additionalProperties`. */
export function getMemberUiSchema(uiSchema: UiSchema, key: string, isAdded: boolean): UiSchema {
  const own: unknown = Object.hasOwn(uiSchema, key) ? uiSchema[key] : undefined;
  if (isJsonObject(own)) return own;
  const { additionalProperties } = uiSchema;
  return isAdded && isJsonObject(additionalProperties) ? additionalProperties : noUiSchema;
}

/** Returns the uiSchema of an item of a list. Each fixed item may have its own. */
export function getItemUiSchema(uiSchema: UiSchema, index: number, fixedCount: number): UiSchema {
  const { items, additionalItems } = uiSchema;
  const own: unknown = Array.isArray(items) ? (index < fixedCount ? items[index] : additionalItems) : items;
  return inheritOptionNames(uiSchema, isJsonObject(own) ? own : noUiSchema);
}

const inherited = new WeakMap<UiSchema, WeakMap<UiSchema, UiSchema>>();

/**
 * Returns the uiSchema of items with the option names that the uiSchema of their list gives. The result is
 * cached for each pair.
 */
function inheritOptionNames(ofList: UiSchema, own: UiSchema): UiSchema {
  const names = getUiOption(ofList, 'enumNames');
  if (names === undefined) return own;
  const known = inherited.get(ofList)?.get(own);
  if (known) return known;
  const result = { 'ui:enumNames': names, ...own };
  inherited.set(ofList, (inherited.get(ofList) ?? new WeakMap()).set(own, result));
  return result;
}

/** What the uiSchema of a form says of many values at once. */
export interface SharedUiSchema {
  /** `ui:globalOptions`: options of every value that says nothing else. */
  options: UiSchema | null;
  /** `ui:definitions`: uiSchemas by the `$ref` of a schema. */
  definitions: Readonly<Record<string, unknown>> | null;
}

export function getSharedUiSchema(uiSchema: UiSchema): SharedUiSchema {
  const { 'ui:globalOptions': options, 'ui:definitions': definitions } = uiSchema;
  return {
    options: isJsonObject(options) ? { 'ui:options': options } : null,
    definitions: isJsonObject(definitions) ? definitions : null,
  };
}

/** The uiSchema of a value over what is said of the types that its schemas refer to, and of every value. */
export function withShared(
  { options, definitions }: SharedUiSchema,
  uiSchema: UiSchema,
  schemas: readonly JsonSchema[],
): UiSchema {
  let result = uiSchema;
  for (const { 'x-ref': reference } of definitions ? schemas : []) {
    const isDefined = typeof reference === 'string' && definitions && Object.hasOwn(definitions, reference);
    const definition: unknown = isDefined ? definitions[reference] : null;
    if (isJsonObject(definition)) result = layOver(definition, result);
  }
  return options ? layOver(options, result) : result;
}

const laidOver = new WeakMap<UiSchema, WeakMap<UiSchema, UiSchema>>();

/** One uiSchema over another one, at every depth; the same object for the same two. */
function layOver(below: UiSchema, above: UiSchema): UiSchema {
  const ofBelow = laidOver.get(below) ?? new WeakMap<UiSchema, UiSchema>();
  laidOver.set(below, ofBelow);
  const known = ofBelow.get(above) ?? mergeObjects(below, above);
  ofBelow.set(above, known);
  return known;
}

function mergeObjects(below: UiSchema, above: UiSchema): UiSchema {
  const entries = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    const before = entries.get(key);
    entries.set(key, isJsonObject(before) && isJsonObject(value) ? mergeObjects(before, value) : value);
  }
  return Object.fromEntries(entries);
}
