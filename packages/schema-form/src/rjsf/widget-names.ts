import { findEntry } from '../context/value-registry.ts';
import { type ControlName, getControlName } from '../controls/control-names.ts';
import { getUiOption } from '../model/json-schema.ts';
import type { ValueNode } from '../model/nodes.ts';

/** The names that rjsf has for our controls. */
export const widgetNames: Record<ControlName, readonly string[]> = {
  text: ['TextWidget', 'EmailWidget', 'URLWidget', 'DateWidget'],
  textarea: ['TextareaWidget'],
  select: ['SelectWidget'],
  radio: ['RadioWidget'],
  checkbox: ['CheckboxWidget'],
  'date-parts': ['AltDateWidget', 'DatePartsWidget'],
  number: ['UpDownWidget', 'NumberWidget'],
  range: ['RangeWidget'],
  password: ['PasswordWidget'],
  tel: ['PhoneWidget'],
  time: ['TimeWidget', 'DateTimeWidget'],
  color: ['ColorWidget'],
  checkboxes: ['CheckboxesWidget'],
  'multi-select': ['MultiSelectWidget', 'SelectWidget'],
  tags: ['TagsWidget'],
  upload: ['FileWidget', 'UploadWidget'],
};

/** The names that rjsf has for a text by its format. */
const textWidgets: Record<string, string> = {
  email: 'EmailWidget',
  uri: 'URLWidget',
  url: 'URLWidget',
  date: 'DateWidget',
};

/** The names under which rjsf would look for the widget of a value. */
export function getWidgetNames(node: ValueNode): readonly string[] {
  const { format = '' } = node.schema;
  const asked = getUiOption(node.uiSchema, 'widget');
  const control = getControlName(node);
  switch (control) {
    case 'text':
      return [findEntry(textWidgets, asked ?? format) ?? 'TextWidget'];
    case 'number':
      return asked === 'updown' ? ['UpDownWidget'] : ['NumberWidget', 'TextWidget'];
    case 'date-parts':
      return asked === undefined ? ['DatePartsWidget', 'DateWidget'] : ['DatePartsWidget', 'AltDateWidget'];
    case 'time':
      return format.includes('date') ? ['DateTimeWidget'] : ['TimeWidget'];
    default:
      return widgetNames[control];
  }
}
