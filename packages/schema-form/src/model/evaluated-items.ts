import type { Draft } from './drafts.ts';
import { isJsonObject, type JsonSchema, toList } from './json-schema.ts';

/** The maximum nesting of `allOf` that is examined. */
const maxDepth = 8;

/**
 * Returns a schema whose `unevaluatedItems` ignores the items that match `contains`. In 2020-12 such items
 * are evaluated, which Ajv does not implement. `refer` makes a reference to a schema, because nested copies
 * would have no end.
 */
export function allowContained(
  schema: JsonSchema,
  draft: Draft,
  refer: (schema: JsonSchema) => JsonSchema,
): JsonSchema {
  const { unevaluatedItems } = schema;
  if (unevaluatedItems === undefined || unevaluatedItems === true) return schema;
  if (draft !== null && draft < 2020) return schema;
  const contained = findContains(schema, 0).map((item) =>
    isJsonObject(item) ? refer(item as JsonSchema) : item,
  );
  if (contained.length === 0) return schema;
  const allowed = [...contained, unevaluatedItems].filter((item) => item !== false);
  return { ...schema, unevaluatedItems: allowed.length === 1 ? allowed[0] : { anyOf: allowed } };
}

/** Returns the `contains` of a list and its `allOf`. These always hold if the list is valid. */
function findContains(schema: unknown, depth: number): unknown[] {
  if (!isJsonObject(schema) || depth > maxDepth) return [];
  const own = schema.contains === undefined ? [] : [schema.contains];
  return [...own, ...toList(schema.allOf).flatMap((subschema) => findContains(subschema, depth + 1))];
}
