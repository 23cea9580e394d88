import type { FormTexts } from '../context/form-context.ts';
import { getTypes, getUiOption, type JsonValue, type UiSchema } from '../model/json-schema.ts';
import { getOptions } from '../model/node-types.ts';
import type { Option } from '../model/nodes.ts';
import type { ControlProps } from './control-props.ts';
import { toMarkupValue } from './markup-value.ts';

const yesAndNo = new WeakMap<FormTexts, boolean[]>();

/** The options of a control: yes and no for a boolean without options of its own. */
export function getControlOptions(
  { options, schema, uiSchema }: ControlProps,
  texts: FormTexts,
): readonly Option[] {
  if (options.length > 0 || getTypes(schema)[0] !== 'boolean') return options;
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

/**
 * The options, and one for each of these values that is not an option: it stays visible, and people can take it back.
 * Options that are the same text in markup cannot be told apart, so the first of them stands for all.
 */
export function addUnknownOptions(options: readonly Option[], values: readonly unknown[]): Option[] {
  const byText = new Map<string, Option>();
  const add = (text: string, option: Option) => {
    if (!byText.has(text)) byText.set(text, option);
  };
  for (const option of options) add(toMarkupValue(option.value), option);
  for (const value of values) {
    const text = toMarkupValue(value);
    if (text !== '') add(text, { value: value as JsonValue, title: text });
  }
  return [...byText.values()];
}

const none: ReadonlySet<string> = new Set();

/** The options that `ui:enumDisabled` lists, as texts in markup. */
export function getDisabledOptions(uiSchema: UiSchema): ReadonlySet<string> {
  const disabled = getUiOption(uiSchema, 'enumDisabled');
  return Array.isArray(disabled) ? new Set(disabled.map(toMarkupValue)) : none;
}
