import { type ComponentType, createContext } from 'react';
import type { Control } from '../controls/control-props.ts';
import type { Labelling } from '../model/control-names.ts';
import type { Node } from '../model/nodes.ts';

/** A control, and what its frame has to know about it. */
export interface FieldControl {
  Control: Control;
  labelling: Labelling;
  /** Whether it consists of radios. */
  isRadioGroup?: boolean;
}

/** Finds the components of the host that replace built-in ones. */
export interface PlugIns {
  /** Returns the component that renders a node; null for the built-in field. */
  findField(node: Node): ComponentType<{ node: Node }> | null;
  /** Returns the control that the built-in frame contains; null for the built-in control. */
  findControl(node: Node): FieldControl | null;
}

const none: PlugIns = { findField: () => null, findControl: () => null };

export const PlugInsContext = createContext(none);
