import { getItemName, type ItemTexts } from '../model/item-name.ts';
import type { JsonValue } from '../model/json-schema.ts';
import { getNodeTitle, hasTitle } from '../model/node-title.ts';
import { getKey, type ListNode, type Node } from '../model/nodes.ts';

/** Returns the name of an item in a form. An item at a fixed position has the title that its schema gives it. */
export function getEntryName(
  list: ListNode,
  item: Node,
  value: JsonValue | undefined,
  texts: ItemTexts,
): string {
  const hasOwnName = Number(getKey(item)) < list.fixedCount && hasTitle(item);
  return hasOwnName ? getNodeTitle(item) : getItemName(item, value, getNodeTitle(list), texts);
}
