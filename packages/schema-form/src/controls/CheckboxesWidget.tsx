import type { WidgetProps } from '@rjsf/utils';
import { toMarkupValue } from '../fields/field-options.ts';
import { useListDraft } from './list-draft.ts';
import { getControlAttributes } from './widget-props.ts';

/** Several of a few, all in sight. The group around them, with its name, is the field's. */
export function CheckboxesWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, onBlur, onFocus } = props;
  const { draft, options, initial } = useListDraft<HTMLDivElement>(
    props,
    (element) => [...element.querySelectorAll<HTMLInputElement>('input:checked')].map((box) => box.value),
    (element, chosen) => {
      for (const box of element.querySelectorAll<HTMLInputElement>('[type=checkbox]')) {
        box.checked = chosen.includes(box.value);
      }
    },
  );
  // What can't be changed is not sent, and so is not cleared.
  const isFixed = disabled || readonly;
  const { name, autoFocus, 'aria-invalid': isInvalid } = getControlAttributes(props);
  return (
    <div className="choices" ref={draft.element}>
      {!isFixed && <input type="hidden" name={name} value="" />}
      {options.map((option, index) => {
        const text = toMarkupValue(option.value);
        return (
          <label className="choice" key={text}>
            <input
              type="checkbox"
              id={`${id}-${index}`}
              name={`${name}[]`}
              value={text}
              autoFocus={autoFocus && index === 0}
              aria-invalid={isInvalid}
              defaultChecked={initial.has(text)}
              disabled={isFixed || undefined}
              onChange={draft.onChange}
              onBlur={() => onBlur(id, value)}
              onFocus={() => onFocus(id, value)}
            />
            <span>{option.label}</span>
          </label>
        );
      })}
    </div>
  );
}
