import type { FormTexts } from '../context/form-context.ts';
import { getTypes, getUiOption, type JsonValue, type UiSchema } from '../model/json-schema.ts';
import { getOptions } from '../model/node-types.ts';
import type { Option } from '../model/nodes.ts';
import type { ControlProps } from './control-props.ts';
import { toMarkupValue } from './markup-value.ts';

const yesAndNo = new WeakMap<FormTexts, boolean[]>();

/** Returns the options of a control: yes and no for a boolean without its own options. */
export function getControlOptions(
  { options, schema, uiSchema }: ControlProps,
  texts: FormTexts,
): readonly Option[] {
  if (options.length > 0 || getTypes(schema)[0] !== 'boolean') return options;
  // Options are cached by the identity of their list of values. Their titles depend on the language.
  const values = yesAndNo.get(texts) ?? [true, false];
  yesAndNo.set(texts, values);
  return getOptions({ enum: values, 'x-titles': [texts.yes, texts.no] }, uiSchema);
}

/** Returns the title of an option. Booleans and null without a title have a name in the language of the texts. */
export function getOptionTitle({ value, title }: Option, texts: FormTexts): string {
  if (typeof value === 'boolean' && title === String(value)) return value ? texts.yes : texts.no;
  return value === null && title === '' ? texts.notGiven : title;
}

/**
 * Returns the options, with an additional one for each value that is not an option, so that the value stays visible
 * and can be chosen again. Options with the same text in markup can't be distinguished, so only the first of them is
 * kept.
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

/** Returns the options that `ui:enumDisabled` lists, in markup form. */
export function getDisabledOptions(uiSchema: UiSchema): ReadonlySet<string> {
  const disabled = getUiOption(uiSchema, 'enumDisabled');
  return Array.isArray(disabled) ? new Set(disabled.map(toMarkupValue)) : none;
}
