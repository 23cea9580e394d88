/** The published drafts of JSON Schema, and the conversion of their keywords to the internal dialect. */
import { type JsonSchema, type JsonValue, toList } from './json-schema.ts';

/** The number or year of a draft; null if a schema names no known draft. */
export type Draft = 4 | 6 | 7 | 2019 | 2020 | null;

/** Returns the draft that `$schema` names, with `http` or `https`, with or without `#`. */
export function getDraft(schema: JsonSchema): Draft {
  const { $schema } = schema;
  if (typeof $schema !== 'string') return null;
  const [, name] =
    /^https?:\/\/json-schema\.org\/(draft-0[467]|draft\/20(?:19-09|20-12))\//.exec($schema) ?? [];
  return name === undefined ? null : (drafts.get(name) ?? null);
}

const drafts: ReadonlyMap<string, Draft> = new Map<string, Draft>([
  ['draft-04', 4],
  ['draft-06', 6],
  ['draft-07', 7],
  ['draft/2019-09', 2019],
  ['draft/2020-12', 2020],
]);

/**
 * The draft that introduced a keyword, and the one that removed it. Each draft ignores the keywords of
 * others.
 */
const lifetimes: ReadonlyMap<string, readonly [from: number, before?: number]> = new Map([
  ['const', [6]],
  ['contains', [6]],
  ['propertyNames', [6]],
  ['if', [7]],
  ['then', [7]],
  ['else', [7]],
  ['dependentRequired', [2019]],
  ['dependentSchemas', [2019]],
  ['maxContains', [2019]],
  ['minContains', [2019]],
  ['unevaluatedItems', [2019]],
  ['unevaluatedProperties', [2019]],
  ['$recursiveRef', [2019, 2020]],
  ['$dynamicRef', [2020]],
  ['prefixItems', [2020]],
  ['additionalItems', [0, 2020]],
]);

/** Returns whether a draft has a keyword. A schema without a draft has the keywords of all drafts. */
export function hasKeyword(draft: Draft, keyword: string): boolean {
  const [from, before = Number.POSITIVE_INFINITY] = lifetimes.get(keyword) ?? [0];
  return draft === null || (draft >= from && draft < before);
}

/** Returns whether the schema is a reference whose siblings are ignored, as in drafts up to draft-07. */
export function isReferenceAlone(draft: Draft, schema: JsonSchema): boolean {
  return draft !== null && draft <= 7 && typeof schema.$ref === 'string';
}

/** Keywords that still count beside such a reference, because they do not affect validity. */
const annotations =
  /^(\$ref|\$comment|\$defs|definitions|title|description|default|examples?|readOnly|writeOnly|deprecated|nullable|x-.*)$/;

/** Keywords that identify a schema. They have no use once references are resolved. */
const identifiers = new Set([
  '$schema',
  '$id',
  // draft-04 only. Ajv refuses it.
  'id',
  '$anchor',
  '$dynamicAnchor',
  '$recursiveAnchor',
  '$vocabulary',
]);

/** Returns whether a keyword counts beside a reference whose siblings are ignored, or identifies the schema. */
export function isReadBesideReference(keyword: string): boolean {
  return annotations.test(keyword) || identifiers.has(keyword);
}

/** Further keywords that a draft or OpenAPI defines in another way than the internal dialect. */
const differing = new Set(['$ref', 'nullable', 'example', 'exclusiveMinimum', 'exclusiveMaximum']);

/**
 * Returns whether the keywords of one schema may have to be converted. Most schemas have only keywords that mean the
 * same in all drafts.
 */
export function mayNeedConversion(schema: JsonSchema): boolean {
  const isDifferent = (keyword: string) =>
    lifetimes.has(keyword) || identifiers.has(keyword) || differing.has(keyword);
  return Object.keys(schema).some(isDifferent) || schema.enum?.length === 0 || Array.isArray(schema.items);
}

/**
 * Converts the keywords of one schema to those of the internal dialect, which are the keywords of 2019-09.
 * Its subschemas and `nullable` stay as they are. Returns the same object if nothing changes.
 */
export function toInternalKeywords(schema: JsonSchema, draft: Draft): JsonSchema {
  const isAlone = isReferenceAlone(draft, schema);
  const isKept = (keyword: string) =>
    hasKeyword(draft, keyword) && !identifiers.has(keyword) && !(isAlone && !annotations.test(keyword));
  const keywords = Object.keys(schema);
  let result = schema;
  if (!keywords.every(isKept)) {
    result = Object.fromEntries(Object.entries(schema).filter(([keyword]) => isKept(keyword)));
  }
  result = convertBounds(result);
  result = convertTuple(result);
  if (Array.isArray(result.enum) && result.enum.length === 0) {
    // An empty `enum` allows no value, and Ajv does not compile it.
    const { enum: _, ...others } = result;
    result = { ...others, allOf: [...toList(result.allOf), false] };
  }
  if (result.example !== undefined && result.examples === undefined) {
    const { example, ...others } = result;
    result = { ...others, examples: [example as JsonValue] };
  }
  return result;
}

/** Converts the boolean `exclusiveMinimum` and `exclusiveMaximum` of draft-04 and OpenAPI 3.0 to numbers. */
function convertBounds(schema: JsonSchema): JsonSchema {
  let result = schema;
  for (const [keyword, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    const isExclusive = result[exclusive];
    if (typeof isExclusive !== 'boolean') continue;
    const { [exclusive]: _, [keyword]: limit, ...others } = result;
    if (limit === undefined) result = others;
    else result = isExclusive ? { ...others, [exclusive]: limit } : { ...others, [keyword]: limit };
  }
  return result;
}

/** Converts the tuples of 2020-12: `prefixItems`, with `items` for the further items. */
function convertTuple(schema: JsonSchema): JsonSchema {
  if (!Array.isArray(schema.prefixItems)) return schema;
  const { prefixItems, items, ...others } = schema;
  return { ...others, items: prefixItems, ...(items !== undefined && { additionalItems: items }) };
}
