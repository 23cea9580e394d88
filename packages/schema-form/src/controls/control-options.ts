import type { FormTexts } from '../context/form-texts.ts';
import { getUiOption, type UiSchema } from '../model/json-schema.ts';
import { getOptions } from '../model/node-types.ts';
import type { Option } from '../model/nodes.ts';
import type { ControlProps } from './control-props.ts';
import { toMarkupValue } from './markup-value.ts';

const yesAndNo = new WeakMap<FormTexts, boolean[]>();

/** The options of a control: yes and no for a boolean without options of its own. */
export function getControlOptions({ options, uiSchema }: ControlProps, texts: FormTexts): readonly Option[] {
  if (options.length > 0) return options;
  // Options are cached by their list of values, and their titles are in the language of the texts.
  const values = yesAndNo.get(texts) ?? [true, false];
  yesAndNo.set(texts, values);
  return getOptions({ enum: values, 'x-titles': [texts.yes, texts.no] }, uiSchema);
}

/** The name of an option for people; booleans and null without a title are named in their language. */
export function getOptionTitle({ value, title }: Option, texts: FormTexts): string {
  if (typeof value === 'boolean' && title === String(value)) return value ? texts.yes : texts.no;
  return value === null && title === '' ? texts.notGiven : title;
}

/** The options with one for each of these texts that is not an option: it stays visible, and people can take it back. */
export function addUnknownOptions(options: readonly Option[], texts: readonly string[]): readonly Option[] {
  const known = new Set(options.map(({ value }) => toMarkupValue(value)));
  const unknown = [...new Set(texts)].filter((text) => text !== '' && !known.has(text));
  return unknown.length === 0
    ? options
    : [...options, ...unknown.map((text) => ({ value: text, title: text }))];
}

const none: ReadonlySet<string> = new Set();

/** The options that `ui:enumDisabled` lists, as texts in markup. */
export function getDisabledOptions(uiSchema: UiSchema): ReadonlySet<string> {
  const disabled = getUiOption(uiSchema, 'enumDisabled');
  return Array.isArray(disabled) ? new Set(disabled.map(toMarkupValue)) : none;
}
