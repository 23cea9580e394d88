import { createContext, use } from 'react';
import { type ControlName, getControlName, getLabelling, type Labelling } from '../controls/control-names.ts';
import type { Control } from '../controls/control-props.ts';
import { nativeControls } from '../controls/native-controls.ts';
import type { ValueNode } from '../model/nodes.ts';

/** The controls that are loaded: those of every form, and the others where the form needs them. */
export const ControlsContext = createContext<Partial<Record<ControlName, Control>>>(nativeControls);

/** The control of a value. Throws where its form was rendered without loading it: see `loadFormParts`. */
export function useControl(node: ValueNode): { name: ControlName; Control: Control; labelling: Labelling } {
  const name = getControlName(node as Parameters<typeof getControlName>[0]);
  const Control = use(ControlsContext)[name];
  if (!Control) throw new Error(`loadFormParts() must come before a form with the control "${name}"`);
  return { name, Control, labelling: getLabelling(name) };
}
