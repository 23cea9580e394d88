import { type ComponentType, createContext } from 'react';
import type { Labelling } from '../controls/control-names.ts';
import type { Control } from '../controls/control-props.ts';
import type { Node } from '../model/nodes.ts';

/** Finds the components of the host that replace built-in ones. */
export interface PlugIns {
  /** Returns the component that renders a node; null for the built-in field. */
  findField(node: Node): ComponentType<{ node: Node }> | null;
  /** Returns the control that the built-in frame contains; null for the built-in control. */
  findControl(node: Node): { Control: Control; labelling: Labelling } | null;
}

const none: PlugIns = { findField: () => null, findControl: () => null };

export const PlugInsContext = createContext(none);
