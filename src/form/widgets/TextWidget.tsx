import type { WidgetProps } from '@rjsf/utils';
import { useDraft } from '../drafts.ts';
import { getControlAttributes } from './widget-props.ts';

const typesOfFormats: Record<string, string> = {
  email: 'email',
  uri: 'url',
  tel: 'tel',
  date: 'date',
  time: 'time',
  'date-time': 'datetime-local',
};

/** Values of one line: text, numbers, dates. Numbers are text too: how they are typed is people's own. */
export function TextWidget(props: WidgetProps) {
  const { id, value, schema, options, readonly, placeholder, onChange, onBlur, onFocus } = props;
  const isNumber = schema.type === 'number' || schema.type === 'integer';
  const type = options.inputType ?? typesOfFormats[schema.format ?? ''] ?? 'text';
  const isLeftToRight = isNumber || type === 'email' || type === 'url' || type === 'tel';
  const shown = toShownValue(value);
  const draft = useDraft<HTMLInputElement, string>({
    id,
    value: shown,
    onCommit: (text) => onChange(text === '' ? options.emptyValue : text),
    read: (element) => element.value,
    write: (element, text) => {
      element.value = text;
    },
  });
  return (
    <input
      {...getControlAttributes(props)}
      className="input"
      ref={draft.element}
      type={type}
      inputMode={isNumber ? (schema.type === 'integer' ? 'numeric' : 'decimal') : undefined}
      dir={isLeftToRight ? 'ltr' : type === 'text' ? 'auto' : undefined}
      defaultValue={shown}
      readOnly={readonly || undefined}
      placeholder={placeholder || undefined}
      min={type === 'date' ? toLimit(schema.formatMinimum) : undefined}
      max={type === 'date' ? toLimit(schema.formatMaximum) : undefined}
      onInput={draft.onInput}
      onBlur={(event) => {
        draft.onBlur();
        onBlur(id, event.target.value);
      }}
      onFocus={(event) => onFocus(id, event.target.value)}
    />
  );
}

function toShownValue(value: unknown): string {
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
}

function toLimit(limit: unknown): string | undefined {
  return typeof limit === 'string' ? limit : undefined;
}
