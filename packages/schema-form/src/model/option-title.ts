import type { JsonValue } from './json-schema.ts';

/** The title of an option that nobody named: the value; of a list or an object what is in it. */
export function toOptionTitle(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  return Object.values(value).map(toOptionTitle).join(', ');
}
