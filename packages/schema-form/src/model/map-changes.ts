/**
 * Changes maps without a script. A map is an object whose keys people choose. The form submits the name of
 * each entry. The buttons of a map submit the form, like those of a list; see list-changes.ts.
 */

import { isJsonObject } from './json-schema.ts';

/** The suffix of the field that marks an object as a map, even one without entries: `root[notes]__map`. */
export const mapSuffix = '__map';

/** The suffix of the field that holds the name of an entry: `root[notes][old name]__key`. */
export const keySuffix = '__key';

/** The actions of map buttons: `addKey root[notes][wanted name]`, `removeKey root[notes][name]`. */
export type MapAction = 'addKey' | 'removeKey';

export function isMapAction(action: string): action is MapAction {
  return action === 'addKey' || action === 'removeKey';
}

/** Returns the possible names of entries that a map does not have yet. */
export function getFreeKeys(keys: readonly string[], map: unknown): string[] {
  return keys.filter((key) => !(isJsonObject(map) && Object.hasOwn(map, key)));
}

/**
 * Renames the entries of a map and keeps their order. A blank name means that the entry keeps its old one.
 */
export function renameEntries<Value>(map: Map<string, Value>, wanted: ReadonlyMap<string, string>): void {
  const entries = [...map];
  const getWanted = (key: string) => wanted.get(key)?.trim() || key;
  const names = new Set(entries.map(([key]) => key).filter((key) => getWanted(key) === key));
  // Against denial of service: a hostile form may contain very many entries of one name, so counting
  // continues where it stopped.
  const counts = new Map<string, number>();
  map.clear();
  for (const [key, value] of entries) {
    const isKept = getWanted(key) === key;
    const name = isKept ? key : getFreeName(names, getWanted(key), counts);
    names.add(name);
    map.set(name, value);
  }
}

/** Returns the wanted name, with a number appended if an entry has that name already. */
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
