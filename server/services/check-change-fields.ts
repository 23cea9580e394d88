import { followReference, getRootSchemas, isJsonObject, type JsonSchema } from 'schema-form/server';
import { isCustomerKey, takesKey } from '../domain/customer.ts';
import { EnvError } from '../env-error.ts';

/**
 * Checks the keys whose values the webhook of changes gets. Throws EnvError for a key that the form does not
 * have, and for one with a `writeOnly` value in it, since those never leave the server.
 */
export function checkChangeFields(schema: JsonSchema, keys: readonly string[]): void {
  for (const key of keys) {
    if (!isCustomerKey(key) && !takesKey(schema, key)) {
      throw new EnvError(`CHANGE_WEBHOOK_FIELDS names ${key}, which the form does not have.`);
    }
    if (hasWriteOnly(schema, key)) {
      throw new EnvError(`CHANGE_WEBHOOK_FIELDS must not name ${key}, which has a writeOnly value.`);
    }
  }
}

/** Returns whether any schema that may apply inside the property has `writeOnly`; also true for some that never do. */
function hasWriteOnly(schema: JsonSchema, key: string): boolean {
  const { root, schemas } = getRootSchemas(schema);
  const seen = new Set<unknown>();
  const visit = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return false;
    seen.add(value);
    if (isJsonObject(value)) {
      if (value.writeOnly === true) return true;
      if (visit(followReference(root, value as JsonSchema))) return true;
    }
    return Object.values(value).some(visit);
  };
  return schemas.some(({ properties = {}, patternProperties, additionalProperties, unevaluatedProperties }) =>
    [
      Object.hasOwn(properties, key) ? properties[key] : null,
      patternProperties,
      additionalProperties,
      unevaluatedProperties,
    ].some(visit),
  );
}
