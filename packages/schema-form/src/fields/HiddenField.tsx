import type { ReactNode } from 'react';
import { toMarkupValue } from '../controls/markup-value.ts';
import type { Node } from '../model/nodes.ts';
import { useFieldState } from '../store/store-context.ts';

/** Renders a value as hidden fields, which are submitted. `children` are the fields of a group or list. */
export function HiddenField({ node, children }: { node: Node; children: ReactNode }) {
  const { value } = useFieldState(node);
  if (node.type === 'object' || node.type === 'list') return <div hidden>{children}</div>;
  return <input type="hidden" name={node.name} value={toMarkupValue(value)} />;
}
