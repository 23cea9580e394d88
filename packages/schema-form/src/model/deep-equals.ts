/**
 * Stands in rjsf and in compiled rules for their own, which bring a library for every kind of object
 * there is, or ask data for their `valueOf`. Schemas, data and props are plain: functions are all
 * equal, as in rjsf, so that a handler made anew changes nothing; what is neither an object nor a
 * list nor a date equals only itself.
 */
export function deepEquals(a: unknown, b: unknown): boolean {
  return areEqual(a, b, []);
}

/** `open` holds the pairs that are being compared, two by two: one that comes again closes a circle. */
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
  // Not `every`, which skips holes.
  for (let index = a.length - 1; index >= 0; index -= 1) {
    if (!areEqual(a[index], b[index], open)) return false;
  }
  return true;
}

function areObjectsEqual(a: object, b: object, open: object[]): boolean {
  const entries = Object.entries(a);
  if (entries.length !== Object.keys(b).length) return false;
  for (const [key, value] of entries) {
    // The owner of a React element leads through the whole tree and says nothing about the element.
    if (key === '_owner' && '$$typeof' in a) continue;
    if (!Object.prototype.propertyIsEnumerable.call(b, key)) return false;
    if (!areEqual(value, (b as Record<string, unknown>)[key], open)) return false;
  }
  return true;
}
