import type { WidgetProps } from '@rjsf/utils';
import { useMemo } from 'react';
import { toMarkupValue } from '../fields/field-options.ts';
import { useListDraft } from './list-draft.ts';
import { getOptionHtml } from './option-html.ts';
import { getControlAttributes } from './widget-props.ts';

/** More rows than this are scrolled to. */
const mostRows = 8;

/** Several of many. */
export function MultiSelectWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, onBlur, onFocus } = props;
  const { draft, options, initial } = useListDraft<HTMLSelectElement>(
    props,
    (element) => [...element.selectedOptions].map((option) => option.value),
    (element, chosen) => {
      for (const option of element.options) option.selected = chosen.includes(option.value);
    },
  );
  // As HTML, since React would choose the first values anew when it takes over the page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: React must not write it under people's hands
  const html = useMemo(
    () =>
      options
        .map((option) => ({ text: toMarkupValue(option.value), label: option.label }))
        .map(({ text, label }) => getOptionHtml(text, label, initial.has(text)))
        .join(''),
    [props.options.enumOptions],
  );
  // What can't be changed is not sent, and so is not cleared.
  const isFixed = disabled || readonly;
  const { name, ...attributes } = getControlAttributes(props);
  return (
    <>
      {!isFixed && <input type="hidden" name={name} value="" />}
      <select
        {...attributes}
        name={`${name}[]`}
        className="input"
        multiple
        size={Math.min(options.length, mostRows)}
        ref={draft.element}
        disabled={isFixed || undefined}
        onChange={draft.onChange}
        onBlur={() => onBlur(id, value)}
        onFocus={() => onFocus(id, value)}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: every text is escaped
        dangerouslySetInnerHTML={{ __html: html }}
      />
    </>
  );
}
