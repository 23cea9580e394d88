import { getItemSchemas, getPropertySchemas } from './applicable-schemas.ts';
import { getMostItems, mostItemsInAll } from './bounds.ts';
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from './json-schema.ts';
import { getRootSchemas } from './root-schemas.ts';

/** Cuts the lists and the maps in data to the number of items and entries that may be rendered. */
export function shortenLists(schema: JsonSchema, data: JsonObject): JsonObject {
  const { root, schemas: rootSchemas } = getRootSchemas(schema);
  let remaining = mostItemsInAll;
  const walk = (schemas: readonly JsonSchema[], value: JsonValue): JsonValue => {
    if (Array.isArray(value)) {
      const items = value.slice(0, Math.min(getMostItems(schemas), remaining));
      remaining -= items.length;
      return items.map((item, index) => walk(getItemSchemas(root, schemas, index), item));
    }
    if (!isJsonObject(value)) return value;
    const named = new Set(schemas.flatMap(({ properties = {} }) => Object.keys(properties)));
    let added = Math.min(getMostItems([]), remaining);
    const members = Object.entries(value).flatMap(([key, child]): [string, JsonValue][] => {
      if (!named.has(key)) {
        if (added === 0) return [];
        added -= 1;
        remaining -= 1;
      }
      const isContainer = typeof child === 'object';
      return [[key, isContainer ? walk(getPropertySchemas(root, schemas, key), child) : child]];
    });
    return Object.fromEntries(members);
  };
  return walk(rootSchemas, data) as JsonObject;
}
