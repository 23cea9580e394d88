import { findEntry } from '../context/value-registry.ts';
import { type ControlName, getControlName } from '../controls/control-names.ts';
import { getUiOption } from '../model/json-schema.ts';
import type { ValueNode } from '../model/nodes.ts';

/** The rjsf names of our controls. */
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

/** The rjsf names of the widgets for text, by format. */
const textWidgets: Record<string, string> = {
  email: 'EmailWidget',
  uri: 'URLWidget',
  url: 'URLWidget',
  date: 'DateWidget',
};

/** Returns the names of the widgets that rjsf would use for a value, in order of preference. */
export function getWidgetNames(node: ValueNode): readonly string[] {
  const { format = '' } = node.schema;
  const wanted = getUiOption(node.uiSchema, 'widget');
  const control = getControlName(node);
  switch (control) {
    case 'text':
      return [findEntry(textWidgets, wanted ?? format) ?? 'TextWidget'];
    case 'number':
      return wanted === 'updown' ? ['UpDownWidget'] : ['NumberWidget', 'TextWidget'];
    case 'date-parts':
      return wanted === undefined ? ['DatePartsWidget', 'DateWidget'] : ['DatePartsWidget', 'AltDateWidget'];
    case 'time':
      return format.includes('date') ? ['DateTimeWidget'] : ['TimeWidget'];
    default:
      return widgetNames[control];
  }
}
