import type { EnumOptionsType, WidgetProps } from '@rjsf/utils';
import { useState } from 'react';
import { useDraft } from '../drafts.ts';
import { fromMarkupValue, toMarkupValue } from '../field-options.ts';
import { useFormSurroundings } from '../form-texts.ts';
import { getControlAttributes } from './widget-props.ts';

/**
 * One of many. The options are one piece of HTML, made once for each list: 249 countries as React
 * elements would cost more, at each drawing, than the rest of the form together.
 */
export function SelectWidget(props: WidgetProps) {
  const { id, value, schema, options, disabled, readonly, onChange, onBlur, onFocus } = props;
  const { texts } = useFormSurroundings();
  const list = options.enumOptions ?? [];
  const shown = toMarkupValue(value);
  // What is marked as selected in the markup stays what it was at the first drawing: React must
  // not write the options anew under the customer's hands.
  const [selected] = useState(shown);
  const draft = useDraft<HTMLSelectElement, string>({
    id,
    value: shown,
    onCommit: (text) => onChange(fromMarkupValue(text, list, schema as never)),
    read: (element) => element.value,
    write: (element, text) => {
      element.value = text;
    },
  });
  return (
    <select
      {...getControlAttributes(props)}
      className="input select"
      ref={draft.element}
      disabled={disabled || readonly || undefined}
      onChange={draft.onChange}
      onBlur={(event) => onBlur(id, event.target.value)}
      onFocus={(event) => onFocus(id, event.target.value)}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: made below, every text escaped
      dangerouslySetInnerHTML={{ __html: getOptionsHtml(list, texts.choose, selected) }}
    />
  );
}

const htmlOfLists = new WeakMap<readonly EnumOptionsType[], { choose: string; html: string }>();

function getOptionsHtml(list: EnumOptionsType[], choose: string, selected: string): string {
  let known = htmlOfLists.get(list);
  if (known?.choose !== choose) {
    const html = list
      .filter(({ value }) => value !== null)
      .map(
        ({ value, label }) =>
          `<option value="${escapeHtml(toMarkupValue(value))}">${escapeHtml(label)}</option>`,
      )
      .join('');
    known = { choose, html: `<option value="">${escapeHtml(choose)}</option>${html}` };
    htmlOfLists.set(list, known);
  }
  const mark = ` value="${escapeHtml(selected)}"`;
  return known.html.replace(`<option${mark}>`, `<option selected=""${mark}>`);
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}
