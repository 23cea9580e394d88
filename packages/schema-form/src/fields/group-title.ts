import type { FormTexts } from '../context/form-context.ts';
import { getNodeTitle } from '../model/node-title.ts';
import type { Node } from '../model/nodes.ts';

/** Returns the title of a group or list, with a note if it is deprecated. */
export function getGroupTitle(node: Node, texts: FormTexts): string {
  const title = getNodeTitle(node);
  return title && node.schema.deprecated === true ? `${title} (${texts.deprecated})` : title;
}
