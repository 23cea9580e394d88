import { type ComponentType, createContext } from 'react';
import type { Labelling } from '../controls/control-names.ts';
import type { Control } from '../controls/control-props.ts';
import type { Node } from '../model/nodes.ts';

/** What a host renders in its own way. */
export interface PlugIns {
  /** What renders a node instead of our field; null for our own. */
  findField(node: Node): ComponentType<{ node: Node }> | null;
  /** What renders a node's control inside our frame; null for our own. */
  findControl(node: Node): { Control: Control; labelling: Labelling } | null;
}

const none: PlugIns = { findField: () => null, findControl: () => null };

export const PlugInsContext = createContext(none);
