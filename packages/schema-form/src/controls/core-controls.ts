import type { ControlName } from '../model/control-names.ts';
import { CheckboxControl } from './CheckboxControl.tsx';
import type { Control } from './control-props.ts';
import { DatePartsControl } from './DatePartsControl.tsx';
import { NumberControl } from './NumberControl.tsx';
import { RadioControl } from './RadioControl.tsx';
import { SelectControl } from './SelectControl.tsx';
import { TextareaControl } from './TextareaControl.tsx';
import { TextControl } from './TextControl.tsx';

/** The controls that every form loads. `more-controls.ts` contains the others. */
export const coreControls = {
  text: TextControl,
  textarea: TextareaControl,
  number: NumberControl,
  select: SelectControl,
  radio: RadioControl,
  checkbox: CheckboxControl,
  'date-parts': DatePartsControl,
} as const satisfies Partial<Record<ControlName, Control>>;

export type CoreControlName = keyof typeof coreControls;
