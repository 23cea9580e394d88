import type { ReactNode } from 'react';
import { toMarkupValue } from '../controls/markup-value.ts';
import type { Node } from '../model/nodes.ts';
import { jsonType, typeSuffix } from '../model/submitted-types.ts';
import { useFieldState } from '../store/store-context.ts';

/** Renders a value as hidden fields, which are submitted. `children` are the fields of a group or list. */
export function HiddenField({ node, children }: { node: Node; children: ReactNode }) {
  const { value } = useFieldState(node);
  if (node.type === 'object' || node.type === 'list') return <div hidden>{children}</div>;
  const type = typeof value === 'object' ? jsonType : typeof value;
  const isText = value === undefined || value === null || type === 'string';
  return (
    <>
      <input type="hidden" name={node.name} value={toMarkupValue(value)} />
      {!isText && (node.type === 'untyped' || node.isTag) && (
        <input type="hidden" name={`${node.name}${typeSuffix}`} value={type} />
      )}
    </>
  );
}
