import { useEffect, useRef } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { type ControlProps, getTextAttributes } from './control-props.ts';
import { useAfterReset } from './use-after-reset.ts';
import { useIsHydrated } from './use-is-hydrated.ts';
import { useTextInput } from './use-text-input.ts';

/**
 * Renders a color as a text field for `#rrggbb`, with the browser's picker beside it. The text is submitted and not
 * the picker, because a picker has a color even if none was chosen. Without script there is no picker.
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs after each new value
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
          // Chromium logs a warning when a picker without a default value is reset.
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
