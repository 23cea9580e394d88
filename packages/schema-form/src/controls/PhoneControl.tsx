import { useEffect, useRef } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { type ControlProps, getTextAttributes } from './control-props.ts';
import { getTextId } from './description-ids.ts';
import { getInputClass } from './input-width.ts';
import { useTextInput } from './use-text-input.ts';

/** Renders a phone number. The name of its country appears below it while a person types. */
export function PhoneControl(props: ControlProps) {
  const { id, value } = props;
  const { locale } = useFormContext();
  const { input, attributes } = useTextInput<HTMLInputElement>(props);
  const hint = useRef<HTMLParagraphElement>(null);
  /** Writes the country to the DOM directly, so that a key press does not make React render. */
  const recognize = async () => {
    // The library knows the numbers of all countries and is larger than the form. If it cannot be loaded, no country is
    // shown.
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
        className={getInputClass(props.schema, props.uiSchema, props.placeholder)}
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
