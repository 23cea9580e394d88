import { type ComponentType, type RefObject, type SelectHTMLAttributes, useEffect, useState } from 'react';
import type { ComboboxProps } from './Combobox.tsx';

export interface CoveredSelectProps
  extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className' | 'value'>,
    Pick<ComboboxProps, 'options' | 'texts' | 'value' | 'isStrict' | 'placeholder' | 'onType' | 'onSettle'> {
  id: string;
  /** The select, which the host reads and writes. It is uncontrolled: `defaultValue` is its initial option. */
  select: RefObject<HTMLSelectElement | null>;
  /** The class of its width; by default it is as wide as its parent. */
  widthClass?: string;
}

/**
 * Renders a select with many options, its children. When its form is first used, a combobox covers it. The select remains
 * the field of the form, so that the browser can fill it in, reset it and submit it.
 */
export function CoveredSelect(props: CoveredSelectProps) {
  const {
    select,
    widthClass,
    options,
    texts,
    value,
    isStrict,
    placeholder,
    onType,
    onSettle,
    ...attributes
  } = props;
  const { id, disabled, required, 'aria-invalid': isInvalid, 'aria-describedby': describedBy } = attributes;
  const Combobox = useLazyCombobox(!disabled, select);
  return (
    <div className={widthClass ? `combobox ${widthClass}` : 'combobox'}>
      <select
        {...attributes}
        {...(Combobox && getCoveredAttributes(id))}
        className={Combobox ? 'combobox-field' : 'input select'}
        ref={select}
      />
      {Combobox && (
        <Combobox
          id={id}
          required={required}
          aria-invalid={isInvalid}
          aria-describedby={describedBy}
          placeholder={placeholder}
          options={options}
          texts={texts}
          value={value}
          isStrict={isStrict ?? false}
          form={select.current?.form ?? null}
          onType={onType}
          onSettle={onSettle}
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
 * Returns the combobox that covers a select after its form was first used; null before. It does not replace a select that
 * has the focus, so it is also loaded when anything else on the page is focused first. Without a mouse the first use may
 * be the touch that opens the list of the select, so it is loaded as soon as the browser is idle.
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
    form.addEventListener('pointerover', load, { once: true, signal });
    document.addEventListener('focusin', load, { once: true, signal });
    const stopWaiting = matchMedia('(hover: none)').matches ? whenIdle(load) : null;
    return () => {
      stop.abort();
      stopWaiting?.();
    };
  }, [isWanted, Combobox, select]);
  return isWanted ? Combobox : null;
}

/** Calls a function when the browser is idle. Returns a function that prevents it. */
function whenIdle(act: () => void): () => void {
  // Safari has no idle callbacks.
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(act);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(act);
  return () => cancelIdleCallback(handle);
}
