import { useLayoutEffect, useMemo, useState } from 'react';
import { type FormTexts, useFormContext } from '../context/form-context.ts';
import type { Option } from '../model/nodes.ts';
import { CoveredSelect } from './CoveredSelect.tsx';
import { getDisabledOptions, getOptionTitle } from './control-options.ts';
import { type ControlProps, getControlAttributes } from './control-props.ts';
import { toMarkupValue } from './markup-value.ts';
import type { SearchableOption } from './search-options.ts';
import { useSelect } from './use-select.tsx';

/** Renders one of many options as a select that can be searched. */
export function SearchableSelect(props: ControlProps) {
  const { uiSchema, isDisabled, isReadOnly } = props;
  const { texts } = useFormContext();
  const [typed, setTyped] = useState('');
  const { input, options, shown, widthClass, children } = useSelect(props, typed);
  const searchable = useMemo(() => {
    const disabled = getDisabledOptions(uiSchema);
    return toSearchable(options, texts).filter(({ value }) => !disabled.has(value));
  }, [options, texts, uiSchema]);
  // A typed text that is not an option can be selected only after its option element was rendered.
  useLayoutEffect(() => {
    if (typed !== '' && input.element.current) input.element.current.value = typed;
  }, [typed, input]);
  return (
    <CoveredSelect
      {...getControlAttributes(props)}
      select={input.element}
      widthClass={widthClass}
      disabled={isDisabled || isReadOnly || undefined}
      defaultValue={input.initial}
      onChange={input.onChange}
      options={searchable}
      texts={texts}
      value={shown}
      placeholder={props.placeholder || texts.choose}
      onType={(text) => {
        const select = input.element.current;
        if (!select) return;
        select.value = text;
        if (select.value !== text) setTyped(text);
        input.onInput();
      }}
      onSettle={input.onBlur}
    >
      {children}
    </CoveredSelect>
  );
}

function toSearchable(options: readonly Option[], texts: FormTexts): SearchableOption[] {
  return options
    .filter(({ value }) => value !== null)
    .map((option) => ({
      value: toMarkupValue(option.value),
      label: getOptionTitle(option, texts),
      lang: option.lang,
    }));
}
