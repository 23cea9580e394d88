import type { WidgetProps } from '@rjsf/utils';
import type { ComponentType } from 'react';
import type { Control } from '../controls/control-props.ts';
import { getHelpId } from '../controls/description-ids.ts';
import { type ControlName, getWidgetNamesOf } from '../model/control-names.ts';
import { parseFieldName } from '../model/form-body.ts';
import type { JsonSchema, JsonValue, UiSchema } from '../model/json-schema.ts';

/** Converts our controls to widgets of rjsf, for plug-ins that render them. */
export function toRjsfWidgets(
  controls: Partial<Record<ControlName, Control>>,
): Record<string, ComponentType<WidgetProps>> {
  const entries = Object.entries(controls).flatMap(([name, Control]) =>
    getWidgetNamesOf(name as ControlName).map((widget) => [widget, toRjsfWidget(Control, widget)] as const),
  );
  const widgets = Object.fromEntries(entries);
  const { select, 'multi-select': multiSelect } = controls;
  if (select && multiSelect) widgets.SelectWidget = toSelectWidget(select, multiSelect);
  return widgets;
}

/** Creates the widget that rjsf uses for both one and several options. */
function toSelectWidget(select: Control, multiSelect: Control): ComponentType<WidgetProps> {
  const [Select, MultiSelect] = [select, multiSelect].map((one) => toRjsfWidget(one, 'SelectWidget')) as [
    ComponentType<WidgetProps>,
    ComponentType<WidgetProps>,
  ];
  return function SelectWidget(props: WidgetProps) {
    return props.multiple ? <MultiSelect {...props} /> : <Select {...props} />;
  };
}

/** `widget` is rjsf's name of the widget, by which a control for several widgets knows which one it is. */
function toRjsfWidget(Control: Control, widget: string): ComponentType<WidgetProps> {
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
        uiSchema={{ 'ui:widget': widget, ...uiSchema } as UiSchema}
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
