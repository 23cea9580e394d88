import { deepEquals, isJsonObject, type JsonObject } from 'schema-form/server';
import { customerKeys } from '../../shared/customer-api.ts';
import type { Customer } from './customer.ts';
import { toDottedName } from './property-path.ts';

/** The dotted names of the values that differ between two versions of a customer. A list counts as one value. */
export function findChangedNames(before: Customer, after: Customer): string[] {
  const keys = customerKeys.filter((key) => before[key] !== after[key]);
  return [...keys, ...findInside([], before.attributes, after.attributes)];
}

function findInside(path: readonly string[], before: JsonObject, after: JsonObject): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((key) => {
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    const next = Object.hasOwn(after, key) ? after[key] : undefined;
    if (isJsonObject(old) && isJsonObject(next)) return findInside([...path, key], old, next);
    return deepEquals(old, next) ? [] : [toDottedName([...path, key])];
  });
}

/** Against denial of service: a customer may fill in a map under ever new keys. */
const mostEdited = 500;

/** Adds names to those that a customer has edited. With too many of them, each stands for its whole property. */
export function addEdited(edited: readonly string[], names: readonly string[]): string[] {
  const all = new Set([...edited, ...names]);
  if (all.size <= mostEdited) return [...all];
  const properties = new Set([...all].map((name) => /^(\\.|[^.])*/su.exec(name)?.[0] ?? name));
  return [...properties].slice(0, mostEdited);
}
