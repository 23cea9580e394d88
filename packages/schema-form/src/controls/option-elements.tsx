import type { ReactElement } from 'react';
import type { FormTexts } from '../context/form-context.ts';
import { getUiOption, type UiSchema } from '../model/json-schema.ts';
import type { Option } from '../model/nodes.ts';
import { getDisabledOptions, getOptionTitle } from './control-options.ts';
import { getSelectClass } from './input-width.ts';
import { toMarkupValue } from './markup-value.ts';

export interface OptionElements {
  elements: readonly ReactElement[];
  /** The options in markup form. */
  values: ReadonlySet<string>;
  /** The class that makes the select as wide as its longest option. */
  widthClass: string;
  texts: FormTexts;
  disabled: unknown;
}

const elementsOfOptions = new WeakMap<readonly Option[], OptionElements>();

/**
 * Returns the option elements of a select; the first one means no value. They are created once for each list of
 * options: all selects with the 249 countries share them, and React does not compare them when a field renders again.
 */
export function getOptionElements(
  options: readonly Option[],
  uiSchema: UiSchema,
  texts: FormTexts,
): OptionElements {
  const disabled = getUiOption(uiSchema, 'enumDisabled');
  const known = elementsOfOptions.get(options);
  if (known?.texts === texts && known.disabled === disabled) return known;
  const disabledTexts = getDisabledOptions(uiSchema);
  const values = new Set(['']);
  const elements = [
    <option key="" value="">
      {texts.choose}
    </option>,
  ];
  for (const option of options) {
    const text = toMarkupValue(option.value);
    if (values.has(text)) continue;
    values.add(text);
    elements.push(
      <option key={text} value={text} lang={option.lang} disabled={disabledTexts.has(text) || undefined}>
        {getOptionTitle(option, texts)}
      </option>,
    );
  }
  const titles = options.map((option) => getOptionTitle(option, texts));
  const widthClass = getSelectClass([texts.choose, ...titles]);
  const created = { elements, values, widthClass, texts, disabled };
  elementsOfOptions.set(options, created);
  return created;
}
