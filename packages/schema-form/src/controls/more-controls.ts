import type { ControlName } from '../model/control-names.ts';
import { CheckboxesControl } from './CheckboxesControl.tsx';
import { ColorControl } from './ColorControl.tsx';
import type { Control } from './control-props.ts';
import type { CoreControlName } from './core-controls.ts';
import { MultiSelectControl } from './MultiSelectControl.tsx';
import { PasswordControl } from './PasswordControl.tsx';
import { PhoneControl } from './PhoneControl.tsx';
import { RangeControl } from './RangeControl.tsx';
import { TagsControl } from './TagsControl.tsx';
import { UploadControl } from './UploadControl.tsx';

/** The controls that only some forms need and load. Together with `coreControls`, they are all controls. */
export const moreControls: Readonly<Record<Exclude<ControlName, CoreControlName>, Control>> = {
  range: RangeControl,
  password: PasswordControl,
  tel: PhoneControl,
  color: ColorControl,
  checkboxes: CheckboxesControl,
  'multi-select': MultiSelectControl,
  tags: TagsControl,
  upload: UploadControl,
};
