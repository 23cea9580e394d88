/** Form bodies: `root[address][street]=…` becomes `{"address": {"street": "…"}}`. */
import { maxDepth } from './bounds.ts';
import { type ChosenBranches, noBranch } from './choices.ts';
import type { JsonObject, JsonValue } from './json-schema.ts';
import {
  getFreeName,
  isMapAction,
  keySuffix,
  type MapAction,
  mapSuffix,
  renameEntries,
} from './map-changes.ts';

/** More than any form that a person fills in has, with its hidden fields; a bound for what strangers send. */
export const maxFields = 2000;

/** Longer than any name of a form's field. */
const longestName = 4096;

/** The field of the buttons that change a list or a map without script; see list-changes.ts. */
export const listField = 'change_list';

/** One value, a list of values, or what lies deeper. */
type Node = string | string[] | Branch;

/** An object in the making. It knows the index after its last one: looking for it is quadratic in a hostile form. */
class Branch extends Map<string, Node> {
  nextIndex = 0;

  override set(key: string, node: Node): this {
    const index = Number(key);
    if (Number.isInteger(index)) this.nextIndex = Math.max(this.nextIndex, index + 1);
    return super.set(key, node);
  }
}

/** The path that a field's name stands for: `root[a][0]` → `['a', '0']`; null for no such name. */
export function parseFieldName(name: string): string[] | null {
  // Against denial of service: the keys of a name that is as long as a body are not collected.
  if (name.length > longestName) return null;
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (!match) return null;
  const [, head = '', rest = ''] = match;
  const keys = [...rest.matchAll(/\[([^[\]]*)\]/g)].map((part) => part[1] ?? '');
  const path = head === 'root' && keys.length > 0 ? keys : [head, ...keys];
  return path.length > maxDepth ? null : path;
}

/** A list of the branches of a choice has a name where there is no script: it says what is shown, and is no value. */
const branchField = /^root(?:\[[^[\]]*\])*__(?:oneof|anyof)_select(?:_\d+)?$/;

/**
 * The object that the fields of a form make up. Of fields with the same name the last one counts
 * (a checkbox behind its hidden "no"); with `[]` at the end they make a list. Keys that are all
 * whole numbers make a list too, to which `[]` adds. A name that is no field name is kept as a key, so that the rules
 * can complain of it.
 */
export function decodeFormBody(fields: Iterable<[string, string]>): JsonObject {
  const root = new Branch();
  const maps: Maps = new Map();
  let press: Press | null = null;
  for (const [name, value] of fields) {
    if (branchField.test(name)) continue;
    if (name === listField) {
      press = readPress(value);
      continue;
    }
    if (noteMap(root, maps, name, value)) continue;
    const path = parseFieldName(name) ?? [name];
    const isList = path.length > 1 && path.at(-1) === '';
    if (isList) path.pop();
    const last = path.pop() ?? '';
    const branch = path.reduce(descend, root);
    const before = branch.get(last);
    if (!isList) branch.set(last, value);
    else if (Array.isArray(before)) before.push(value);
    else if (before instanceof Branch) before.set(String(before.nextIndex), value);
    else branch.set(last, [value]);
  }
  if (press?.path && isMapAction(press.action)) noteChange(root, maps, press.action, press.path);
  for (const [map, { names, added }] of maps) {
    renameEntries(map, names);
    if (added) map.set(getFreeName(map, added), '');
  }
  return toObject(root, maps);
}

/** The objects that are maps: what their entries are to be called, and the name of a new one. */
type Maps = Map<Branch, { names: Map<string, string>; added?: string }>;

/** What the pressed button of a list or a map says: what is to be done, and where. */
export interface Press {
  action: string;
  path: string[] | null;
}

export function readPress(pressed: string): Press {
  const [, action = '', name = ''] = /^(\w+) (.*)$/s.exec(pressed) ?? [];
  return { action, path: parseFieldName(name) };
}

/** Takes what a field says of a map; false when it says nothing of one. */
function noteMap(root: Branch, maps: Maps, name: string, value: string): boolean {
  const [, field = '', suffix = ''] = /^(root(?:\[[^[\]]*\])+)(__\w+)$/.exec(name) ?? [];
  const path = suffix === mapSuffix || suffix === keySuffix ? parseFieldName(field) : null;
  if (!path) return false;
  const key = suffix === keySuffix ? path.pop() : undefined;
  const map = path.reduce(descend, root);
  const { names } = getMap(maps, map);
  if (key === undefined) return true;
  names.set(key, value);
  // An entry is there even where its value sends nothing.
  if (!map.has(key)) map.set(key, '');
  return true;
}

/** Takes what a button says of a map. The names in it are those that the form was drawn with. */
function noteChange(root: Branch, maps: Maps, action: MapAction, path: readonly string[]): void {
  const key = path.at(-1) ?? '';
  const map = path.slice(0, -1).reduce(descend, root);
  const changes = getMap(maps, map);
  if (action === 'removeKey') map.delete(key);
  else changes.added = key;
}

function getMap(maps: Maps, map: Branch) {
  const changes = maps.get(map) ?? { names: new Map<string, string>() };
  maps.set(map, changes);
  return changes;
}

/** Where a form without script is sent to be drawn anew, with what is filled in and nothing saved. */
export const rerenderAddress = '?rerender';

/** The button that asks for that beside a choice; its value is the name of the list of branches. */
export const showField = 'form_show';

/** The top-level property that a field's name is in; `''` for none. */
export function getTopKey(name: string): string {
  return parseFieldName(name.replace(/\]__\w*$/, ']'))?.[0] ?? '';
}

/** Which branches the lists of choices show. */
export function readChosenBranches(fields: Iterable<[string, string]>): ChosenBranches {
  const chosen = [...fields].filter(([name, value]) => branchField.test(name) && /^\d{0,4}$/.test(value));
  return Object.fromEntries(chosen.map(([name, value]) => [name, value === '' ? noBranch : Number(value)]));
}

function descend(branch: Branch, key: string): Branch {
  const next = branch.get(key);
  if (next instanceof Branch) return next;
  const created = new Branch();
  branch.set(key, created);
  return created;
}

function toValue(node: Node, maps: Maps): JsonValue {
  if (!(node instanceof Branch)) return node;
  const keys = [...node.keys()];
  if (!maps.has(node) && keys.every((key) => /^\d{1,6}$/.test(key))) {
    return keys.sort((a, b) => Number(a) - Number(b)).map((key) => toValue(node.get(key) ?? '', maps));
  }
  return toObject(node, maps);
}

function toObject(branch: Branch, maps: Maps): JsonObject {
  return Object.fromEntries([...branch].map(([key, node]) => [key, toValue(node, maps)]));
}

/**
 * Whether a JSON value is nested deeper than `maxDepth`. Without recursion, which a hostile value would
 * take too far, and with no more in memory than the way to one item.
 */
export function isTooDeep(value: unknown): boolean {
  const way: Iterator<unknown>[] = [[value].values()];
  for (let level = way.at(-1); level; level = way.at(-1)) {
    const { done, value: item } = level.next();
    if (done) way.pop();
    else if (way.length > maxDepth + 1) return true;
    else if (Array.isArray(item)) way.push(item.values());
    else if (typeof item === 'object' && item !== null) way.push(Object.values(item).values());
  }
  return false;
}
