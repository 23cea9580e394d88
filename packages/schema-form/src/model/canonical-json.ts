import { isJsonObject, type JsonValue } from './json-schema.ts';

/** Returns JSON text that is the same for equal values, whatever the order of their keys. */
export function toCanonicalJson(value: JsonValue): string {
  return JSON.stringify(value, (_, member: JsonValue) =>
    isJsonObject(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
