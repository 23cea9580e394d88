/**
 * A required boolean is `false` while its box is not ticked. In an optional group or tuple in which nothing else is filled
 * in, such a value says nothing: the group would have to be filled in because of it.
 */

import { getItemSchemas, getItems, getPropertySchemas } from './applicable-schemas.ts';
import { isBlank } from './is-blank.ts';
import { getTypes, isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from './json-schema.ts';
import { getRootSchemas } from './root-schemas.ts';

/**
 * Returns the data of a form with empty objects for the optional groups that contain only required boxes without a tick,
 * and without the ticks of such tuples.
 */
export function emptyUntickedGroups(schema: JsonSchema, data: JsonObject): JsonObject {
  const { root, schemas } = getRootSchemas(schema);
  return emptyMembers(root, schemas, data);
}

function emptyMembers(root: JsonSchema, schemas: readonly JsonSchema[], object: JsonObject): JsonObject {
  const required = getRequired(schemas);
  const entries = Object.entries(object).map(([key, child]): [string, JsonValue] => {
    if (typeof child !== 'object' || child === null) return [key, child];
    const own = getPropertySchemas(root, schemas, key);
    if (required.has(key) || !isUnticked(root, own, child)) return [key, emptyInside(root, own, child)];
    return [key, Array.isArray(child) ? child.map(() => '') : {}];
  });
  return entries.every(([key, child]) => child === object[key]) ? object : Object.fromEntries(entries);
}

function emptyInside(root: JsonSchema, schemas: readonly JsonSchema[], value: JsonValue): JsonValue {
  if (isJsonObject(value)) return emptyMembers(root, schemas, value);
  if (!Array.isArray(value)) return value;
  const items = value.map((item, index) => emptyInside(root, getItemSchemas(root, schemas, index), item));
  return items.every((item, index) => item === value[index]) ? value : items;
}

/** Returns whether an object or a tuple contains at least one such box, and nothing else that is filled in. */
function isUnticked(
  root: JsonSchema,
  schemas: readonly JsonSchema[],
  container: JsonObject | JsonValue[],
): boolean {
  const required = getRequired(schemas);
  const fixedCount = Math.max(0, ...schemas.map((schema) => getItems(schema).fixed.length));
  const filled = Object.entries(container).filter(([, child]) => !isEmpty(child));
  return (
    filled.length > 0 &&
    filled.every(([key, child]) => {
      const isItem = Array.isArray(container);
      const own = isItem
        ? getItemSchemas(root, schemas, Number(key))
        : getPropertySchemas(root, schemas, key);
      if (isItem && Number(key) >= fixedCount) return false;
      if (isJsonObject(child)) return isUnticked(root, own, child);
      const isBox =
        (isItem || required.has(key)) && own.some((schema) => getTypes(schema).includes('boolean'));
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
