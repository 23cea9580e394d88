import { maxDepth } from '../model/bounds.ts';
import type { JsonValue } from '../model/json-schema.ts';

/**
 * Replaces everything deeper than a payload may be with an ellipsis, so that rendering can't overflow the
 * stack.
 */
export function limitDepth(value: JsonValue | undefined, levels = maxDepth): JsonValue | undefined {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return '…';
  if (Array.isArray(value)) return value.map((item) => limitDepth(item, levels - 1) ?? null);
  const entries = Object.entries(value).flatMap(([key, child]): [string, JsonValue][] => {
    const limited = limitDepth(child, levels - 1);
    return limited === undefined ? [] : [[key, limited]];
  });
  return Object.fromEntries(entries);
}
