import { useEffect, useRef } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { type ControlProps, getTextAttributes, getTextId } from './control-props.ts';
import { useTextInput } from './use-text-input.ts';

/** A phone number. Its country is shown below it once a person types. */
export function PhoneControl(props: ControlProps) {
  const { id, value } = props;
  const { locale } = useFormContext();
  const { input, attributes } = useTextInput<HTMLInputElement>(props);
  const hint = useRef<HTMLParagraphElement>(null);
  /** Writes the hint directly, so that a key press renders nothing. */
  const recognize = async () => {
    // The library knows the numbers of all countries and is larger than the form. Without it there is no hint.
    const library = await import('./phone-country.ts').catch(() => null);
    const country = library?.getCountryName(input.element.current?.value ?? '', locale) ?? '';
    if (hint.current && hint.current.textContent !== country) hint.current.textContent = country;
  };
  useEffect(() => {
    if (hint.current?.textContent) void recognize();
  });
  const hintId = getTextId(id, 'country');
  return (
    <>
      <input
        {...getTextAttributes(props, hintId)}
        {...attributes}
        type="tel"
        dir="ltr"
        onInput={() => {
          input.onInput();
          void recognize();
        }}
        onFocus={() => {
          if (value) void recognize();
        }}
      />
      <p className="field-count" id={hintId} ref={hint} />
    </>
  );
}
