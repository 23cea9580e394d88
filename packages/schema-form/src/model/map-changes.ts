/**
 * Maps without script: objects whose keys people name themselves. A form says of each entry what it is
 * to be called, and the buttons of a map submit the form, as those of a list do: see list-changes.ts.
 */

import { isJsonObject } from './json-schema.ts';

/** The field that says that an object is a map, even one without entries: `root[notes]__map`. */
export const mapSuffix = '__map';

/** The field that holds the name of an entry: `root[notes][old name]__key`. */
export const keySuffix = '__key';

/** `addKey root[notes][wanted name]`, `removeKey root[notes][name]`. */
export type MapAction = 'addKey' | 'removeKey';

export function isMapAction(action: string): action is MapAction {
  return action === 'addKey' || action === 'removeKey';
}

/** Those of the possible names of entries that a map does not have yet. */
export function getFreeKeys(keys: readonly string[], map: unknown): string[] {
  return keys.filter((key) => !(isJsonObject(map) && Object.hasOwn(map, key)));
}

/** Gives the entries of a map other names, in the order that they have; a blank one is none. */
export function renameEntries<Value>(map: Map<string, Value>, wanted: ReadonlyMap<string, string>): void {
  const entries = [...map];
  const getWanted = (key: string) => toKey(wanted.get(key) ?? '') || key;
  const names = new Set(entries.map(([key]) => key).filter((key) => getWanted(key) === key));
  // What was tried is not tried again: strangers may send very many entries of one name.
  const counts = new Map<string, number>();
  map.clear();
  for (const [key, value] of entries) {
    const isKept = getWanted(key) === key;
    const name = isKept ? key : getFreeName(names, getWanted(key), counts);
    names.add(name);
    map.set(name, value);
  }
}

/** The same name, with a number where there is such an entry already. */
export function getFreeName(
  names: { has(name: string): boolean },
  wanted: string,
  counts = new Map<string, number>(),
): string {
  let name = wanted;
  let count = counts.get(wanted) ?? 0;
  while (names.has(name)) {
    count += 1;
    name = `${wanted}-${count}`;
  }
  counts.set(wanted, count);
  return name;
}

/** The names of fields are made of keys in square brackets, so there can be none in them. */
function toKey(typed: string): string {
  return typed.trim().replaceAll('[', '(').replaceAll(']', ')');
}
