/**
 * Converts choices that a single input can hold: choices between single values, choices with `null`, and
 * constants.
 */
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from './json-schema.ts';
import { toOptionTitle } from './option-title.ts';
import { getReference, resolveSchema } from './schema-references.ts';
import { toTitle } from './to-title.ts';

/**
 * Returns the only value of a branch, from `const` or an `enum` of one value; undefined if it has several.
 */
function getOnlyValue(branch: unknown): JsonValue | undefined {
  if (!isJsonObject(branch)) return undefined;
  if (branch.const !== undefined) return branch.const;
  if (Array.isArray(branch.enum) && branch.enum.length === 1) return branch.enum[0];
  return branch.type === 'null' ? null : undefined;
}

/** Converts a choice between single values to a list of options with titles. */
export function normalizeOptions(schema: JsonSchema): JsonSchema {
  for (const keyword of ['oneOf', 'anyOf']) {
    const branches = schema[keyword];
    if (!Array.isArray(branches) || branches.length === 0) continue;
    const values = branches.map(getOnlyValue);
    const isChoice = values.every((value) => value !== undefined) && values.some((value) => value !== null);
    if (!isChoice) continue;
    const { [keyword]: _, ...rest } = schema;
    const titles = branches.map(({ title, 'x-titles': own }: JsonObject, index) => {
      const name = title ?? (Array.isArray(own) ? own[0] : undefined);
      return typeof name === 'string' ? name : toOptionTitle(values[index] ?? null);
    });
    const descriptions = branches.map(({ description }: JsonObject) =>
      typeof description === 'string' ? description : '',
    );
    return {
      ...rest,
      enum: values as JsonValue[],
      'x-titles': titles,
      ...(descriptions.some(Boolean) && { 'x-descriptions': descriptions }),
    };
  }
  return schema;
}

const titleKeywords = ['enumNames', 'x-enumNames', 'x-enum-varnames'];
const descriptionKeywords = ['enumDescriptions', 'x-enum-descriptions', 'x-enumDescriptions'];

/** Converts the keywords in which other tools name the options of an `enum` to our own keywords. */
export function normalizeOptionNames(schema: JsonSchema): JsonSchema {
  if (!Array.isArray(schema.enum)) return schema;
  const keywords = [...titleKeywords, ...descriptionKeywords].filter((keyword) => keyword in schema);
  if (keywords.length === 0) return schema;
  const titles = findNames(schema, schema.enum, titleKeywords);
  const descriptions = findNames(schema, schema.enum, descriptionKeywords);
  const others = Object.entries(schema).filter(([keyword]) => !keywords.includes(keyword));
  return {
    ...(titles && { 'x-titles': titles }),
    ...(descriptions && { 'x-descriptions': descriptions }),
    ...Object.fromEntries(others),
  };
}

/**
 * Returns one text for each option, from the first of the given keywords that has a text. A keyword lists its
 * texts by index or by value. An option without a text gets `''`.
 */
function findNames(schema: JsonSchema, values: JsonValue[], keywords: readonly string[]): string[] | null {
  for (const keyword of keywords) {
    const given = schema[keyword];
    if (typeof given !== 'object' || given === null) continue;
    const names = values.map((value, index) => {
      const key = Array.isArray(given) ? String(index) : String(value);
      const name: unknown = Object.hasOwn(given, key) ? (given as Record<string, unknown>)[key] : '';
      if (typeof name !== 'string') return '';
      return keyword === 'x-enum-varnames' ? toTitle(name) : name;
    });
    if (names.some(Boolean)) return names;
  }
  return null;
}

/**
 * Converts a choice between a value and null to one input that can be empty. `referrer` in the result is the schema
 * with the reference, if that is not the given schema.
 */
export function mergeNull(
  root: JsonSchema,
  schema: JsonSchema,
): { schema: JsonSchema; referrer?: JsonSchema } {
  for (const keyword of ['anyOf', 'oneOf']) {
    const branches = schema[keyword];
    if (!Array.isArray(branches) || branches.length !== 2) continue;
    const [branch] = branches.filter((candidate) => isJsonObject(candidate) && candidate.type !== 'null');
    const hasNull = branches.some((candidate) => isJsonObject(candidate) && candidate.type === 'null');
    if (!hasNull || !isJsonObject(branch)) continue;
    const { [keyword]: _, ...rest } = schema;
    const own = branch as JsonSchema;
    const resolved = getReference(own) === null ? own : resolveSchema(root, own);
    // A choice between constants becomes a list of options, to which null is added.
    const target = resolved && normalizeOptions(resolved);
    const type = target?.type;
    const isScalar = typeof type === 'string' && type !== 'object' && type !== 'array';
    const isValue = isScalar || (type === undefined && Array.isArray(target?.enum));
    if (!isValue) {
      // The reference stays in place, because its target may refer back to this schema.
      return getReference(schema) === null
        ? { schema: { ...own, ...rest }, referrer: own }
        : { schema: { ...rest, allOf: [...((rest.allOf as unknown[] | undefined) ?? []), own] } };
    }
    const values = (target as JsonSchema).enum;
    const value: JsonSchema = {
      ...(target as JsonSchema),
      ...rest,
      ...(isScalar && { type: [type, 'null'] }),
      // Null goes last, because titles and descriptions are assigned by index.
      ...(values && { enum: values.includes(null) ? values : [...values, null] }),
    };
    return { schema: value };
  }
  return { schema };
}

/** Converts a constant: `true` becomes a checkbox for consent, and any other value a list of one option. */
export function normalizeConst(schema: JsonSchema): JsonSchema {
  if (schema.const === undefined) return schema;
  if (schema.const === true) return { ...schema, type: 'boolean' };
  const { const: value, ...rest } = schema;
  return { ...rest, enum: [value] };
}
