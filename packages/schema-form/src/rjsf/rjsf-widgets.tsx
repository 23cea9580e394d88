import DateWidget from '@rjsf/core/lib/components/widgets/DateWidget.js';
import EmailWidget from '@rjsf/core/lib/components/widgets/EmailWidget.js';
import PasswordWidget from '@rjsf/core/lib/components/widgets/PasswordWidget.js';
import RangeWidget from '@rjsf/core/lib/components/widgets/RangeWidget.js';
import TextWidget from '@rjsf/core/lib/components/widgets/TextWidget.js';
import UpDownWidget from '@rjsf/core/lib/components/widgets/UpDownWidget.js';
import URLWidget from '@rjsf/core/lib/components/widgets/URLWidget.js';
import type { WidgetProps } from '@rjsf/utils';
import type { ComponentType } from 'react';
import { findEntry } from '../context/value-registry.ts';
import { type ControlName, getControlName } from '../controls/control-names.ts';
import type { Control } from '../controls/control-props.ts';
import { getHelpId } from '../fields/description-ids.ts';
import { parseFieldName } from '../model/form-body.ts';
import { getUiOption, type JsonSchema, type JsonValue, type UiSchema } from '../model/json-schema.ts';
import { isValueNode, type Node, type ValueNode } from '../model/nodes.ts';
import { findPlugIn } from './find-plug-in.ts';
import type { CustomWidget, FormRegistry } from './form-registry.ts';

/** The names that rjsf has for our controls. */
const widgetNames: Record<ControlName, readonly string[]> = {
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

/** The widgets of rjsf that are made of its `BaseInputTemplate`, which a host may replace. */
const inputWidgets: Record<string, ComponentType<WidgetProps>> = {
  TextWidget,
  EmailWidget,
  URLWidget,
  DateWidget,
  NumberWidget: TextWidget,
  UpDownWidget,
  PasswordWidget,
  RangeWidget,
};

/** A widget of the host that replaces ours for a value: by its name, or as the input that it is made of. */
export function findWidgetFor(node: Node, own: FormRegistry): CustomWidget | undefined {
  if (!isValueNode(node)) return undefined;
  const names = getWidgetNames(node);
  const named = names.map((name) => findPlugIn(own.widgets, name)).find((widget) => widget !== undefined);
  if (named) return named;
  const input =
    findPlugIn(own.templates, getUiOption(node.uiSchema, 'BaseInputTemplate')) ??
    findPlugIn(own.templates, 'BaseInputTemplate');
  return input && findEntry(inputWidgets, names[0]);
}

/** The names under which rjsf would look for the widget of a value. */
function getWidgetNames(node: ValueNode): readonly string[] {
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

/** Our controls as widgets, for plug-ins that render one of them. */
export function toRjsfWidgets(
  controls: Partial<Record<ControlName, Control>>,
): Record<string, ComponentType<WidgetProps>> {
  const entries = Object.entries(widgetNames).flatMap(([name, names]) => {
    const Control = controls[name as ControlName];
    if (!Control) return [];
    const Widget = toRjsfWidget(Control);
    return names.map((widget) => [widget, Widget] as const);
  });
  return Object.fromEntries(entries);
}

function toRjsfWidget(Control: Control): ComponentType<WidgetProps> {
  return function ControlWidget(props: WidgetProps) {
    const { id, htmlName, name, label, value, schema, uiSchema, options, rawErrors, onChange } = props;
    const fieldName = htmlName ?? name;
    return (
      <Control
        id={id}
        name={fieldName}
        path={parseFieldName(fieldName) ?? []}
        label={label}
        value={value}
        schema={schema as JsonSchema}
        uiSchema={(uiSchema ?? {}) as UiSchema}
        options={(options.enumOptions ?? []).map((option) => ({
          value: option.value as JsonValue,
          title: option.label,
        }))}
        isRequired={props.required ?? false}
        isDisabled={props.disabled ?? false}
        isReadOnly={props.readonly ?? false}
        hasAutoFocus={props.autofocus ?? false}
        placeholder={props.placeholder ?? ''}
        errors={rawErrors ?? []}
        describedBy={options.help ? getHelpId(id) : undefined}
        onChange={onChange}
      />
    );
  };
}
