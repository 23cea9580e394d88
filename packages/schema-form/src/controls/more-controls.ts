import type { ControlName } from './control-names.ts';
import type { Control } from './control-props.ts';
export const moreControls: Partial<Record<ControlName, Control>> = {};
