import { useFormContext } from '../context/form-context.ts';
import { getControlOptions } from './control-options.ts';
import type { ControlProps } from './control-props.ts';
import { fromMarkupValue, toMarkupValue } from './markup-value.ts';
import { getOptionElements } from './option-elements.tsx';
import { useInput } from './use-input.ts';

/**
 * Binds a select to its value; `children` are its option elements. The initial value, the current value and `typed`
 * always have an option, so that unknown values stay visible, can be chosen again and are validated.
 */
export function useSelect(props: ControlProps, typed = '') {
  const { path, value, schema, uiSchema, onChange } = props;
  const { texts } = useFormContext();
  const options = getControlOptions(props, texts);
  const shown = toMarkupValue(value);
  const toValue = (text: string) => fromMarkupValue(text, options, schema);
  const input = useInput<HTMLSelectElement, string>({
    path,
    value: shown,
    choices: options,
    onCommit: (text) => onChange(toValue(text)),
    toData: toValue,
    read: (select) => select.value,
    write: (select, text) => {
      select.value = text;
    },
  });
  const { elements, values, widthClass } = getOptionElements(options, uiSchema, texts);
  const unknown = [...new Set([input.initial, shown, typed])].filter((text) => !values.has(text));
  const children = (
    <>
      {elements}
      {unknown.map((text) => (
        <option key={text} value={text}>
          {text}
        </option>
      ))}
    </>
  );
  return { input, options, shown, widthClass, children };
}
