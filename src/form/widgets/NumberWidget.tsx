import type { WidgetProps } from '@rjsf/utils';
import { readLocalNumber, showLocalNumber } from '../../../shared/local-number.ts';
import { useFormSurroundings } from '../form-texts.ts';
import { showText, useTextDraft } from './use-text-draft.ts';
import { getTextAttributes } from './widget-props.ts';

/** A number, as people type it: it stays the text that was typed until it is one. */
export function NumberWidget(props: WidgetProps) {
  const { locale } = useFormSurroundings();
  const { field } = useTextDraft<HTMLInputElement>(props, {
    read: (text) => readLocalNumber(text, locale) ?? props.options.emptyValue,
    show: (value) => showNumber(value, locale),
  });
  return <input {...getTextAttributes(props)} {...field} {...getNumberAttributes(props)} type="text" />;
}

/** A number in the signs of the language; what is none as it is. */
export function showNumber(value: unknown, locale: string): string {
  return typeof value === 'number' ? showLocalNumber(value, locale) : showText(value);
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
