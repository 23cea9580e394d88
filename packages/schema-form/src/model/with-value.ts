/** Returns the data with a different value at a path. An index makes a list of what is absent. Keys such as `__proto__` are safe. */
export function withValue<T>(data: T, [key, ...rest]: readonly (string | number)[], value: unknown): T {
  if (key === undefined) return value as T;
  const own: unknown = Object.hasOwn(data ?? {}, key) ? (data as Record<string, unknown>)[key] : undefined;
  const next = withValue(own, rest, value);
  // A computed key defines `__proto__` as an own property, where an assignment would set the prototype.
  if (!Array.isArray(data) && !(isAbsent(data) && typeof key === 'number'))
    return { ...data, [key]: next } as T;
  const list: unknown[] = data ? [...(data as unknown[])] : [];
  // JSON has no holes.
  while (list.length < Number(key)) list.push(null);
  return Object.assign(list, { [key]: next }) as T;
}

function isAbsent(data: unknown): boolean {
  return data === undefined || data === null;
}
