import { getApplicable, getRootSchemas, isJsonObject, type JsonSchema } from 'schema-form/server';
import { isCustomerKey } from '../domain/customer.ts';

/**
 * Shortens paths to the keys that the form's schema names. In a map people type the keys themselves, and
 * what they type must not get into the audit log: it is written as `*`.
 */
export function toNamedPaths(schema: JsonSchema, paths: readonly string[][]): string[][] {
  const { root, schemas: rootSchemas } = getRootSchemas(schema);
  const shortened = paths.map((path) => {
    const named: string[] = [];
    let schemas = rootSchemas;
    for (const key of path) {
      const own = schemas.flatMap(({ properties }) =>
        isJsonObject(properties) && Object.hasOwn(properties, key) ? [properties[key]] : [],
      );
      const isNamed = own.length > 0 || (named.length === 0 && isCustomerKey(key));
      if (!isNamed) return [...named, '*'];
      named.push(key);
      schemas = own.flatMap((next) => (isJsonObject(next) ? getApplicable(root, next) : []));
    }
    return named;
  });
  return [...new Map(shortened.map((path) => [JSON.stringify(path), path])).values()];
}
