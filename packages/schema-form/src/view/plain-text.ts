import type { FormTexts } from '../context/form-context.ts';

/** Converts a value that does not fit its schema to text. */
export function toPlainText(value: unknown, texts: Pick<FormTexts, 'yes' | 'no'>, depth = 0): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  if (typeof value !== 'object') return String(value);
  if (depth > 8) return '…';
  const parts = Object.entries(value).map(([key, entry]) => {
    const text = toPlainText(entry, texts, depth + 1);
    return text === '' || Array.isArray(value) ? text : `${key}: ${text}`;
  });
  return parts.filter(Boolean).join(', ');
}
