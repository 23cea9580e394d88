import { getUiOption } from '../model/json-schema.ts';
import { readLocalNumber, showLocalNumber } from '../model/local-number.ts';
import type { Writing } from '../model/writing.ts';
import type { ControlProps } from './control-props.ts';
import { getEmptyValue, showText, useTextInput } from './use-text-input.ts';

/** Binds an element to a number that is typed in the notation of a language. */
export function useNumberInput(props: ControlProps, writing: Writing) {
  return useTextInput<HTMLInputElement>(props, {
    toText: (value) => (typeof value === 'number' ? showLocalNumber(value, writing) : showText(value)),
    toValue: (text) => readLocalNumber(text, writing) ?? getEmptyValue(props.uiSchema),
  });
}

/** Returns the attributes for a number's keyboard. On some phones, numeric keyboards have no minus sign. */
export function getNumberAttributes({ schema, uiSchema }: ControlProps) {
  const lowest = schema.minimum ?? schema.exclusiveMinimum;
  const usual = schema.type === 'integer' ? 'numeric' : 'decimal';
  const isPositive = typeof lowest === 'number' && lowest >= 0;
  return {
    dir: 'ltr',
    inputMode:
      (getUiOption(uiSchema, 'inputMode') as 'numeric' | undefined) ?? (isPositive ? usual : undefined),
  } as const;
}
