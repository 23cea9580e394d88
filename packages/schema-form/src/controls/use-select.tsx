import type { ControlProps } from './control-props.ts';
import { getOptionElements } from './option-elements.tsx';
import { useOptionInput } from './use-option-input.ts';

/**
 * Binds a select to its value; `children` are its option elements. The initial value, the current value and `typed`
 * always have an option, so that unknown values stay visible, can be chosen again and are validated.
 */
export function useSelect(props: ControlProps, typed = '') {
  const { input, options, texts, shown } = useOptionInput<HTMLSelectElement>(props, {
    read: (select) => select.value,
    write: (select, chosen) => {
      select.value = chosen;
    },
  });
  const { elements, values, widthClass } = getOptionElements(options, props.uiSchema, texts);
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
