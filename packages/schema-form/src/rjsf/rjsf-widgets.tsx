import type { WidgetProps } from '@rjsf/utils';
import type { ComponentType } from 'react';
import type { ControlName } from '../controls/control-names.ts';
import type { Control } from '../controls/control-props.ts';
import { getHelpId } from '../fields/description-ids.ts';
import { parseFieldName } from '../model/form-body.ts';
import type { JsonSchema, JsonValue, UiSchema } from '../model/json-schema.ts';
import { widgetNames } from './widget-names.ts';

/** Converts our controls to widgets of rjsf, for plug-ins that render them. */
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
