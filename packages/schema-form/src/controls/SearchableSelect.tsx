import { type ComponentType, type RefObject, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { useFormContext } from '../context/form-context.ts';
import type { ComboboxProps } from './Combobox.tsx';
import { getDisabledOptions } from './control-options.ts';
import { type ControlProps, getControlAttributes } from './control-props.ts';
import { toMarkupValue } from './markup-value.ts';
import { useSelect } from './use-select.tsx';

/**
 * Renders a select with many options. When the form is first used, a combobox covers it. The select remains the field
 * of the form, so that the browser can fill it in, reset it and submit it.
 */
export function SearchableSelect(props: ControlProps) {
  const { id, uiSchema, isDisabled, isReadOnly } = props;
  const { texts } = useFormContext();
  const [typed, setTyped] = useState('');
  const { input, options, shown, widthClass, children } = useSelect(props, typed);
  const isFixed = isDisabled || isReadOnly;
  const Combobox = useLazyCombobox(!isFixed, input.element);
  const enabledOptions = useMemo(() => {
    const disabled = getDisabledOptions(uiSchema);
    return disabled.size === 0 ? options : options.filter(({ value }) => !disabled.has(toMarkupValue(value)));
  }, [options, uiSchema]);
  // A typed text that is not an option can be selected only after its option element was rendered.
  useLayoutEffect(() => {
    if (typed !== '' && input.element.current) input.element.current.value = typed;
  }, [typed, input]);
  const attributes = getControlAttributes(props);
  return (
    <div className={`combobox ${widthClass}`}>
      <select
        {...attributes}
        {...(Combobox && getCoveredAttributes(id))}
        className={Combobox ? 'combobox-field' : 'input select'}
        ref={input.element}
        disabled={isFixed || undefined}
        defaultValue={input.initial}
        onChange={input.onChange}
      >
        {children}
      </select>
      {Combobox && (
        <Combobox
          {...attributes}
          placeholder={props.placeholder || texts.choose}
          options={enabledOptions}
          value={shown}
          form={input.element.current?.form ?? null}
          onType={(text) => {
            const select = input.element.current;
            if (!select) return;
            select.value = text;
            if (select.value !== text) setTyped(text);
            input.onInput();
          }}
          onSettle={input.onBlur}
        />
      )}
    </div>
  );
}

/** Returns the attributes of a covered select. The combobox takes over its id and therefore its label. */
function getCoveredAttributes(id: string) {
  return { id: `${id}__select`, tabIndex: -1, 'aria-hidden': true, autoFocus: undefined } as const;
}

/** The loaded combobox, so that selects that are mounted later do not wait for it. */
let loaded: ComponentType<ComboboxProps> | null = null;

/**
 * Returns the combobox that covers a select after its form was first used; null before. It does not replace a select
 * that has the focus.
 */
function useLazyCombobox(isWanted: boolean, select: RefObject<HTMLSelectElement | null>) {
  const [Combobox, setCombobox] = useState<typeof loaded>(() => loaded);
  useEffect(() => {
    const form = select.current?.form;
    if (!isWanted || Combobox || !form) return;
    const stop = new AbortController();
    const { signal } = stop;
    const show = () => {
      if (signal.aborted) return;
      if (document.activeElement !== select.current) setCombobox(() => loaded);
      else select.current?.addEventListener('blur', show, { once: true, signal });
    };
    const load = async () => {
      // If the combobox cannot be loaded, the select remains uncovered.
      loaded ??= (await import('./Combobox.tsx').catch(() => null))?.Combobox ?? null;
      if (loaded) show();
    };
    for (const event of ['focusin', 'pointerover']) {
      form.addEventListener(event, load, { once: true, signal });
    }
    return () => stop.abort();
  }, [isWanted, Combobox, select]);
  return isWanted ? Combobox : null;
}
