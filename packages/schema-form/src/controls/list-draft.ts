import type { EnumOptionsType, WidgetProps } from '@rjsf/utils';
import { toMarkupValue } from '../fields/field-options.ts';
import { useDraft } from '../store/drafts.ts';

/**
 * Joins a control that several of a few options are chosen with to its value. `getChosen` gives
 * what the markup's values of the chosen ones are. None at all is "not given".
 */
export function useListDraft<E extends Element>(
  props: WidgetProps,
  getChosen: (element: E) => string[],
  choose: (element: E, chosen: readonly string[]) => void,
) {
  const options = getListOptions(props);
  const toText = (chosen: readonly string[]) => JSON.stringify(chosen);
  const draft = useDraft<E, string>({
    value: toText(getChosenOptions(options, props.value)),
    onCommit: (text) => {
      const chosen = new Set(JSON.parse(text) as string[]);
      const values = options
        .filter(({ value }) => chosen.has(toMarkupValue(value)))
        .map(({ value }) => value);
      props.onChange(values.length > 0 ? values : props.options.emptyValue);
    },
    read: (element) => toText(getChosen(element)),
    write: (element, text) => choose(element, JSON.parse(text) as string[]),
  });
  return { draft, options, initial: new Set(JSON.parse(draft.initial) as string[]) };
}

/** The options; a chosen value that is none becomes one, so that it can be seen and taken away. */
function getListOptions({ options, value }: WidgetProps): EnumOptionsType[] {
  const list = options.enumOptions ?? [];
  const known = new Set(list.map((option) => toMarkupValue(option.value)));
  const strange = toList(value).filter((entry) => !known.has(toMarkupValue(entry)));
  return [...list, ...strange.map((entry) => ({ value: entry, label: toMarkupValue(entry) }))];
}

/** In the order of the options, whatever order the value has. */
function getChosenOptions(options: readonly EnumOptionsType[], value: unknown): string[] {
  const chosen = new Set(toList(value).map(toMarkupValue));
  return options.map((option) => toMarkupValue(option.value)).filter((text) => chosen.has(text));
}

function toList(value: unknown): unknown[] {
  if (value === undefined || value === null || value === '') return [];
  return Array.isArray(value) ? value : [value];
}
