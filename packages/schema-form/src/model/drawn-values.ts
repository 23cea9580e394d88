/** Choices that are one input: between single values, with `null`, or none at all. */
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from './json-schema.ts';
import { toOptionTitle } from './option-title.ts';
import { getReference, resolveSchema } from './schema-references.ts';

/** The one value of a branch: its `const`, or an `enum` of one; undefined when it has more. */
function getOnlyValue(branch: unknown): JsonValue | undefined {
  if (!isJsonObject(branch)) return undefined;
  if (branch.const !== undefined) return branch.const;
  if (Array.isArray(branch.enum) && branch.enum.length === 1) return branch.enum[0];
  return branch.type === 'null' ? null : undefined;
}

/** A choice between single values, typed or not, is a list of options with titles. */
export function drawChoice(schema: JsonSchema): JsonSchema {
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
    const isDescribed = branches.some((branch: JsonObject) => typeof branch.description === 'string');
    return {
      ...rest,
      enum: values as JsonValue[],
      'x-titles': titles,
      ...(isDescribed && {
        'x-descriptions': branches.map((branch: JsonObject) => branch.description ?? null),
      }),
    };
  }
  return nameOptions(schema);
}

/** `enumNames` and `enumDescriptions` of a schema say what the titles and descriptions of constants say elsewhere. */
function nameOptions(schema: JsonSchema): JsonSchema {
  const { enumNames, enumDescriptions } = schema;
  if (!Array.isArray(schema.enum) || !(enumNames || enumDescriptions)) return schema;
  return {
    ...schema,
    ...(Array.isArray(enumNames) && { 'x-titles': enumNames }),
    ...(Array.isArray(enumDescriptions) && { 'x-descriptions': enumDescriptions }),
  };
}

/** "This or null" is one input that can be empty. `referrer` is what refers to it, if that is not the schema. */
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
    const target = getReference(own) === null ? own : resolveSchema(root, own);
    const type = target?.type;
    const isValue = typeof type === 'string' && type !== 'object' && type !== 'array';
    if (!isValue) {
      // A reference is followed where it stands: what it leads to may lead back here.
      return getReference(schema) === null
        ? { schema: { ...own, ...rest }, referrer: own }
        : { schema: { ...rest, allOf: [...((rest.allOf as unknown[] | undefined) ?? []), own] } };
    }
    const values = (target as JsonSchema).enum;
    const value = {
      ...(target as JsonSchema),
      ...rest,
      type: [type, 'null'],
      ...(values && { enum: [...values.filter((value) => value !== null), null] }),
    };
    return { schema: value };
  }
  return { schema };
}

/** A value that can only be one: a box to tick for `true`, which is a consent, else a list of one option. */
export function drawConst(schema: JsonSchema): JsonSchema {
  if (schema.const === undefined) return schema;
  const { const: value, ...rest } = schema;
  return value === true ? { ...rest, type: 'boolean', 'x-consent': true } : { ...rest, enum: [value] };
}
