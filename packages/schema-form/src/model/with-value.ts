/** The same data with another value at a path, whatever the names in it are. */
export function withValue<T>(data: T, [key, ...rest]: readonly (string | number)[], value: unknown): T {
  if (key === undefined) return value as T;
  const own: unknown = Object.hasOwn(data ?? {}, key) ? (data as Record<string, unknown>)[key] : undefined;
  const next = withValue(own, rest, value);
  // Assigning to a property called `__proto__` would set none.
  return (Array.isArray(data) ? Object.assign([...data], { [key]: next }) : { ...data, [key]: next }) as T;
}
