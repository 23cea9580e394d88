import { useFormContext } from '../context/form-context.ts';
import { isBlank } from '../model/is-blank.ts';
import type { Option } from '../model/nodes.ts';
import { addUnknownOptions, getControlOptions } from './control-options.ts';
import type { ControlProps } from './control-props.ts';
import { toMarkupValue } from './markup-value.ts';
import { useInput } from './use-input.ts';
import { getEmptyValue } from './use-text-input.ts';

interface ListElement<E extends Element> {
  /** Returns the options that the element shows as chosen, in markup form. */
  read(element: E): string[];
  write(element: E, chosen: ReadonlySet<string>): void;
}

/** Binds an element with several selectable options to a list of values. An empty list is stored as no value. */
export function useListInput<E extends Element>(props: ControlProps, { read, write }: ListElement<E>) {
  const { path, value, uiSchema, onChange } = props;
  const { texts } = useFormContext();
  const given = getControlOptions(props, texts);
  const values = toValues(value);
  const toData = (text: string) => {
    const chosen = new Set(parseTexts(text));
    const list = options
      .filter((option) => chosen.has(toMarkupValue(option.value)))
      .map((option) => option.value);
    return list.length > 0 ? list : getEmptyValue(uiSchema);
  };
  const input = useInput<E, string>({
    path,
    value: toText(addUnknownOptions(given, values), values),
    choices: given,
    onCommit: (text) => onChange(toData(text)),
    toData,
    read: (element) => JSON.stringify(read(element)),
    write: (element, text) => write(element, new Set(parseTexts(text))),
  });
  const initial = parseTexts(input.initial);
  const options = addUnknownOptions(given, [...values, ...initial]);
  return { input, options, texts, initial: new Set(initial) };
}

/** Converts the chosen options to one text, in the order of the options and not of the value. */
function toText(options: readonly Option[], values: readonly unknown[]): string {
  const chosen = new Set(values.map(toMarkupValue));
  return JSON.stringify(
    options.map((option) => toMarkupValue(option.value)).filter((text) => chosen.has(text)),
  );
}

function parseTexts(text: string): string[] {
  return JSON.parse(text) as string[];
}

function toValues(value: unknown): unknown[] {
  if (isBlank(value)) return [];
  return Array.isArray(value) ? value : [value];
}
