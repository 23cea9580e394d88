/** Finds the errors of a date or time that was typed in separate fields. */
import { findImpossiblePart, findWrongParts, parseJoined } from './date-parts.ts';
import type { DatePart, DateShape } from './date-shapes.ts';

/** The key of a text in `errors.json`, and the values that it contains. */
interface DateError {
  key: string;
  values: Record<string, string | number>;
}

const missing: Partial<Record<DatePart, string>> = {
  year: 'noYear',
  month: 'noMonth',
  week: 'noWeek',
  day: 'noDay',
  hour: 'noHour',
  minute: 'noMinute',
};
const wrong: Record<DatePart, string> = {
  year: 'wrongYear',
  month: 'wrongMonth',
  week: 'wrongWeek',
  day: 'wrongDay',
  hour: 'wrongHour',
  minute: 'wrongMinute',
  second: 'wrongSecond',
};

/** The key of the text for each month with fewer than 31 days. */
const shortMonths: ReadonlyMap<number, string> = new Map([
  [2, 'daysOfFebruary'],
  [4, 'daysOfApril'],
  [6, 'daysOfJune'],
  [9, 'daysOfSeptember'],
  [11, 'daysOfNovember'],
]);

/**
 * Returns one error for each part that is missing or wrong, in the given order. If each part alone is right, returns the
 * error that the month has fewer days, or the year fewer weeks. Returns an empty list for a text that is not a result of
 * `joinParts`.
 */
export function findDateErrors(shape: DateShape, text: string, order: readonly DatePart[]): DateError[] {
  const parts = parseJoined(shape, text);
  if (!parts) return [];
  const found = findWrongParts(shape, parts);
  if (found.length > 0) {
    return order
      .filter((part) => found.includes(part))
      .map((part) => ({ key: (!parts[part] && missing[part]) || wrong[part], values: {} }));
  }
  const excess = findImpossiblePart(parts);
  if (!excess) return [];
  const { part, highest } = excess;
  const { year = '' } = parts;
  if (part === 'week') return [{ key: 'weeksOfYear', values: { year, weeks: highest } }];
  const key = shortMonths.get(Number(parts.month));
  return key === undefined ? [] : [{ key, values: { year, days: highest } }];
}
