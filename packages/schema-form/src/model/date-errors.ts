/** Finds the errors of a date that was typed in separate fields for day, month and year. */
import { type DateParts, findWrongParts, getDaysOfMonth, splitDate } from './date-parts.ts';
import { getUiOption, type UiSchema } from './json-schema.ts';
import type { Writing } from './writing.ts';

type DatePart = keyof DateParts;

/** The key of a text in `errors.json`, and the values that it contains. */
interface DateError {
  key: string;
  values: Record<string, string | number>;
}

const missing = { day: 'noDay', month: 'noMonth', year: 'noYear' } as const;
const wrong = { day: 'wrongDay', month: 'wrongMonth', year: 'wrongYear' } as const;

/** The key of the text for each month with fewer than 31 days. */
const shortMonths: ReadonlyMap<number, string> = new Map([
  [2, 'daysOfFebruary'],
  [4, 'daysOfApril'],
  [6, 'daysOfJune'],
  [9, 'daysOfSeptember'],
  [11, 'daysOfNovember'],
]);

/**
 * Returns one error for each component that is missing or wrong, in the given order. If each component alone is right,
 * returns the error that the month has fewer days. Returns an empty list for a text that is not a result of `joinDate`
 * with three components.
 */
export function findDateErrors(text: string, order: readonly DatePart[]): DateError[] {
  if (text.split('-', 4).length !== 3) return [];
  const parts = splitDate(text);
  const found = findWrongParts(parts);
  if (found.length > 0) {
    return order
      .filter((part) => found.includes(part))
      .map((part) => ({ key: parts[part] === '' ? missing[part] : wrong[part], values: {} }));
  }
  const [year, month, day] = [parts.year, parts.month, parts.day].map(Number) as [number, number, number];
  const days = getDaysOfMonth(year, month);
  const key = shortMonths.get(month);
  return key !== undefined && day > days ? [{ key, values: { year: parts.year, days } }] : [];
}

const partsOfLetters: Readonly<Record<string, DatePart>> = { Y: 'year', M: 'month', D: 'day' };

/** Returns the order of the components on a page: that of `ui:options.format` (`MDY`), or else that of the language. */
export function getDateOrder(uiSchema: UiSchema | undefined, writing: Writing): readonly DatePart[] {
  const format = getUiOption(uiSchema, 'format');
  if (typeof format !== 'string' || [...format].sort().join('') !== 'DMY') return writing.date;
  return [...format].flatMap((letter) => partsOfLetters[letter] ?? []);
}
