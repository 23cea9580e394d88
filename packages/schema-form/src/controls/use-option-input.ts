import { useFormContext } from '../context/form-context.ts';
import { getControlOptions } from './control-options.ts';
import type { ControlProps } from './control-props.ts';
import { fromMarkupValue, toMarkupValue } from './markup-value.ts';
import { useInput } from './use-input.ts';

interface OptionElement<E extends Element> {
  /** Returns the option that the element shows as chosen, in markup form. */
  read(element: E): string;
  write(element: E, chosen: string): void;
}

/** Binds an element to one of several options. `shown` is the current value in markup form. */
export function useOptionInput<E extends Element>(props: ControlProps, { read, write }: OptionElement<E>) {
  const { path, value, schema, onChange } = props;
  const { texts } = useFormContext();
  const options = getControlOptions(props, texts);
  const shown = toMarkupValue(value);
  const toValue = (text: string) => fromMarkupValue(text, options, schema);
  const input = useInput<E, string>({
    path,
    value: shown,
    choices: options,
    onCommit: (text) => onChange(toValue(text)),
    toData: toValue,
    read,
    write,
  });
  return { input, options, texts, shown };
}
