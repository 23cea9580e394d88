/** Limits for payloads and answers that hold for every schema. */
import { getItemSchemas, getPropertySchemas } from './applicable-schemas.ts';
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from './json-schema.ts';
import { getRootSchemas } from './root-schemas.ts';

/** The maximum nesting of objects and lists, which is deeper than any form that a person fills in. */
export const maxDepth = 64;
/** The maximum number of items in a list or entries in a map. */
const mostItems = 1000;
/**
 * The maximum number of values in a payload, lists and objects included. Each step of a save visits all of
 * them.
 */
export const mostValues = 20_000;
/** The maximum number of items in all lists of a payload together. */
export const mostItemsInAll = 5000;
/** The maximum number of reported errors; the first ones are reported. */
export const mostErrors = 100;
/**
 * The maximum number of Ajv errors that are examined to find the reported ones. Each branch of a choice has
 * errors of its own.
 */
export const mostRuleErrors = 2000;

/** A list that exceeds its limit. */
interface LongList {
  path: string[];
  most: number;
}

/** Finds the lists and maps that exceed their limits. */
export function findLongLists(schema: JsonSchema, data: JsonObject): LongList[] {
  const { root, schemas: rootSchemas } = getRootSchemas(schema);
  const found: LongList[] = [];
  let remaining = mostItemsInAll;
  const walk = (schemas: readonly JsonSchema[], value: JsonValue, path: string[]) => {
    if (Array.isArray(value)) {
      const most = getMostItems(schemas);
      const isLong = value.length > most;
      if (isLong || value.length > remaining) {
        const named = schemas.flatMap(({ maxItems }) => (typeof maxItems === 'number' ? [maxItems] : []));
        found.push({ path, most: Math.min(...named, isLong ? most : remaining) });
        return;
      }
      // A list that is allowed to be long does not use up the limit of the others.
      if (most === mostItems) remaining -= value.length;
      for (const [index, item] of value.entries()) {
        if (typeof item !== 'object') continue;
        walk(getItemSchemas(root, schemas, index), item, [...path, String(index)]);
      }
    } else if (isJsonObject(value)) {
      const named = new Set(schemas.flatMap(({ properties }) => Object.keys(properties ?? {})));
      const added = Object.keys(value).filter((key) => !named.has(key));
      // At the root, each unknown key is reported as an error of its own.
      if (path.length > 0 && added.length > mostItems && mayAdd(schemas)) {
        found.push({ path, most: mostItems });
        return;
      }
      for (const [key, child] of Object.entries(value)) {
        if (typeof child === 'object') walk(getPropertySchemas(root, schemas, key), child, [...path, key]);
      }
    }
  };
  walk(rootSchemas, data, []);
  return found;
}

/**
 * Finds numbers that no JSON can express: `JSON.parse` reads 1e999 as Infinity, which would be stored as null, and which
 * Ajv accepts as a multiple of anything.
 */
export function findInfiniteNumbers(value: JsonValue, path: string[] = []): string[][] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => findInfiniteNumbers(child, [...path, key]));
}

/** Returns whether an object may have properties that its schemas do not name. */
function mayAdd(schemas: readonly JsonSchema[]): boolean {
  return schemas.every(
    ({ additionalProperties, unevaluatedProperties }) =>
      additionalProperties !== false && unevaluatedProperties !== false,
  );
}

/** Returns whether a value contains more values than a payload may. It stops as soon as it knows. */
export function hasTooManyValues(value: JsonValue, most: number = mostValues): boolean {
  const open: JsonValue[] = [value];
  for (let count = 0; count < open.length; count += 1) {
    if (count > most) return true;
    const current = open[count];
    if (typeof current !== 'object' || current === null) continue;
    for (const child of Object.values(current)) {
      if (open.length > most + 1) return true;
      if (child !== undefined) open.push(child);
    }
  }
  return false;
}

/**
 * Returns how many items a list may have: `mostItems`, or the largest `maxItems` of its schemas if that is
 * more.
 */
export function getMostItems(schemas: readonly JsonSchema[]): number {
  const named = schemas.flatMap(({ maxItems }) => (typeof maxItems === 'number' ? [maxItems] : []));
  return Math.max(mostItems, ...named);
}
