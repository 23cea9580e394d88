import { useEffect, useRef } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { readLocalNumber, showLocalNumber } from '../model/local-number.ts';
import { type ControlProps, getTextAttributes } from './control-props.ts';
import { useAfterReset } from './use-after-reset.ts';
import { useIsHydrated } from './use-is-hydrated.ts';
import { getNumberAttributes, useNumberInput } from './use-number-input.ts';

/**
 * Renders a number between limits as a slider and a text field. The text is submitted and not the slider, because a
 * slider has a value even if none was chosen. Without script there is no slider.
 */
export function RangeControl(props: ControlProps) {
  const { schema, value, label, isDisabled, isReadOnly } = props;
  const { writing } = useFormContext();
  const { input, attributes } = useNumberInput(props, writing);
  const isHydrated = useIsHydrated();
  const slider = useRef<HTMLInputElement>(null);
  const follow = () => {
    const typed = readLocalNumber(input.element.current?.value ?? '', writing);
    if (slider.current) showOnSlider(slider.current, typeof typed === 'number' ? typed : null);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs after each new value
  useEffect(follow, [value, isHydrated]);
  useAfterReset(input.element, follow);
  return (
    <div className="range">
      {isHydrated && (
        <input
          type="range"
          className="slider"
          ref={slider}
          aria-label={label}
          min={toNumber(schema.minimum) ?? 0}
          max={toNumber(schema.maximum) ?? 100}
          step={toNumber(schema.multipleOf) ?? (schema.type === 'integer' ? 1 : 'any')}
          disabled={isDisabled || isReadOnly || undefined}
          onInput={({ currentTarget }) => {
            if (!input.element.current) return;
            showOnSlider(currentTarget, Number(currentTarget.value));
            input.element.current.value = showLocalNumber(Number(currentTarget.value), writing);
            input.onInput();
          }}
          onBlur={input.onBlur}
        />
      )}
      <input
        {...getTextAttributes(props)}
        {...getNumberAttributes(props)}
        {...attributes}
        type="text"
        onInput={() => {
          input.onInput();
          follow();
        }}
      />
    </div>
  );
}

function toNumber(limit: unknown): number | undefined {
  return typeof limit === 'number' ? limit : undefined;
}

/** Shows a number on a slider. Without a number, the slider is in the middle but does not look chosen. */
function showOnSlider(slider: HTMLInputElement, value: number | null): void {
  slider.value = value === null ? '' : String(value);
  slider.classList.toggle('slider-unset', value === null);
}
