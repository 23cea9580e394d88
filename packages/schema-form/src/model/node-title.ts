import { getUiOption, isJsonObject } from './json-schema.ts';
import { getKey, type Node } from './nodes.ts';

/**
 * The name of a node on a page: its title, else its key, from 1 on for an item of a list. A member that a person added
 * has the name that this person gave it. Empty for a root without a title.
 */
export function getNodeTitle(node: Node): string {
  const { title, isAdded } = node;
  if (hasTitle(node) && !isAdded) return title ?? '';
  const key = getKey(node);
  return key === undefined ? '' : getKeyTitle(key);
}

/** The name of a value of which nothing but the key is known. */
export function getKeyTitle(key: string | number): string {
  return typeof key === 'number' ? String(key + 1) : key.trim() || '–';
}

/** Whether the schema or the uiSchema gives a node a name that can be read. */
export function hasTitle({ title }: Node): boolean {
  return title !== null && title.trim() !== '';
}

/**
 * The name of a node inside another one. Items that share one schema share its title, so they have a number too; a
 * uiSchema can name an added member by its key.
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
