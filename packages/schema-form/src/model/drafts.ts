/** The published drafts of JSON Schema, and what each of them says with other keywords than the internal dialect. */
import { type JsonSchema, type JsonValue, toList } from './json-schema.ts';

/** The number of a draft, or its year; null for a schema that names none that is known. */
export type Draft = 4 | 6 | 7 | 2019 | 2020 | null;

/** The draft that a schema names in `$schema`, with `http` or `https`, with `#` or without. */
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

/** The draft that brought a keyword, and the one that took it away. Drafts ignore the keywords of others. */
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

/** Whether a draft has a keyword. A schema without a draft has the keywords of all. */
export function hasKeyword(draft: Draft, keyword: string): boolean {
  const [from, before = Number.POSITIVE_INFINITY] = lifetimes.get(keyword) ?? [0];
  return draft === null || (draft >= from && draft < before);
}

/** Up to draft-07 a reference stands for its whole schema: the rules beside it do not count. */
export function isReferenceAlone(draft: Draft, schema: JsonSchema): boolean {
  return draft !== null && draft <= 7 && typeof schema.$ref === 'string';
}

/** What still counts beside such a reference: it says nothing about what is valid. */
const annotations =
  /^(\$ref|\$comment|\$defs|definitions|title|description|default|examples?|readOnly|writeOnly|deprecated|nullable|x-.*)$/;

/** Keywords that say where a schema is, and no more once its references are resolved. */
const identifiers = new Set([
  '$schema',
  '$id',
  // Not a keyword since draft-06, and one that Ajv refuses.
  'id',
  '$anchor',
  '$dynamicAnchor',
  '$recursiveAnchor',
  '$vocabulary',
]);

/**
 * One schema in the keywords of the internal dialect, which are those of 2019-09; its subschemas stay as they are, and
 * so does `nullable`. The very same schema where nothing is different.
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
    // No value is one of none. Ajv does not compile it.
    const { enum: _, ...others } = result;
    result = { ...others, allOf: [...toList(result.allOf), false] };
  }
  if (result.example !== undefined && result.examples === undefined) {
    const { example, ...others } = result;
    result = { ...others, examples: [example as JsonValue] };
  }
  return result;
}

/** Draft-04 and OpenAPI 3.0 say with a boolean whether `minimum` and `maximum` themselves are allowed. */
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

/** 2020-12 writes tuples as `prefixItems`, with `items` for the rest. */
function convertTuple(schema: JsonSchema): JsonSchema {
  const { prefixItems, items, ...others } = schema;
  if (!Array.isArray(prefixItems)) return schema;
  return { ...others, items: prefixItems, ...(items !== undefined && { additionalItems: items }) };
}
