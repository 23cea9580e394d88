import type { Path } from './nodes.ts';

/** Returns the name of the field at a path in a form body: `root[address][street]`. */
export function toFieldName(path: Path): string {
  return `root${path.map((key) => `[${key}]`).join('')}`;
}
