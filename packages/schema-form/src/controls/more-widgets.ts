import { CheckedField } from '../fields/CheckedField.tsx';
import { CheckboxesWidget } from './CheckboxesWidget.tsx';
import { ColorWidget } from './ColorWidget.tsx';
import { MultiSelectWidget } from './MultiSelectWidget.tsx';
import { PasswordWidget } from './PasswordWidget.tsx';
import { PhoneWidget } from './PhoneWidget.tsx';
import { RangeWidget } from './RangeWidget.tsx';
import { TagsWidget } from './TagsWidget.tsx';
import { TimeWidget } from './TimeWidget.tsx';
import { UploadWidget } from './UploadWidget.tsx';

/** The widgets that the built-in form does without, under the names that rjsf has for them. */
export const moreWidgets = {
  CheckboxesWidget,
  ColorWidget,
  MultiSelectWidget,
  PasswordWidget,
  PhoneWidget,
  RangeWidget,
  TagsWidget,
  TimeWidget,
  UploadWidget,
  DateTimeWidget: TimeWidget,
  // Of `data-url` alone; rjsf draws what is around it.
  FileWidget: UploadWidget,
};

/** The fields that it does without. */
export const moreFields = { CheckedField };
