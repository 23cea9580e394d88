import { getUiOption, isJsonObject, type JsonValue } from '../model/json-schema.ts';
import type { ListNode, ObjectNode } from '../model/nodes.ts';

/** How a group that can be closed begins. */
export type Collapsing = 'open' | 'closed' | 'closedWhenEmpty';

/**
 * How a group or list begins that can be closed: as the uiSchema says; and in a long form, those are closed while
 * nothing is in them that need not be there. Null where it cannot be closed.
 */
export function getCollapsing(node: ObjectNode | ListNode, isLongForm: boolean): Collapsing | null {
  const wanted = getUiOption(node.uiSchema, 'collapsible');
  if (wanted === true) return toCollapsing(getUiOption(node.uiSchema, 'collapsed') === true);
  return wanted === undefined && isLongForm && !node.isRequired ? 'closedWhenEmpty' : null;
}

export function toCollapsing(isCollapsed: boolean): Collapsing {
  return isCollapsed ? 'closed' : 'open';
}

/** Whether nothing is filled in. */
export function isEmptyValue(value: JsonValue | undefined): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isJsonObject(value)) return Object.values(value).every(isEmptyValue);
  return value === undefined || value === null || value === '';
}
