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
