/** JSON pointers (RFC 6901). */

/** Escapes a key for a pointer. */
export function toToken(key: string): string {
  return /[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

/** Returns the keys of a pointer: `/a~1b/0` becomes `['a/b', '0']`. */
export function parsePointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/**
 * Returns the value at a pointer in the form of a URI fragment (`/properties/first%20name`); undefined if there is none.
 * Throws URIError for a malformed fragment.
 */
export function valueAtPointer(root: unknown, pointer: string): unknown {
  let current = root;
  for (const key of parsePointer(decodeURIComponent(pointer))) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<string, unknown>)[key];
  }
  return current;
}
