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
 * Returns the value at a pointer in the form of a URI fragment (`/properties/first%20name`); undefined if there is none
 * or the pointer is malformed.
 */
export function findAtPointer(root: unknown, pointer: string): unknown {
  const keys = parseFragment(pointer);
  if (!keys) return undefined;
  let current = root;
  for (const key of keys) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<string, unknown>)[key];
  }
  return current;
}

/** Returns the keys of a pointer in the form of a URI fragment; null if it is malformed. */
function parseFragment(pointer: string): string[] | null {
  if (pointer !== '' && !pointer.startsWith('/')) return null;
  try {
    return parsePointer(decodeURIComponent(pointer));
  } catch {
    return null;
  }
}
