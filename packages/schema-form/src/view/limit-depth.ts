import { maxDepth } from '../model/bounds.ts';
import type { JsonValue } from '../model/json-schema.ts';

/** Data with an ellipsis for what is deeper than any payload may be: nobody reads it, and the stack has an end. */
export function limitDepth(value: JsonValue | undefined, room = maxDepth): JsonValue | undefined {
  if (typeof value !== 'object' || value === null) return value;
  if (room === 0) return '…';
  if (Array.isArray(value)) return value.map((item) => limitDepth(item, room - 1) ?? null);
  const entries = Object.entries(value).flatMap(([key, child]): [string, JsonValue][] => {
    const limited = limitDepth(child, room - 1);
    return limited === undefined ? [] : [[key, limited]];
  });
  return Object.fromEntries(entries);
}
