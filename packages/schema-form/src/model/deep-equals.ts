/**
 * Compares two values deeply. It replaces the comparisons of rjsf, which bring a large library, and of
 * compiled validators, which call the `valueOf` of data. It handles only JSON, dates and React props: all
 * functions are equal, as in rjsf, so that a new event handler is no change. A value of any other kind equals
 * only itself.
 */
export function deepEquals(a: unknown, b: unknown): boolean {
  return areEqual(a, b, []);
}

/** `open` holds the pairs that are being compared, in twos. A pair that is already open is a cycle. */
function areEqual(a: unknown, b: unknown, open: object[]): boolean {
  if (a === b) return true;
  if (typeof a === 'function') return typeof b === 'function';
  if (!isObject(a) || !isObject(b)) return Number.isNaN(a) && Number.isNaN(b);
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (a instanceof Date) return Object.is(a.getTime(), (b as Date).getTime());
  const isList = Array.isArray(a) && Array.isArray(b);
  if (!isList && Object.prototype.toString.call(a) !== '[object Object]') return false;
  for (let index = 0; index < open.length; index += 2) {
    if (open[index] === a && open[index + 1] === b) return true;
  }
  open.push(a, b);
  const isSame = isList ? areListsEqual(a, b, open) : areObjectsEqual(a, b, open);
  open.length -= 2;
  return isSame;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function areListsEqual(a: readonly unknown[], b: readonly unknown[], open: object[]): boolean {
  if (a.length !== b.length) return false;
  // `every` would skip holes.
  for (let index = a.length - 1; index >= 0; index -= 1) {
    if (!areEqual(a[index], b[index], open)) return false;
  }
  return true;
}

function areObjectsEqual(a: object, b: object, open: object[]): boolean {
  const entries = Object.entries(a);
  if (entries.length !== Object.keys(b).length) return false;
  for (const [key, value] of entries) {
    // The `_owner` of a React element refers to the whole tree and is irrelevant to equality.
    if (key === '_owner' && '$$typeof' in a) continue;
    if (!Object.prototype.propertyIsEnumerable.call(b, key)) return false;
    if (!areEqual(value, (b as Record<string, unknown>)[key], open)) return false;
  }
  return true;
}
