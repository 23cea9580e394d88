import type { JsonValue } from './json-schema.ts';

/** Returns the title of an option without a name: the value itself, or the content of a list or an object. */
export function toOptionTitle(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  return Object.values(value).map(toOptionTitle).join(', ');
}
