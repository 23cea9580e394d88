/** Lists the keywords that contain schemas, and the schemas inside a document. */
import { isJsonObject, type JsonSchema } from './json-schema.ts';

/** Keywords whose value maps names to schemas. */
export const schemaMapKeywords: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
  'dependencies',
]);
/** Keywords whose value is a list of schemas. */
export const schemaListKeywords: ReadonlySet<string> = new Set([
  'allOf',
  'anyOf',
  'oneOf',
  'prefixItems',
  'items',
]);
/** Keywords whose value is a schema. */
export const subschemaKeywords: ReadonlySet<string> = new Set([
  'items',
  'additionalItems',
  'additionalProperties',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
]);

/** Returns the schemas directly inside a schema. */
export function getSubschemas(schema: JsonSchema): JsonSchema[] {
  const found: JsonSchema[] = [];
  // Most schemas have few keywords, so this is faster than to look for each keyword that has subschemas.
  for (const keyword in schema) {
    const value = schema[keyword];
    if (typeof value !== 'object' || value === null) continue;
    const isList = Array.isArray(value);
    if (!isList && subschemaKeywords.has(keyword)) found.push(value as JsonSchema);
    else if ((isList ? schemaListKeywords : schemaMapKeywords).has(keyword)) {
      for (const inner of Object.values(value)) if (isJsonObject(inner)) found.push(inner as JsonSchema);
    }
  }
  return found;
}

/** Returns whether a schema, or a schema anywhere inside it, matches. References are not followed. */
export function someSubschema(root: JsonSchema, matches: (schema: JsonSchema) => boolean): boolean {
  const found = new Set([root]);
  // The set grows while it is iterated. Recursion would need a stack as deep as the schema.
  for (const schema of found) {
    if (matches(schema)) return true;
    for (const inner of getSubschemas(schema)) found.add(inner);
  }
  return false;
}

const positions = new WeakMap<JsonSchema, ReadonlySet<JsonSchema>>();

/** Returns whether an object of this document is a schema by its position, and not just a value. */
export function isSchemaIn(root: JsonSchema, schema: JsonSchema): boolean {
  let inside = positions.get(root);
  if (!inside) {
    inside = listSubschemas(root);
    positions.set(root, inside);
  }
  return inside.has(schema);
}

function listSubschemas(root: JsonSchema): ReadonlySet<JsonSchema> {
  const found = new Set([root]);
  for (const schema of found) for (const inner of getSubschemas(schema)) found.add(inner);
  return found;
}
