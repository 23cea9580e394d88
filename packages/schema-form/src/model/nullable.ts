/** Converts `nullable` of OpenAPI 3.0, which allows null beside everything else that a schema states. */
import { type JsonSchema, toList } from './json-schema.ts';

/** Returns whether a keyword other than `type` may reject `null`. */
export function refusesNull(schema: JsonSchema): boolean {
  const others = ['$ref', '$dynamicRef', '$recursiveRef', 'allOf', 'anyOf', 'oneOf', 'not', 'if'];
  const values = schema.type === undefined ? ['enum', 'const'] : [];
  return [...others, ...values].some((keyword) => keyword in schema);
}

/** Returns the schema with `null` among its types. A schema without a type allows null already. */
export function withNullType(schema: JsonSchema): JsonSchema {
  const { type } = schema;
  if (type === undefined || toList(type).includes('null')) return schema;
  return { ...schema, type: [...(Array.isArray(type) ? type : [type]), 'null'] };
}

/** Splits a schema into its annotations and its assertions. */
export function splitAnnotations(schema: JsonSchema): { annotations: JsonSchema; assertions: JsonSchema } {
  const isAnnotation = ([keyword]: [string, unknown]) =>
    /^(title|description|default|readOnly|writeOnly|deprecated|examples)$/.test(keyword);
  const entries = Object.entries(schema);
  return {
    annotations: Object.fromEntries(entries.filter(isAnnotation)),
    assertions: Object.fromEntries(entries.filter((entry) => !isAnnotation(entry))),
  };
}
