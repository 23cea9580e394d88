import { type ComponentType, createContext, type ReactNode, use, useMemo } from 'react';
import { type PlugIns, PlugInsContext } from '../fields/plug-ins-context.ts';
import type { Node } from '../model/nodes.ts';

/** The layers of a node that a host may render, from the outside in: the frame, the field, the group or list. */
export type Layer = 'frame' | 'field' | 'group';

export interface LayeredPlugIns extends PlugIns {
  /** Returns the component that renders a node inside the given layer; null for our own field. */
  findInside(node: Node, after: Layer): ComponentType<{ node: Node }> | null;
}

interface InsideProps {
  node: Node;
  plugIns: LayeredPlugIns;
  /** The layer that is rendered already. */
  after: Layer;
  children: ReactNode;
}

/**
 * Marks a layer of a node as rendered. The field of the same node, wherever it is rendered inside `children`, then
 * begins with the next layer.
 */
export function Inside({ node, plugIns, after, children }: InsideProps) {
  const { name } = node;
  const framed = use(FramedContext);
  const inner = useMemo(
    (): PlugIns => ({
      findControl: plugIns.findControl,
      findField: (other) =>
        other.name === name ? plugIns.findInside(other, after) : plugIns.findField(other),
    }),
    [plugIns, name, after],
  );
  return (
    <FramedContext value={after === 'frame' ? name : framed}>
      <PlugInsContext value={inner}>{children}</PlugInsContext>
    </FramedContext>
  );
}

const FramedContext = createContext<string | null>(null);

/** Returns whether a template of the host is rendered around a node's field, with the label and errors. */
export function useIsFramed({ name }: Node): boolean {
  return use(FramedContext) === name;
}
