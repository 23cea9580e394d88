/** Protects `writeOnly` values: a form writes them, and their stored values never leave the server. */

import { getItemSchemas, getPropertySchemas } from './applicable-schemas.ts';
import { isBlank } from './is-blank.ts';
import { getOwn, isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from './json-schema.ts';
import { getRootSchemas } from './root-schemas.ts';

/** Returns the data without its `writeOnly` values, at any depth. */
export function withoutWriteOnly(schema: JsonSchema, data: JsonObject): JsonObject {
  const { root, schemas } = getRootSchemas(schema);
  return omitWriteOnly(root, schemas, data) as JsonObject;
}

function omitWriteOnly(root: JsonSchema, schemas: readonly JsonSchema[], value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    return value.map((item, index) => omitWriteOnly(root, getItemSchemas(root, schemas, index), item));
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, child]): [string, JsonValue][] => {
    const own = getPropertySchemas(root, schemas, key);
    return own.some(isWriteOnly) ? [] : [[key, omitWriteOnly(root, own, child)]];
  });
  return Object.fromEntries(entries);
}

interface KeepOptions {
  stored: JsonObject;
  data: JsonObject;
  /** Whether a blank value keeps the stored one, as in a form. Otherwise it clears the stored one. */
  keepsBlank: boolean;
}

/**
 * Returns the data with the stored `writeOnly` values that it lacks, because people who edit the rest can't
 * see them. They are not kept in lists, because items can't be matched to stored items.
 */
export function keepWriteOnly(schema: JsonSchema, options: KeepOptions): JsonObject {
  const { root, schemas } = getRootSchemas(schema);
  return keepMembers(root, schemas, options);
}

function keepMembers(
  root: JsonSchema,
  schemas: readonly JsonSchema[],
  { stored, data, keepsBlank }: KeepOptions,
): JsonObject {
  const kept = Object.entries(stored).flatMap(([key, before]): [string, JsonValue][] => {
    const own = getPropertySchemas(root, schemas, key);
    const next = getOwn(data, key);
    if (own.some(isWriteOnly)) {
      return next === undefined || (keepsBlank && isBlank(next)) ? [[key, before]] : [];
    }
    if (!isJsonObject(before) || !isJsonObject(next)) return [];
    return [[key, keepMembers(root, own, { stored: before, data: next, keepsBlank })]];
  });
  return { ...data, ...Object.fromEntries(kept) };
}

/** Returns whether one schema makes its value `writeOnly`. */
export function isWriteOnly(schema: JsonSchema): boolean {
  return schema.writeOnly === true;
}
