import { isBlank } from '../model/is-blank.ts';
import { getUiOption, isJsonObject, type JsonValue } from '../model/json-schema.ts';
import type { ListNode, ObjectNode } from '../model/nodes.ts';

/** The initial state of a collapsible group. */
export type Collapsing = 'open' | 'closed' | 'closedWhenEmpty';

/**
 * Returns the initial state of a collapsible group or list; null if it is not collapsible. The uiSchema decides. In a
 * long form, optional groups and lists start closed if they are empty.
 */
export function getCollapsing(node: ObjectNode | ListNode, isLongForm: boolean): Collapsing | null {
  const wanted = getUiOption(node.uiSchema, 'collapsible');
  if (wanted === true) return toCollapsing(getUiOption(node.uiSchema, 'collapsed') === true);
  return wanted === undefined && isLongForm && !node.isRequired ? 'closedWhenEmpty' : null;
}

export function toCollapsing(isCollapsed: boolean): Collapsing {
  return isCollapsed ? 'closed' : 'open';
}

/** Returns whether a value contains nothing that was filled in. */
export function isEmptyValue(value: JsonValue | undefined): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isJsonObject(value)) return Object.values(value).every(isEmptyValue);
  return isBlank(value);
}
