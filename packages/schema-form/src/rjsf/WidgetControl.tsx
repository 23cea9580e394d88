import { asNumber, type Registry, type WidgetProps } from '@rjsf/utils';
import { useState } from 'react';
import { type FormTexts, useFormContext } from '../context/form-context.ts';
import type { Control, ControlProps } from '../controls/control-props.ts';
import { type ErrorSchema, getTypes, getUiOption } from '../model/json-schema.ts';
import { useFormStore } from '../store/store-context.ts';
import type { CustomWidget } from './form-registry.ts';
import { getName, getUiOptions, noEvent } from './plug-in-props.ts';

/** Creates a control that renders the host's widget. */
export function createWidgetControl(Widget: CustomWidget, registry: Registry): Control {
  return function WidgetControl(props: ControlProps) {
    const { id, name, path, label, value, schema, uiSchema, errors, onChange } = props;
    const { texts } = useFormContext();
    const store = useFormStore();
    const [typed, setTyped] = useState<unknown>();
    const enumOptions = getEnumOptions(props, texts);
    const isList = schema.type === 'array';
    const isNumber = ['number', 'integer'].some((type) => getTypes(schema).includes(type));
    const widgetProps = {
      id,
      name: getName({ path }),
      htmlName: name,
      label,
      hideLabel: getUiOption(uiSchema, 'label') === false,
      value: isNumber && toNumber(typed) === value ? typed : (value ?? (isList ? [] : value)),
      schema,
      uiSchema,
      options: { ...getUiOptions(uiSchema), ...(enumOptions.length > 0 && { enumOptions }) },
      required: props.isRequired,
      disabled: props.isDisabled,
      readonly: props.isReadOnly,
      autofocus: props.hasAutoFocus,
      placeholder: props.placeholder,
      multiple: isList,
      ...(errors.length > 0 && { rawErrors: [...errors] }),
      registry,
      onChange: (next: unknown, raised?: ErrorSchema) => {
        setTyped(next);
        onChange(isNumber ? toNumber(next) : next);
        if (raised) store.raiseErrors(path, raised);
      },
      onBlur: noEvent,
      onFocus: noEvent,
    };
    return <Widget {...(widgetProps as unknown as WidgetProps)} />;
  };
}

/**
 * Converts the text that a widget passes for a number to that number, as rjsf's `NumberField` does. The widget keeps
 * the typed text as long as it stands for the same number (`1.` and `1.50`).
 */
function toNumber(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const isUnfinished = /^[+-]?\d*\.\d*$/.test(value) && /\d/.test(value);
  return isUnfinished ? Number(value) : asNumber(value);
}

function getEnumOptions({ options, schema }: ControlProps, texts: FormTexts) {
  if (options.length === 0 && schema.type === 'boolean') {
    return [
      { value: true, label: texts.yes },
      { value: false, label: texts.no },
    ];
  }
  return options.map(({ value, title }) => ({ value, label: title }));
}
