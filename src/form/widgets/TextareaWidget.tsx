import type { WidgetProps } from '@rjsf/utils';
import { useDraft } from '../drafts.ts';
import { getControlAttributes } from './widget-props.ts';

/** Text of several lines. */
export function TextareaWidget(props: WidgetProps) {
  const { id, value, options, readonly, placeholder, onChange, onBlur, onFocus } = props;
  const shown = typeof value === 'string' ? value : '';
  const draft = useDraft<HTMLTextAreaElement, string>({
    id,
    value: shown,
    onCommit: (text) => onChange(text === '' ? options.emptyValue : text),
    read: (element) => element.value,
    write: (element, text) => {
      element.value = text;
    },
  });
  return (
    <textarea
      {...getControlAttributes(props)}
      className="input"
      ref={draft.element}
      dir="auto"
      rows={options.rows ?? 4}
      defaultValue={shown}
      readOnly={readonly || undefined}
      placeholder={placeholder || undefined}
      onInput={draft.onInput}
      onBlur={(event) => {
        draft.onBlur();
        onBlur(id, event.target.value);
      }}
      onFocus={(event) => onFocus(id, event.target.value)}
    />
  );
}
