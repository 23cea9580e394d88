/** Bounds on what a payload may hold and an answer says, whatever a schema allows. */
import { getApplicable, getItemSchemas, getPropertySchemas } from './applicable-schemas.ts';
import { getTypes, isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from './json-schema.ts';

/** Entries of a list. */
export const mostItems = 1000;
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

/** The lists that are too long to be validated: Ajv compares each entry with all others. */
export function findLongLists(root: JsonSchema, data: JsonObject): LongList[] {
  const found: LongList[] = [];
  let room = mostItemsInAll;
  const walk = (schemas: readonly JsonSchema[], value: JsonValue, path: string[]) => {
    if (Array.isArray(value)) {
      const most = getMostItems(root, schemas);
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
      for (const [key, child] of Object.entries(value)) {
        if (typeof child === 'object') walk(getPropertySchemas(root, schemas, key), child, [...path, key]);
      }
    }
  };
  walk(getApplicable(root, root), data, []);
  return found;
}

/** A schema may allow more, but not where each entry is compared with all others, which takes too long. */
export function getMostItems(root: JsonSchema, schemas: readonly JsonSchema[]): number {
  const isCompared = schemas.some(({ uniqueItems }) => uniqueItems === true) && !hasPlainItems(root, schemas);
  const named = schemas.flatMap(({ maxItems }) => (typeof maxItems === 'number' ? [maxItems] : []));
  return isCompared ? mostItems : Math.max(mostItems, ...named);
}

/** Whether all entries are single values, of which doubles are found by one look at each. */
function hasPlainItems(root: JsonSchema, schemas: readonly JsonSchema[]): boolean {
  const types = getItemSchemas(root, schemas, 0).flatMap(getTypes);
  return types.length > 0 && !types.includes('object') && !types.includes('array');
}
