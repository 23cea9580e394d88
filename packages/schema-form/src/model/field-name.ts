import type { JsonValue } from './json-schema.ts';
import type { Path } from './nodes.ts';

/** Returns the name of the field at a path in a form body: `root[address][street]`. */
export function toFieldName(path: Path): string {
  return path.reduce<string>(getMemberName, 'root');
}

/**
 * Returns the name of a member's or an item's field. Brackets delimit keys and browsers change line breaks in names, so
 * these characters of a key are percent-encoded, and a `%` where it would be read as an encoded one.
 */
export function getMemberName(name: string, key: string | number): string {
  return `${name}[${String(key).replaceAll(encoded, encodeURIComponent)}]`;
}

/** Returns the key that stands between the brackets of a field name. */
export function decodeKey(text: string): string {
  return text.replaceAll(/%(?:0A|0D|25|5B|5D)/g, decodeURIComponent);
}

const encoded = /[[\]\r\n]|%(?=0A|0D|25|5B|5D)/g;

/** Returns a value as fields of a form body. An empty list or object has none. */
export function toFields(name: string, value: JsonValue): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[name, String(value ?? '')]];
  return Object.entries(value).flatMap(([key, child]) => toFields(getMemberName(name, key), child));
}

/**
 * Returns a function that renames what is inside a list or a map with this name. `toKey` returns null for a child that is
 * gone.
 */
export function toRenaming(
  name: string,
  toKey: (key: string) => string | null,
): (name: string) => string | null {
  const start = `${name}[`;
  return (other) => {
    const end = other.startsWith(start) ? other.indexOf(']', start.length) : -1;
    if (end < 0) return other;
    const key = toKey(decodeKey(other.slice(start.length, end)));
    return key === null ? null : `${getMemberName(name, key)}${other.slice(end + 1)}`;
  };
}
