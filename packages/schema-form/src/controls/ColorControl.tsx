import { useEffect, useRef } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { type ControlProps, getTextAttributes } from './control-props.ts';
import { useAfterReset } from './use-after-reset.ts';
import { useIsHydrated } from './use-is-hydrated.ts';
import { useTextInput } from './use-text-input.ts';

/**
 * A color as `#rrggbb`, and the browser's picker beside it. The text is what is sent, since a picker always has a
 * color, chosen or not. Without script there is no picker.
 */
export function ColorControl(props: ControlProps) {
  const { value, label, isDisabled, isReadOnly, placeholder } = props;
  const { input, attributes } = useTextInput<HTMLInputElement>(props);
  const { texts } = useFormContext();
  const isHydrated = useIsHydrated();
  const picker = useRef<HTMLInputElement>(null);
  const follow = () => {
    const text = input.element.current?.value.trim() ?? '';
    if (!picker.current) return;
    const isColor = /^#[\da-f]{6}$/i.test(text);
    if (isColor) picker.current.value = text;
    picker.current.classList.toggle('picker-unset', !isColor);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each new value
  useEffect(follow, [value, isHydrated]);
  useAfterReset(input.element, follow);
  return (
    <div className="color">
      <input
        {...getTextAttributes(props)}
        {...attributes}
        type="text"
        dir="ltr"
        spellCheck={false}
        placeholder={placeholder || '#000000'}
        onInput={() => {
          input.onInput();
          follow();
        }}
      />
      {isHydrated && (
        <input
          type="color"
          className="picker"
          ref={picker}
          aria-label={`${texts.palette}: ${label}`}
          // Chromium warns at each reset of a picker without a default value.
          defaultValue="#000000"
          disabled={isDisabled || isReadOnly || undefined}
          onInput={({ currentTarget }) => {
            if (!input.element.current) return;
            input.element.current.value = currentTarget.value;
            currentTarget.classList.remove('picker-unset');
            input.onInput();
          }}
          onBlur={input.onBlur}
        />
      )}
    </div>
  );
}
