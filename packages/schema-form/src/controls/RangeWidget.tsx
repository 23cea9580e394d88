import type { WidgetProps } from '@rjsf/utils';
import { useEffect, useRef } from 'react';
import { useFormSurroundings } from '../context/form-texts.ts';
import { readLocalNumber, showLocalNumber } from '../model/local-number.ts';
import { getNumberAttributes, showNumber } from './NumberWidget.tsx';
import { useAfterReset } from './use-after-reset.ts';
import { useIsHydrated } from './use-is-hydrated.ts';
import { useTextDraft } from './use-text-draft.ts';
import { getTextAttributes } from './widget-props.ts';

/**
 * A number between two: a slider, and its value in a field of its own. The field is what is sent: a
 * slider alone would always have a value, chosen or not. Without script it is all there is.
 */
export function RangeWidget(props: WidgetProps) {
  const { schema, value, label, disabled, readonly } = props;
  const { writing } = useFormSurroundings();
  const { field, draft } = useTextDraft<HTMLInputElement>(props, {
    read: (text) => readLocalNumber(text, writing) ?? props.options.emptyValue,
    show: (shown) => showNumber(shown, writing),
  });
  const { minimum: lowest = 0, maximum: highest = 100, multipleOf: step } = schema;
  const isHydrated = useIsHydrated();
  const slider = useRef<HTMLInputElement>(null);
  const follow = () => {
    const typed = readLocalNumber(field.ref.current?.value ?? '', writing);
    if (slider.current) showOnSlider(slider.current, typeof typed === 'number' ? typed : null);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each new value
  useEffect(follow, [value, isHydrated]);
  useAfterReset(field.ref, follow);
  return (
    <div className="range">
      {isHydrated && (
        <input
          type="range"
          className="slider"
          ref={slider}
          aria-label={label}
          min={lowest}
          max={highest}
          step={step ?? (schema.type === 'integer' ? 1 : 'any')}
          disabled={disabled || readonly || undefined}
          onInput={({ currentTarget }) => {
            if (!field.ref.current) return;
            showOnSlider(currentTarget, Number(currentTarget.value));
            field.ref.current.value = showLocalNumber(Number(currentTarget.value), writing);
            draft.onInput();
          }}
          onBlur={draft.onBlur}
        />
      )}
      <input
        {...getTextAttributes(props)}
        {...field}
        {...getNumberAttributes(props)}
        type="text"
        onInput={() => {
          draft.onInput();
          follow();
        }}
      />
    </div>
  );
}

/** Without a value a slider stands in the middle, but does not look as if that were chosen. */
function showOnSlider(slider: HTMLInputElement, value: number | null): void {
  slider.value = value === null ? '' : String(value);
  slider.classList.toggle('slider-unset', value === null);
}
