/** Dotted names of a profile's values: `email`, `address.city`. A dot that belongs to a key is written as `\.`. */

/** Returns the dotted name of a path. */
export function toDottedName(path: readonly string[]): string {
  return path.map((key) => key.replaceAll(/[\\.]/g, (sign) => `\\${sign}`)).join('.');
}

/** Returns the path that a dotted name stands for. */
export function parseDottedName(name: string): string[] {
  const keys = name.match(/(?:\\[\\.]|[^.])+|(?<=^|\.)(?=\.|$)/gu) ?? [''];
  return keys.map((key) => key.replaceAll(/\\([\\.])/g, '$1'));
}

/** Returns whether two dotted names are the same, or one is inside the other. */
export function overlaps(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}
