/**
 * A required boolean is `false` while its box is not ticked. In an optional group in which nothing else is filled in, such
 * a value says nothing: the group would have to be filled in because of it.
 */

import { getItemSchemas, getPropertySchemas } from './applicable-schemas.ts';
import { isBlank } from './is-blank.ts';
import { getTypes, isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from './json-schema.ts';
import { getRootSchemas } from './root-schemas.ts';

/** Returns the data of a form with empty objects for the optional groups that contain only required boxes without a tick. */
export function emptyUntickedGroups(schema: JsonSchema, data: JsonObject): JsonObject {
  const { root, schemas } = getRootSchemas(schema);
  return emptyMembers(root, schemas, data);
}

function emptyMembers(root: JsonSchema, schemas: readonly JsonSchema[], object: JsonObject): JsonObject {
  const required = getRequired(schemas);
  const entries = Object.entries(object).map(([key, child]): [string, JsonValue] => {
    if (typeof child !== 'object' || child === null) return [key, child];
    const own = getPropertySchemas(root, schemas, key);
    const isOptional = !required.has(key) && isJsonObject(child);
    return [key, isOptional && isUnticked(root, own, child) ? {} : emptyInside(root, own, child)];
  });
  return entries.every(([key, child]) => child === object[key]) ? object : Object.fromEntries(entries);
}

function emptyInside(root: JsonSchema, schemas: readonly JsonSchema[], value: JsonValue): JsonValue {
  if (isJsonObject(value)) return emptyMembers(root, schemas, value);
  if (!Array.isArray(value)) return value;
  const items = value.map((item, index) => emptyInside(root, getItemSchemas(root, schemas, index), item));
  return items.every((item, index) => item === value[index]) ? value : items;
}

/** Returns whether an object contains at least one such box, and nothing else that is filled in. */
function isUnticked(root: JsonSchema, schemas: readonly JsonSchema[], object: JsonObject): boolean {
  const required = getRequired(schemas);
  const filled = Object.entries(object).filter(([, child]) => !isEmpty(child));
  return (
    filled.length > 0 &&
    filled.every(([key, child]) => {
      const own = getPropertySchemas(root, schemas, key);
      if (isJsonObject(child)) return isUnticked(root, own, child);
      const isBox = required.has(key) && own.some((schema) => getTypes(schema).includes('boolean'));
      return isBox && (child === false || child === 'false');
    })
  );
}

function isEmpty(value: JsonValue | undefined): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length === 0 : isBlank(value);
}

function getRequired(schemas: readonly JsonSchema[]): ReadonlySet<string> {
  return new Set(schemas.flatMap(({ required = [] }) => required));
}
