/** Returns the data with a different value at a path. Keys such as `__proto__` are safe. */
export function withValue<T>(data: T, [key, ...rest]: readonly (string | number)[], value: unknown): T {
  if (key === undefined) return value as T;
  const own: unknown = Object.hasOwn(data ?? {}, key) ? (data as Record<string, unknown>)[key] : undefined;
  const next = withValue(own, rest, value);
  // A computed key defines `__proto__` as an own property, where an assignment would set the prototype.
  return (Array.isArray(data) ? Object.assign([...data], { [key]: next }) : { ...data, [key]: next }) as T;
}
