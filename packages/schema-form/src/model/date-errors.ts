/** What is wrong with a date that was filled in part by part. */
import { type DateParts, findWrongParts, getDaysOfMonth, splitDate } from './date-parts.ts';
import { getUiOption, type UiSchema } from './json-schema.ts';
import type { Writing } from './writing.ts';

type DatePart = keyof DateParts;

/** The key of a text in `errors.json`, and the values in it. */
interface DateError {
  key: string;
  values: Record<string, string | number>;
}

const missing = { day: 'noDay', month: 'noMonth', year: 'noYear' } as const;
const wrong = { day: 'wrongDay', month: 'wrongMonth', year: 'wrongYear' } as const;

/** Months that end before the 31st. */
const shortMonths: ReadonlyMap<number, string> = new Map([
  [2, 'daysOfFebruary'],
  [4, 'daysOfApril'],
  [6, 'daysOfJune'],
  [9, 'daysOfSeptember'],
  [11, 'daysOfNovember'],
]);

/**
 * One error for each part that is missing or wrong, in the order of the parts, or the one that the month has no such
 * day. Empty for a text that has not the three parts of `joinDate`.
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

/** The order of the parts on a page: that of `ui:options.format`, as `MDY`, else that of the language. */
export function getDateOrder(uiSchema: UiSchema | undefined, writing: Writing): readonly DatePart[] {
  const format = getUiOption(uiSchema, 'format');
  if (typeof format !== 'string' || [...format].sort().join('') !== 'DMY') return writing.date;
  return [...format].flatMap((letter) => partsOfLetters[letter] ?? []);
}
