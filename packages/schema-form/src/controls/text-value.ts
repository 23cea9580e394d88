import type { WidgetProps } from '@rjsf/utils';

export function showText(value: unknown): string {
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
}

/** The value that a typed text stands for: nothing is none. */
export function readText(text: string, { options }: WidgetProps): unknown {
  return text === '' ? options.emptyValue : text;
}
