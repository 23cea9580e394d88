import type { Node } from '../model/nodes.ts';
import { needsType, typeSuffix } from '../model/submitted-types.ts';

/** Renders the hidden field from which the server learns the type of a value without script; nothing if it knows it. */
export function SubmittedType({ node }: { node: Node }) {
  if (node.isDisabled || !needsType(node)) return null;
  return <input type="hidden" name={`${node.name}${typeSuffix}`} value={node.type} />;
}
