/** Bounds on what a payload may hold and an answer says, whatever a schema allows. */
import { getApplicable, getItemSchemas, getPropertySchemas } from './applicable-schemas.ts';
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from './json-schema.ts';

/** Levels of objects and lists: deeper than any form that a person fills in. */
export const maxDepth = 64;
/** Entries of a list, or of a map. */
export const mostItems = 1000;
/** Values in a payload, lists and objects among them: each step of a save walks through all of them. */
export const mostValues = 20_000;
/** Entries of all lists of a payload together. */
export const mostItemsInAll = 5000;
/** Errors that are reported, the first ones. */
export const mostErrors = 100;
/** Errors of the rules that are looked at to find those: of a choice each branch has its own. */
export const mostRuleErrors = 2000;

/** A list that is longer than it may be. */
interface LongList {
  path: string[];
  most: number;
}

/** The lists, and maps, that have more entries than they may. */
export function findLongLists(root: JsonSchema, data: JsonObject): LongList[] {
  const found: LongList[] = [];
  let room = mostItemsInAll;
  const walk = (schemas: readonly JsonSchema[], value: JsonValue, path: string[]) => {
    if (Array.isArray(value)) {
      const most = getMostItems(schemas);
      const isLong = value.length > most;
      if (isLong || value.length > room) {
        const named = schemas.flatMap(({ maxItems }) => (typeof maxItems === 'number' ? [maxItems] : []));
        found.push({ path, most: Math.min(...named, isLong ? most : room) });
        return;
      }
      // A list that its schema allows to be long is no reason to refuse others.
      if (most === mostItems) room -= value.length;
      for (const [index, entry] of value.entries()) {
        if (typeof entry !== 'object') continue;
        walk(getItemSchemas(root, schemas, index), entry, [...path, String(index)]);
      }
    } else if (isJsonObject(value)) {
      const named = new Set(schemas.flatMap(({ properties }) => Object.keys(properties ?? {})));
      const added = Object.keys(value).filter((key) => !named.has(key));
      // Of the whole form each key that nobody knows is an error of its own.
      if (path.length > 0 && added.length > mostItems && mayAdd(schemas)) {
        found.push({ path, most: mostItems });
        return;
      }
      for (const [key, child] of Object.entries(value)) {
        if (typeof child === 'object') walk(getPropertySchemas(root, schemas, key), child, [...path, key]);
      }
    }
  };
  walk(getApplicable(root, root), data, []);
  return found;
}

/** Whether an object may have properties that its schemas do not name. */
function mayAdd(schemas: readonly JsonSchema[]): boolean {
  return schemas.every(
    ({ additionalProperties, unevaluatedProperties }) =>
      additionalProperties !== false && unevaluatedProperties !== false,
  );
}

/** Whether a value holds more values than a payload may; looks no further than it must. */
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

/** How many entries a list may have: a thousand, or as many as its schemas say. */
export function getMostItems(schemas: readonly JsonSchema[]): number {
  const named = schemas.flatMap(({ maxItems }) => (typeof maxItems === 'number' ? [maxItems] : []));
  return Math.max(mostItems, ...named);
}
