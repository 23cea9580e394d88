import { type ComponentType, createContext, type ReactNode, use, useMemo } from 'react';
import { type PlugIns, PlugInsContext } from '../fields/plug-ins.ts';
import type { Node } from '../model/nodes.ts';

/** What a host may render of one value, from the outside in: its frame, the value, a group or list of values. */
export type Layer = 'frame' | 'field' | 'group';

export interface LayeredPlugIns extends PlugIns {
  /** What renders a node inside one of its layers; null for our own field. */
  findInside(node: Node, after: Layer): ComponentType<{ node: Node }> | null;
}

interface InsideProps {
  node: Node;
  plugIns: LayeredPlugIns;
  /** The layer that is rendered already. */
  after: Layer;
  children: ReactNode;
}

/** Has a node's field, wherever it comes inside, not start with the layers that are around it already. */
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

/** Whether a template of the host's is around a node's field, with its label and errors. */
export function useIsFramed({ name }: Node): boolean {
  return use(FramedContext) === name;
}
