import { getUiOption } from '../model/json-schema.ts';
import type { ListAction } from '../model/list-changes.ts';
import type { ListNode } from '../model/nodes.ts';

export type ItemAction = Exclude<ListAction, 'add'>;

/** Returns the actions for an item of a list; `[]` for a fixed item of a tuple. */
export function getItemActions(list: ListNode, index: number): ItemAction[] {
  const { uiSchema, fixedCount, items, isDisabled, isReadOnly } = list;
  if (isDisabled || isReadOnly || index < fixedCount) return [];
  const may = (option: string) => getUiOption(uiSchema, option) !== false;
  const actions: ItemAction[] = [];
  if (may('orderable') && index > fixedCount) actions.push('up');
  if (may('orderable') && index < items.length - 1) actions.push('down');
  if (getUiOption(uiSchema, 'copyable') === true && list.canAdd) actions.push('copy');
  if (may('removable')) actions.push('remove');
  return actions;
}
