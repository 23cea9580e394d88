import type { FormTexts } from '../context/form-context.ts';
import type { Node } from '../model/nodes.ts';

/** What people call a value: its title, else its number in a list, else its key. */
export function getTitle(node: Node, texts: FormTexts): string {
  const key = node.path.at(-1);
  return node.title ?? (typeof key === 'number' ? texts.entry(key + 1) : String(key ?? ''));
}

/** The same for a group or list, which says as well that it is no longer used. */
export function getGroupTitle(node: Node, texts: FormTexts): string {
  const title = getTitle(node, texts);
  return title && node.schema.deprecated === true ? `${title} (${texts.deprecated})` : title;
}
