import type { WidgetProps } from '@rjsf/utils';
import { useEffect, useRef } from 'react';
import { useFormSurroundings } from '../context/form-texts.ts';
import { showText } from './text-value.ts';
import { useTextDraft } from './use-text-draft.ts';
import { getTextAttributes } from './widget-props.ts';

/** A phone number. Of which country it is is said beside it, once somebody types. */
export function PhoneWidget(props: WidgetProps) {
  const { id, value, options } = props;
  const { locale } = useFormSurroundings();
  const { field, draft } = useTextDraft<HTMLInputElement>(props, {
    read: (text) => (text === '' ? options.emptyValue : text),
    show: showText,
  });
  const hint = useRef<HTMLParagraphElement>(null);
  /** Written by hand: a key press must draw nothing anew. */
  const recognise = async () => {
    // The library with the numbers of all countries is larger than the form; without it there is no hint.
    const library = await import('./phone-country.ts').catch(() => null);
    const country = library?.getCountryName(field.ref.current?.value ?? '', locale) ?? '';
    if (hint.current && hint.current.textContent !== country) hint.current.textContent = country;
  };
  useEffect(() => {
    if (hint.current?.textContent) void recognise();
  });
  return (
    <>
      <input
        {...getTextAttributes(props, `${id}__country`)}
        {...field}
        type="tel"
        dir="ltr"
        onInput={() => {
          draft.onInput();
          void recognise();
        }}
        onFocus={(event) => {
          field.onFocus(event);
          if (value) void recognise();
        }}
      />
      <p className="field-count" id={`${id}__country`} ref={hint} />
    </>
  );
}
