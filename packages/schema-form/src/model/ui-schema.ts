/** Combines the uiSchemas of one value. */
import { getOwn, getUiOption, isJsonObject, type JsonSchema, type UiSchema } from './json-schema.ts';

export const noUiSchema: UiSchema = {};

const merged = new WeakMap<UiSchema, WeakMap<UiSchema, UiSchema>>();

/**
 * Merges the uiSchema of a branch over that of its value, except the title, because the name of a branch is
 * not the name of the value. The result is cached for each pair.
 */
export function mergeUiSchemas(whole: UiSchema, branch: UiSchema | undefined): UiSchema {
  if (!branch) return whole;
  const cached = merged.get(whole) ?? new WeakMap<UiSchema, UiSchema>();
  merged.set(whole, cached);
  const known = cached.get(branch) ?? { ...whole, ...branch, 'ui:title': getUiOption(whole, 'title') };
  cached.set(branch, known);
  return known;
}

/** Returns the uiSchema of a member. An added member has that of `additionalProperties`. */
export function getMemberUiSchema(uiSchema: UiSchema, key: string, isAdded: boolean): UiSchema {
  const own: unknown = getOwn(uiSchema, key);
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
 * Returns the uiSchema of items with the option names from the uiSchema of their list. The result is
 * cached for each pair.
 */
function inheritOptionNames(listUiSchema: UiSchema, own: UiSchema): UiSchema {
  const names = getUiOption(listUiSchema, 'enumNames');
  if (names === undefined) return own;
  const known = inherited.get(listUiSchema)?.get(own);
  if (known) return known;
  const result = { 'ui:enumNames': names, ...own };
  inherited.set(listUiSchema, (inherited.get(listUiSchema) ?? new WeakMap()).set(own, result));
  return result;
}

/** The parts of a form's uiSchema that apply to many values. */
export interface SharedUiSchema {
  /** `ui:globalOptions`: the options of every value, unless its own uiSchema overrides them. */
  options: UiSchema | null;
  /** `ui:definitions`: uiSchemas by the `$ref` that schemas use. */
  definitions: Readonly<Record<string, unknown>> | null;
}

/** Returns the shared parts of a form's uiSchema. */
export function getSharedUiSchema(uiSchema: UiSchema): SharedUiSchema {
  const { 'ui:globalOptions': options, 'ui:definitions': definitions } = uiSchema;
  return {
    options: isJsonObject(options) ? { 'ui:options': options } : null,
    definitions: isJsonObject(definitions) ? definitions : null,
  };
}

/**
 * Merges the uiSchema of a value over `ui:definitions` of the types that its schemas refer to, and over
 * `ui:globalOptions`.
 */
export function withShared(
  { options, definitions }: SharedUiSchema,
  uiSchema: UiSchema,
  schemas: readonly JsonSchema[],
): UiSchema {
  let result = uiSchema;
  for (const { 'x-ref': reference } of definitions ? schemas : []) {
    const isDefined = typeof reference === 'string' && definitions && Object.hasOwn(definitions, reference);
    const definition: unknown = isDefined ? definitions[reference] : null;
    if (isJsonObject(definition)) result = mergeDeep(definition, result);
  }
  return options ? mergeDeep(options, result) : result;
}

const deeplyMerged = new WeakMap<UiSchema, WeakMap<UiSchema, UiSchema>>();

/** Deeply merges one uiSchema over another. Returns the same object for the same arguments. */
function mergeDeep(below: UiSchema, above: UiSchema): UiSchema {
  const cached = deeplyMerged.get(below) ?? new WeakMap<UiSchema, UiSchema>();
  deeplyMerged.set(below, cached);
  const known = cached.get(above) ?? mergeObjects(below, above);
  cached.set(above, known);
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
