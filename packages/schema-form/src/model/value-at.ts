import type { JsonObject, JsonValue } from './json-schema.ts';
import type { Path } from './nodes.ts';

/** Returns the value at a path of the data; undefined if there is none. */
export function getValueAt(data: JsonValue | undefined, path: Path): JsonValue | undefined {
  let value = data;
  for (const key of path) {
    const isContainer = typeof value === 'object' && value !== null;
    value = isContainer && Object.hasOwn(value as object, key) ? (value as JsonObject)[key] : undefined;
  }
  return value;
}
