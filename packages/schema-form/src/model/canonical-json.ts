import { isJsonObject, type JsonValue } from './json-schema.ts';

/** JSON text that is the same for equal values, in whatever order their keys are. */
export function toCanonicalJson(value: JsonValue): string {
  return JSON.stringify(value, (_, part: JsonValue) =>
    isJsonObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}
