import { createContext, use, useState } from 'react';
import type { Control } from '../controls/control-props.ts';
import { coreControls } from '../controls/core-controls.ts';
import { type ControlName, getControlName, getLabelling } from '../model/control-names.ts';
import type { ValueNode } from '../model/nodes.ts';
import { useFormStore } from '../store/store-context.ts';
import { type FieldControl, PlugInsContext } from './plug-ins-context.ts';

/** The loaded controls: those of every form, and the others if the form needs them. */
export const ControlsContext = createContext<Partial<Record<ControlName, Control>>>(coreControls);

/**
 * Returns the control of a value: the host's, or else the built-in one. Throws if `loadFormParts` did not load it
 * before the form rendered.
 */
export function useControl(node: ValueNode): FieldControl {
  const store = useFormStore();
  // The initial value decides, so that the control does not change while a person types.
  const [initial] = useState(() => store.getValue(node));
  const custom = use(PlugInsContext).findControl(node);
  if (custom) return custom;
  const name = getControlName(node, initial);
  const Control = use(ControlsContext)[name];
  if (!Control) throw new Error(`loadFormParts() must come before a form with the control "${name}"`);
  return { Control, labelling: getLabelling(name), isRadioGroup: name === 'radio' };
}
