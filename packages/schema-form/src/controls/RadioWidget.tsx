import type { WidgetProps } from '@rjsf/utils';
import { fromMarkupValue, toMarkupValue } from '../fields/field-options.ts';
import { useDraft } from '../store/drafts.ts';
import { getControlAttributes } from './widget-props.ts';

/** One of a few, all in sight. The group around it, with its name, is the field's. */
export function RadioWidget(props: WidgetProps) {
  const { id, value, schema, options, disabled, readonly, onChange, onBlur, onFocus } = props;
  const list = options.enumOptions ?? [];
  const shown = toMarkupValue(value);
  const draft = useDraft<HTMLDivElement, string>({
    value: shown,
    onCommit: (text) => onChange(fromMarkupValue(text, list, schema as never)),
    read: (element) => element.querySelector<HTMLInputElement>('input:checked')?.value ?? '',
    write: (element, text) => {
      for (const input of element.querySelectorAll('input')) input.checked = input.value === text;
    },
  });
  const { name, required, autoFocus, autoComplete } = getControlAttributes(props);
  return (
    <div className="choices" ref={draft.element}>
      {list.map((option, index) => {
        const text = toMarkupValue(option.value);
        return (
          <label className="choice" key={text}>
            <input
              type="radio"
              id={`${id}-${index}`}
              name={name}
              value={text}
              required={required}
              autoComplete={autoComplete}
              autoFocus={autoFocus && index === 0}
              defaultChecked={text === draft.initial}
              disabled={disabled || readonly || undefined}
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
