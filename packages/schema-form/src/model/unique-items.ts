import { toCanonicalJson } from './canonical-json.ts';
import type { JsonValue } from './json-schema.ts';

/**
 * Whether a list has the same entry twice. Takes linear time, where Ajv compares each entry with all
 * others: that took seconds for a thousand objects.
 */
export function hasSameTwice(list: readonly unknown[]): boolean {
  return new Set(list.map((entry) => toCanonicalJson(entry as JsonValue))).size < list.length;
}
