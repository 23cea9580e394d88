import { getOwn, isJsonObject, type JsonObject, type JsonValue } from 'schema-form/server';
import { type Customer, isCustomerKey } from './customer.ts';

/** Returns the value at a path of a customer: one of the twelve keys, or inside the attributes. */
export function getValue(customer: Customer, path: readonly string[]): JsonValue | undefined {
  const [key = ''] = path;
  return path.length === 1 && isCustomerKey(key) ? customer[key] : getAt(customer.attributes, path);
}

/** Sets a value of a customer; undefined removes it, which leaves one of the twelve keys empty. */
export function setValue(customer: Customer, path: readonly string[], value: JsonValue | undefined): void {
  const [key = ''] = path;
  if (path.length > 1 || !isCustomerKey(key)) customer.attributes = setAt(customer.attributes, path, value);
  else Object.assign(customer, { [key]: value ?? (key === 'gender' ? null : '') });
}

export function getAt(data: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  let value = data;
  for (const key of path) value = isJsonObject(value) ? getOwn(value, key) : undefined;
  return value;
}

/**
 * Returns the data with a value at a path; undefined removes it. An object that becomes empty is removed as well, as in
 * a form.
 */
export function setAt(
  data: JsonObject,
  [key = '', ...inside]: readonly string[],
  value: JsonValue | undefined,
): JsonObject {
  const child = getOwn(data, key);
  const group = isJsonObject(child) ? child : {};
  const next = inside.length > 0 ? setAt(group, inside, value) : value;
  const isEmpty = next === undefined || (inside.length > 0 && Object.keys(next as object).length === 0);
  if (!isEmpty) return { ...data, [key]: next };
  return Object.fromEntries(Object.entries(data).filter(([name]) => name !== key));
}
