import type { WidgetProps } from '@rjsf/utils';
import { useFormSurroundings } from '../form-texts.ts';
import { readLocalNumber, showLocalNumber } from './local-number.ts';
import { useTextDraft } from './use-text-draft.ts';
import { getTextAttributes } from './widget-props.ts';

/** A number, as people type it: it stays the text that was typed until it is one. */
export function NumberWidget(props: WidgetProps) {
  const { locale } = useFormSurroundings();
  const { field } = useTextDraft<HTMLInputElement>(props, {
    read: (text) => readLocalNumber(text, locale) ?? props.options.emptyValue,
    show: (value) => showLocalNumber(value, locale),
  });
  return <input {...getTextAttributes(props)} {...field} {...getNumberAttributes(props)} type="text" />;
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
