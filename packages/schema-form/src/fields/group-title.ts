import type { FormTexts } from '../context/form-context.ts';
import { getNodeTitle } from '../model/node-title.ts';
import type { Node } from '../model/nodes.ts';

/** The name of a group or list, which says as well that it is no longer used. */
export function getGroupTitle(node: Node, texts: FormTexts): string {
  const title = getNodeTitle(node);
  return title && node.schema.deprecated === true ? `${title} (${texts.deprecated})` : title;
}
