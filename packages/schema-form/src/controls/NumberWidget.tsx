import type { WidgetProps } from '@rjsf/utils';
import { readLocalNumber, showLocalNumber } from '../model/local-number.ts';
import type { Writing } from '../model/writing.ts';
import { createPlainWidget } from './plain/PlainFields.tsx';
import { showText } from './text-value.ts';
import { getTextAttributes } from './widget-props.ts';

/** A number, as people type it: it stays the text that was typed until it is one. */
export const NumberWidget = createPlainWidget<HTMLInputElement>({
  isTyped: true,
  show: (value, _, { writing }) => showNumber(value, writing),
  read: (text, { options }, { writing }) => readLocalNumber(text, writing) ?? options.emptyValue,
  draw: (props, _, initial) => (
    <input {...getTextAttributes(props)} {...getNumberAttributes(props)} type="text" defaultValue={initial} />
  ),
});

/** A number in the signs of the language; what is none as it is. */
export function showNumber(value: unknown, writing: Writing): string {
  return typeof value === 'number' ? showLocalNumber(value, writing) : showText(value);
}

/** The keyboard that fits: those of numbers alone have no minus sign on some phones. */
export function getNumberAttributes({ schema, options }: WidgetProps) {
  const lowest = schema.minimum ?? schema.exclusiveMinimum;
  const usual = schema.type === 'integer' ? 'numeric' : 'decimal';
  const isPositive = typeof lowest === 'number' && lowest >= 0;
  return {
    dir: 'ltr',
    inputMode: (options.inputMode as 'numeric' | undefined) ?? (isPositive ? usual : undefined),
  } as const;
}
