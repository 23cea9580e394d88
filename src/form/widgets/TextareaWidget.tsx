import type { WidgetProps } from '@rjsf/utils';
import { useState } from 'react';
import { useDraft } from '../drafts.ts';
import { getControlAttributes } from './widget-props.ts';

/** Text of several lines. */
export function TextareaWidget(props: WidgetProps) {
  const { id, value, options, readonly, placeholder, onChange, onBlur, onFocus } = props;
  const shown = typeof value === 'string' ? value : '';
  // When React takes a text area over it sets it to its default, so that is what was typed before.
  const [initial] = useState(() => readTyped(id) ?? shown);
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
      defaultValue={initial}
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

/** What stands in the server's text area at hydration; null when there is none to take over. */
function readTyped(id: string): string | null {
  if (typeof document === 'undefined') return null;
  const element = document.getElementById(id);
  return element instanceof HTMLTextAreaElement ? element.value : null;
}
