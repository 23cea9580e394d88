import { getUiOption, isJsonObject } from './json-schema.ts';
import { getKey, type Node } from './nodes.ts';
import { toTitle } from './to-title.ts';

/**
 * Returns the title of a node on a page, or else a readable form of its key (a number from 1 for an item of a
 * list). A member that a person added has exactly the name that the person gave it. The result is empty for a
 * root without a title.
 */
export function getNodeTitle(node: Node): string {
  const { title, isAdded } = node;
  if (hasTitle(node) && !isAdded) return title ?? '';
  const key = getKey(node);
  if (key === undefined) return '';
  return getKeyTitle(typeof key === 'string' && !isAdded ? toTitle(key) : key);
}

/** Returns a title for a value of which only the key is known. */
export function getKeyTitle(key: string | number): string {
  return typeof key === 'number' ? String(key + 1) : key.trim() || '–';
}

/** Returns whether the schema or the uiSchema gives a node a title that is not blank. */
export function hasTitle({ title }: Node): boolean {
  return title !== null && title.trim() !== '';
}

/**
 * Returns the title of a node inside another one. Items with a common schema have the same title, so their
 * numbers are appended. A uiSchema can set the title of an added member by its key.
 */
export function getChildTitle(parent: Node, child: Node): string {
  const key = getKey(child);
  if (child.isAdded) {
    const own: unknown = Object.hasOwn(parent.uiSchema, String(key)) ? parent.uiSchema[String(key)] : null;
    const title = isJsonObject(own) ? getUiOption(own, 'title') : null;
    return typeof title === 'string' && title.trim() !== '' ? title : getNodeTitle(child);
  }
  const isNumbered =
    parent.type === 'list' && typeof key === 'number' && key >= parent.fixedCount && hasTitle(child);
  return isNumbered ? `${child.title} ${key + 1}` : getNodeTitle(child);
}
