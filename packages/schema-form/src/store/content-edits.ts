/** What changes in a form when a person edits the items of a list or the entries of a map. */
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json-schema.ts';
import { changeItems, type ListAction } from '../model/list-changes.ts';
import { getFreeName, renameEntries } from '../model/map-changes.ts';
import type { ListNode, Node, ObjectNode } from '../model/nodes.ts';

/** An edit of a list or a map. */
export interface ContentEdit {
  /** The value of the list or the map afterwards. */
  value: JsonValue;
  /** Returns the key that an item or entry has afterwards; null if it is gone. */
  toKey(key: string): string | null;
  removed: RemovedNode | null;
}

/** An item or entry that was removed. */
export interface RemovedNode {
  node: Node;
  value: JsonValue | undefined;
  /** Its former index among the items of the list or the members of the map. */
  index: number;
}

/** Adds, removes, duplicates or moves an item of a list. */
export function editList(
  { items }: ListNode,
  value: JsonValue | undefined,
  action: ListAction,
  index: number,
): ContentEdit {
  const list = Array.isArray(value) ? value : [];
  const removed = action === 'remove' ? items[index] : undefined;
  // Applies the action to the old positions to find the new ones. A position that occurs twice is that of a copy.
  const before = changeItems<number | null>([...list.keys()], action, index);
  return {
    value: changeItems(list, action, index),
    toKey: (key) => {
      const position = before.indexOf(Number(key));
      return position < 0 ? null : String(position);
    },
    removed: removed ? { node: removed, value: list[index], index } : null,
  };
}

/** Adds an entry to a map. Its name gets a number if the wanted name is taken. */
export function addMapEntry(value: JsonValue | undefined, wanted: string): ContentEdit & { key: string } {
  const map = toMap(value);
  const key = getFreeName({ has: (name) => Object.hasOwn(map, name) }, wanted);
  return { value: { ...map, [key]: null }, toKey: (name) => name, removed: null, key };
}

export function removeMapEntry(node: ObjectNode, value: JsonValue | undefined, key: string): ContentEdit {
  const { [key]: own, ...rest } = toMap(value);
  const index = node.members.findIndex(({ path }) => path.at(-1) === key);
  const removed = node.members[index];
  return {
    value: rest,
    toKey: (name) => (name === key ? null : name),
    removed: removed ? { node: removed, value: own, index } : null,
  };
}

/** Renames an entry of a map. Its new name gets a number if the wanted name is taken. */
export function renameMapEntry(
  value: JsonValue | undefined,
  key: string,
  wanted: string,
): ContentEdit & { key: string } {
  const entries = new Map(Object.entries(toMap(value)));
  const position = [...entries.keys()].indexOf(key);
  renameEntries(entries, new Map([[key, wanted]]));
  const renamed = [...entries.keys()][position] ?? key;
  return {
    value: Object.fromEntries(entries),
    toKey: (name) => (name === key ? renamed : name),
    removed: null,
    key: renamed,
  };
}

function toMap(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
