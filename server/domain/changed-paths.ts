import { deepEquals, getOwn, isJsonObject, type JsonObject, toToken } from 'schema-form/server';
import type { Customer } from './customer.ts';

/** A path is a list of keys. With more changes than this, only the keys of the profile itself are named. */
const mostPaths = 100;

/** Returns all values of a customer by the keys that a form gives them, without those that are unknown. */
export function toValues({
  customer_id: _,
  attributes,
  version: __,
  edited: ___,
  ...keys
}: Customer): JsonObject {
  const known = Object.entries(keys).filter(([, value]) => value !== '' && value !== null);
  return Object.fromEntries([...Object.entries(attributes), ...known]);
}

/** Returns the paths of the values that differ. A list counts as one value, because its entries move. */
export function findChangedPaths(before: JsonObject, after: JsonObject): string[][] {
  const paths = comparePaths([], before, after);
  if (paths.length <= mostPaths) return paths;
  return [...new Set(paths.map(([key = '']) => key))].map((key) => [key]);
}

function comparePaths(path: string[], before: JsonObject, after: JsonObject): string[][] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => {
    const [old, next] = [getOwn(before, key), getOwn(after, key)];
    if (isJsonObject(old) && isJsonObject(next)) return comparePaths([...path, key], old, next);
    return deepEquals(old, next) ? [] : [[...path, key]];
  });
}

/** Writes a path as a JSON pointer (RFC 6901). */
export function toPointer(path: readonly string[]): string {
  return path.map((key) => `/${toToken(key)}`).join('');
}
