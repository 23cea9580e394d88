import type { JsonValue } from './json-schema.ts';
import type { Path } from './nodes.ts';

/** Returns the name of the field at a path in a form body: `root[address][street]`. */
export function toFieldName(path: Path): string {
  return path.reduce<string>(getMemberName, 'root');
}

/**
 * Returns the name of a member's or an item's field. Brackets delimit keys and browsers change line breaks in names, so
 * these characters of a key are percent-encoded, and a `%` where it would be read as an encoded one. An empty key is
 * `%00`, because `[]` at the end of a name is the next item of a list.
 */
export function getMemberName(name: string, key: string | number): string {
  return `${name}[${key === '' ? emptyKey : String(key).replaceAll(encoded, encodeURIComponent)}]`;
}

/** Returns the key that stands between the brackets of a field name. */
export function decodeKey(text: string): string {
  return text === emptyKey ? '' : text.replaceAll(/%(?:0A|0D|25|5B|5D)/g, decodeURIComponent);
}

const emptyKey = '%00';
const encoded = /[[\]\r\n]|%(?=00|0A|0D|25|5B|5D)/g;

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
    const before = decodeKey(other.slice(start.length, end));
    const key = toKey(before);
    if (key === null || key === before) return key === null ? null : other;
    return `${getMemberName(name, key)}${other.slice(end + 1)}`;
  };
}
