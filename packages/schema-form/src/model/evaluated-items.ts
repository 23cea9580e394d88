import type { Draft } from './drafts.ts';
import { isJsonObject, type JsonSchema, toList } from './json-schema.ts';

/** `allOf` in `allOf` that is looked into. */
const deepest = 8;

/**
 * The schema without `unevaluatedItems` for what it contains: in 2020-12, items that match `contains` are evaluated,
 * which Ajv does not know. `refer` makes a reference to a schema, since copies in copies would have no end.
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

/** What a list and its `allOf` say that it contains: these hold whenever the list is valid. */
function findContains(schema: unknown, depth: number): unknown[] {
  if (!isJsonObject(schema) || depth > deepest) return [];
  const own = schema.contains === undefined ? [] : [schema.contains];
  return [...own, ...toList(schema.allOf).flatMap((part) => findContains(part, depth + 1))];
}
