import type { WidgetProps } from '@rjsf/utils';
import { useEffect, useRef } from 'react';
import { useFormSurroundings } from '../context/form-texts.ts';
import { showText } from './text-value.ts';
import { useAfterReset } from './use-after-reset.ts';
import { useIsHydrated } from './use-is-hydrated.ts';
import { useTextDraft } from './use-text-draft.ts';
import { getTextAttributes } from './widget-props.ts';

/**
 * A colour as `#rrggbb`, and the browser's picker beside it. The text is what is sent: a picker
 * alone would always have a colour, chosen or not. Without script it is all there is.
 */
export function ColorWidget(props: WidgetProps) {
  const { value, label, disabled, readonly, placeholder } = props;
  const { field, draft } = useTextDraft<HTMLInputElement>(props, {
    read: (text) => (text === '' ? props.options.emptyValue : text),
    show: showText,
  });
  const { texts } = useFormSurroundings();
  const isHydrated = useIsHydrated();
  const picker = useRef<HTMLInputElement>(null);
  const follow = () => {
    const text = field.ref.current?.value.trim() ?? '';
    if (!picker.current) return;
    const isColor = /^#[\da-f]{6}$/i.test(text);
    if (isColor) picker.current.value = text;
    picker.current.classList.toggle('picker-unset', !isColor);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each new value
  useEffect(follow, [value, isHydrated]);
  useAfterReset(field.ref, follow);
  return (
    <div className="color">
      <input
        {...getTextAttributes(props)}
        {...field}
        type="text"
        dir="ltr"
        spellCheck={false}
        placeholder={placeholder || '#000000'}
        onInput={() => {
          draft.onInput();
          follow();
        }}
      />
      {isHydrated && (
        <input
          type="color"
          className="picker"
          ref={picker}
          aria-label={`${texts.palette}: ${label}`}
          // Without it Chromium warns of an empty one at each reset.
          defaultValue="#000000"
          disabled={disabled || readonly || undefined}
          onInput={({ currentTarget }) => {
            if (!field.ref.current) return;
            field.ref.current.value = currentTarget.value;
            currentTarget.classList.remove('picker-unset');
            draft.onInput();
          }}
          onBlur={draft.onBlur}
        />
      )}
    </div>
  );
}
