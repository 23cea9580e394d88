/** Decodes form bodies: `root[address][street]=…` becomes `{"address": {"street": "…"}}`. */
import { maxDepth } from './bounds.ts';
import { type ChosenBranches, noBranch } from './choices.ts';
import { type NumberReader, readNumber } from './coercion.ts';
import { decodeKey } from './field-name.ts';
import type { JsonObject, JsonValue } from './json-schema.ts';
import {
  getFreeName,
  isMapAction,
  keySuffix,
  type MapAction,
  mapSuffix,
  renameEntries,
} from './map-changes.ts';
import { listField } from './submit-buttons.ts';
import { readSubmitted, typeSuffix } from './submitted-types.ts';

/**
 * The maximum number of fields in a body. It exceeds any form that a person fills in, hidden fields included.
 */
export const maxFields = 2000;

/** The maximum length of a field name. */
const longestName = 4096;

/** A value, a list of values, or a nested object. */
type Node = string | Typed | string[] | Branch;

/** A value whose type the form submitted, because its schema names none. */
class Typed {
  readonly value: JsonValue;

  constructor(value: JsonValue) {
    this.value = value;
  }
}

/**
 * An object that is being built. It keeps the index after its last one, because searching for it takes
 * quadratic time in a hostile form.
 */
class Branch extends Map<string, Node> {
  nextIndex = 0;

  override set(key: string, node: Node): this {
    const index = Number(key);
    if (Number.isInteger(index)) this.nextIndex = Math.max(this.nextIndex, index + 1);
    return super.set(key, node);
  }
}

/** Converts a field name to a path: `root[a][0]` becomes `['a', '0']`. Null if it is not a field name. */
export function parseFieldName(name: string): string[] | null {
  // Against denial of service: a name can be as long as the body, with very many keys.
  if (name.length > longestName) return null;
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (!match) return null;
  const [, head = '', rest = ''] = match;
  const keys = [...rest.matchAll(/\[([^[\]]*)\]/g)].map((found) => decodeKey(found[1] ?? ''));
  const path = head === 'root' && keys.length > 0 ? keys : [head, ...keys];
  return path.length > maxDepth ? null : path;
}

/**
 * The name of the list of branches of a choice, which is in the body if there is no script. It selects what
 * is shown and is not a value.
 */
const branchField = /^root(?:\[[^[\]]*\])*__(?:oneof|anyof)_select(?:_\d+)?$/;

/** The name of the field that holds the type of a value. */
const typeField = new RegExp(`^(root(?:\\[[^[\\]]*\\])+)${typeSuffix}$`);

/**
 * Returns the object that the fields of a form describe. If several fields have the same name, the last one
 * counts (a checkbox follows its hidden "no"). Fields whose name ends in `[]` form a list. Keys that are all
 * whole numbers form a list too, and `[]` appends to it. A name that is not a field name becomes a key, so
 * that the validator reports it. `read` reads the numbers of values whose type the form submits.
 */
export function decodeFormBody(
  fields: Iterable<[string, string]>,
  read: NumberReader = readNumber,
): JsonObject {
  const root = new Branch();
  const maps: Maps = new Map();
  const types: [path: string[], type: string][] = [];
  let press: Press | null = null;
  for (const [name, value] of fields) {
    if (branchField.test(name)) continue;
    if (name === listField) {
      press = readPress(value);
      continue;
    }
    if (recordMapField(root, maps, name, value)) continue;
    const [, typed] = typeField.exec(name) ?? [];
    const typedPath = typed === undefined ? null : parseFieldName(typed);
    if (typedPath) {
      types.push([typedPath, value]);
      continue;
    }
    const path = parseFieldName(name) ?? [name];
    const isList = path.length > 1 && name.endsWith('[]');
    if (isList) path.pop();
    const last = path.pop() ?? '';
    const branch = path.reduce(descend, root);
    const before = branch.get(last);
    if (!isList) branch.set(last, value);
    // A blank entry only says that the list was submitted.
    else if (value === '') before || branch.set(last, []);
    else if (Array.isArray(before)) before.push(value);
    else if (before instanceof Branch) before.set(String(before.nextIndex), value);
    else branch.set(last, [value]);
  }
  for (const [path, type] of types) applyType(root, path, type, read);
  if (press?.path && isMapAction(press.action)) recordMapAction(root, maps, press.action, press.path);
  for (const [map, { names, added }] of maps) {
    renameEntries(map, names);
    if (added) map.set(getFreeName(map, added), '');
  }
  return toObject(root, maps);
}

/** Converts a submitted text to the type that was submitted with it; a text that is not of the type stays. */
function applyType(root: Branch, path: readonly string[], type: string, read: NumberReader): void {
  let parent: Node | undefined = root;
  for (const key of path.slice(0, -1)) parent = parent instanceof Branch ? parent.get(key) : undefined;
  const key = path.at(-1) ?? '';
  const text = parent instanceof Branch ? parent.get(key) : undefined;
  if (!(parent instanceof Branch) || typeof text !== 'string') return;
  const value = readSubmitted(text, type, read);
  // Against denial of service: the maximum depth includes the path of the field.
  const whole = path.reduce<unknown>((inner) => [inner], value);
  if (value !== null && !isTooDeep(whole)) parent.set(key, new Typed(value));
}

/** The objects that are maps, with the new names of their entries and the name of an added one. */
type Maps = Map<Branch, { names: Map<string, string>; added?: string }>;

/** The action and the path of the pressed button of a list or a map. */
export interface Press {
  action: string;
  path: string[] | null;
}

export function readPress(pressed: string): Press {
  const [, action = '', name = ''] = /^(\w+) (.*)$/s.exec(pressed) ?? [];
  return { action, path: parseFieldName(name) };
}

/** Records a field that describes a map; returns false for any other field. */
function recordMapField(root: Branch, maps: Maps, name: string, value: string): boolean {
  const [, field = '', suffix = ''] = /^(root(?:\[[^[\]]*\])+)(__\w+)$/.exec(name) ?? [];
  const path = suffix === mapSuffix || suffix === keySuffix ? parseFieldName(field) : null;
  if (!path) return false;
  const key = suffix === keySuffix ? path.pop() : undefined;
  const map = path.reduce(descend, root);
  const { names } = getMap(maps, map);
  if (key === undefined) return true;
  names.set(key, value);
  // The entry exists even if its value submits nothing.
  if (!map.has(key)) map.set(key, '');
  return true;
}

/**
 * Records the action of a pressed map button. Its path contains the names with which the form was rendered.
 */
function recordMapAction(root: Branch, maps: Maps, action: MapAction, path: readonly string[]): void {
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

/** Returns the top-level property that a field name belongs to; `''` for none. */
export function getTopKey(name: string): string {
  return parseFieldName(name.replace(/\]__\w*$/, ']'))?.[0] ?? '';
}

/** Reads the chosen branches from the lists of branches. */
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
  if (node instanceof Typed) return node.value;
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
 * Returns whether a JSON value is nested deeper than `maxDepth`. It avoids recursion, which could overflow
 * the stack for a hostile value, and keeps only the iterators of one path in memory.
 */
export function isTooDeep(value: unknown): boolean {
  const iterators: Iterator<unknown>[] = [[value].values()];
  for (let level = iterators.at(-1); level; level = iterators.at(-1)) {
    const { done, value: item } = level.next();
    if (done) iterators.pop();
    else if (iterators.length > maxDepth + 1) return true;
    else if (Array.isArray(item)) iterators.push(item.values());
    else if (typeof item === 'object' && item !== null) iterators.push(Object.values(item).values());
  }
  return false;
}
