/**
 * Lists without script. The buttons of a list submit the form, and it comes back with what the button
 * said done: `remove root[phones][1]`. Nothing is judged or stored for that.
 */
import { listField, type Press, readPress } from './form-body.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json-schema.ts';
import { isMapAction, type MapAction } from './map-changes.ts';

export type ListAction = 'add' | 'remove' | 'copy' | 'up' | 'down';

/** A list after an action; `index` is that of the item that it is about. A new item is null. */
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

/** Makes an item and the one before it change places. */
function swap<T>(list: readonly T[], index: number): T[] {
  return list.toSpliced(index - 1, 2, ...list.slice(index - 1, index + 1).reverse());
}

type Fields = readonly (readonly [name: string, value: string])[];

/** What a button posts; `name` is the field name of the list to add to, or else of the entry. */
export function getListValue(action: ListAction | MapAction, name: string): string {
  return `${action} ${name}`;
}

/** The data of a form after what its pressed button says; null when no such button was pressed. */
export function changeList(data: JsonObject, fields: Fields): JsonObject | null {
  const { action, path } = findPress(fields);
  // The body of the form has it already: an entry is found by its old name alone.
  if (path && isMapAction(action)) return data;
  if (!path || !isListAction(action)) return null;
  const index = action === 'add' ? 0 : Number(path.pop());
  const changed = changeAt(data, path, (list) =>
    Number.isInteger(index) && index >= 0 ? changeItems(list, action, index) : list,
  );
  return isJsonObject(changed) ? changed : null;
}

/** The property of the form in which a list or a map was to be changed; null when no button of one was pressed. */
export function getListProperty(fields: Fields): string | null {
  return findPress(fields).path?.[0] ?? null;
}

function findPress(fields: Fields): Press {
  const [, pressed = ''] = fields.findLast(([name]) => name === listField) ?? [];
  return readPress(pressed);
}

/** A value with the list at a path of it changed; a list that is not there is an empty one. */
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
