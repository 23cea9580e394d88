/**
 * Changes lists without a script. The buttons of a list submit the form, and the server renders it again with
 * the change: `remove root[phones][1]`. Nothing is validated or stored.
 */
import type { ChosenBranches } from './choices.ts';
import { toFieldName } from './field-name.ts';
import { type Press, readPress } from './form-body.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json-schema.ts';
import { isMapAction, type MapAction } from './map-changes.ts';
import type { RestoreAction } from './removed-entry.ts';
import { listField } from './submit-buttons.ts';

export type ListAction = 'add' | 'remove' | 'copy' | 'up' | 'down';

/** Returns a list after an action on the item at `index`. A new item is null. */
export function changeItems<T>(list: readonly T[], action: ListAction, index: number): (T | null)[] {
  switch (action) {
    case 'add':
      return [...list, null];
    case 'remove':
      return list.toSpliced(index, 1);
    case 'copy':
      return list.toSpliced(index, 0, ...list.slice(index, index + 1));
    case 'up':
      return index > 0 ? swap(list, index) : [...list];
    case 'down':
      return index + 1 < list.length ? swap(list, index + 1) : [...list];
  }
}

const actions: ReadonlySet<string> = new Set<ListAction>(['add', 'remove', 'copy', 'up', 'down']);

function isListAction(action: string): action is ListAction {
  return actions.has(action);
}

/** Swaps an item and the one before it. */
function swap<T>(list: readonly T[], index: number): T[] {
  return list.toSpliced(index - 1, 2, ...list.slice(index - 1, index + 1).reverse());
}

type Fields = readonly (readonly [name: string, value: string])[];

/**
 * Returns the value that a button submits. `name` is the field name of the list to add to, or else of the
 * item.
 */
export function getListValue(action: ListAction | MapAction | RestoreAction, name: string): string {
  return `${action} ${name}`;
}

/**
 * Returns the form's data after the action of the pressed button; null if no list or map button was pressed.
 */
export function changeList(data: JsonObject, fields: Fields): JsonObject | null {
  const { action, path } = findPress(fields);
  // `decodeFormBody` has applied it already, because entries are identified by their old names.
  if (path && isMapAction(action)) return data;
  if (!path || !isListAction(action)) return null;
  const index = action === 'add' ? 0 : Number(path.pop());
  const changed = changeAt(data, path, (list) =>
    Number.isInteger(index) && index >= 0 ? changeItems(list, action, index) : list,
  );
  return isJsonObject(changed) ? changed : null;
}

/** Returns the chosen branches under the names that the items have after the action of the pressed button. */
export function moveChosenBranches(chosen: ChosenBranches, fields: Fields): ChosenBranches {
  const { action, path } = findPress(fields);
  if (!path || !isListAction(action) || action === 'add') return chosen;
  const pressed = Number(path.at(-1));
  const start = `${toFieldName(path.slice(0, -1))}[`;
  const moved = Object.entries(chosen).flatMap(([name, branch]) => {
    const end = name.startsWith(start) ? name.indexOf(']', start.length) : -1;
    if (end < 0) return [[name, branch] as const];
    const indexes = getNewIndexes(action, pressed, Number(name.slice(start.length, end)));
    return indexes.map((index) => [`${start}${index}${name.slice(end)}`, branch] as const);
  });
  return Object.fromEntries(moved);
}

/** Returns the indexes that an item has after an action on the item at `pressed`: none, one, or those of two copies. */
function getNewIndexes(action: Exclude<ListAction, 'add'>, pressed: number, index: number): number[] {
  switch (action) {
    case 'remove':
      return index === pressed ? [] : [index > pressed ? index - 1 : index];
    case 'copy':
      return index === pressed ? [index, index + 1] : [index > pressed ? index + 1 : index];
    case 'up':
      return [index === pressed ? index - 1 : index === pressed - 1 ? pressed : index];
    case 'down':
      return [index === pressed ? index + 1 : index === pressed + 1 ? pressed : index];
  }
}

/**
 * Returns the property that contains the list or map of the pressed button; null if no such button was
 * pressed.
 */
export function getListProperty(fields: Fields): string | null {
  return findPress(fields).path?.[0] ?? null;
}

function findPress(fields: Fields): Press {
  const [, pressed = ''] = fields.findLast(([name]) => name === listField) ?? [];
  return readPress(pressed);
}

/** Returns a value with the list at a path changed. A missing list counts as empty. */
function changeAt(
  value: JsonValue | undefined,
  [key, ...rest]: readonly string[],
  change: (list: JsonValue[]) => JsonValue[],
): JsonValue {
  if (key === undefined) return change(Array.isArray(value) ? value : []);
  if (Array.isArray(value)) {
    return value.map((entry, index) => (String(index) === key ? changeAt(entry, rest, change) : entry));
  }
  const own = new Map(Object.entries(isJsonObject(value) ? value : {}));
  own.set(key, changeAt(own.get(key), rest, change));
  return Object.fromEntries(own);
}
