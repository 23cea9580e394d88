import { isJsonObject, type JsonValue } from 'schema-form/server';

/** Returns the JSON text of a value. Objects are sorted, since their order means nothing. */
export function toCanonicalText(value: JsonValue | undefined): string | undefined {
  const sort = (_: string, inner: unknown) =>
    isJsonObject(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner;
  return JSON.stringify(value, sort);
}
