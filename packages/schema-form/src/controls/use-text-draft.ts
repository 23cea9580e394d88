import type { WidgetProps } from '@rjsf/utils';
import type { FocusEvent } from 'react';
import { useDraft } from '../store/drafts.ts';

type TextElement = HTMLInputElement | HTMLTextAreaElement;

interface TextMeaning {
  /** The value that a text stands for. */
  read(text: string): unknown;
  /** The text that a value is shown as. */
  show(value: unknown): string;
}

/** Joins a control that text is typed into to its value; `field` are the attributes that do it. */
export function useTextDraft<E extends TextElement>(props: WidgetProps, { read, show }: TextMeaning) {
  const { id, value, onChange, onBlur, onFocus } = props;
  const draft = useDraft<E, unknown>({
    value,
    onCommit: onChange,
    isCommittedInPauses: true,
    read: (element) => (shows(element, show(value)) ? value : read(element.value)),
    write: (element, next) => {
      element.value = show(next);
    },
  });
  const field = {
    ref: draft.element,
    defaultValue: show(draft.initial),
    onInput: draft.onInput,
    onBlur: (event: FocusEvent<E>) => {
      draft.onBlur();
      onBlur(id, event.target.value);
    },
    onFocus: (event: FocusEvent<E>) => onFocus(id, event.target.value),
  };
  return { field, draft };
}

/** Whether an element shows a text, as far as it can: controls mend what is written to them. */
function shows(element: TextElement, text: string): boolean {
  if (element.value === text) return true;
  const probe = element.cloneNode() as TextElement;
  probe.value = text;
  return probe.value === element.value;
}
