import { deepEquals } from './deep-equals.ts';
import { isJsonObject } from './json-schema.ts';

/**
 * Returns `after` with every unchanged part replaced by the same object from `before`, so that it is not
 * rendered again.
 */
export function reuseUnchanged<T>(before: unknown, after: T): T {
  if (before === after || deepEquals(before, after)) return before as T;
  if (!isJsonObject(before) || !isJsonObject(after)) return after;
  const entries = Object.entries(after).map(([key, value]) => [
    key,
    Object.hasOwn(before, key) ? reuseUnchanged(before[key], value) : value,
  ]);
  return Object.fromEntries(entries) as T;
}
