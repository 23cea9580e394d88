import { toCanonicalJson } from './canonical-json.ts';
import type { JsonValue } from './json-schema.ts';

/**
 * Returns whether a list contains equal items. It takes linear time. Ajv compares each pair of items, which
 * took seconds for a thousand objects.
 */
export function hasSameTwice(list: readonly unknown[]): boolean {
  return new Set(list.map((item) => toCanonicalJson(item as JsonValue))).size < list.length;
}
