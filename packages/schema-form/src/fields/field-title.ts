import type { FormTexts } from '../context/form-context.ts';
import { getNodeTitle } from '../model/node-title.ts';
import type { Node } from '../model/nodes.ts';

/** Returns the title of a field, with a note if the value is deprecated. */
export function getFieldTitle(node: Node, texts: FormTexts): string {
  const title = getNodeTitle(node);
  return title && node.schema.deprecated === true ? `${title} (${texts.deprecated})` : title;
}
