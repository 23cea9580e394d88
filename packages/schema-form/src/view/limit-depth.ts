import { maxDepth } from '../model/bounds.ts';
import type { JsonValue } from '../model/json-schema.ts';

/**
 * Replaces everything deeper than a payload may be with an ellipsis, so that rendering can't overflow the
 * stack.
 */
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
