/** Formats dates. The written date is shown: no time zone of the browser or the server changes it. */
import { isReal } from './date-parts.ts';

/**
 * Formats `1990-03-15` in the long form of the language, followed by the date in another calendar if there is one;
 * null if the text is not a date.
 */
export function formatDate(text: string, locale: string, secondCalendar?: string | null): string | null {
  const date = parseDate(text);
  if (!date) return null;
  const format = (calendar: string) =>
    getDateFormat(locale, `date ${calendar}`, { dateStyle: 'long', calendar }).format(date);
  return secondCalendar ? `${format('gregory')} (${format(secondCalendar)})` : format('gregory');
}

/** Returns midnight UTC of a day such as `2024-02-29`; null if there is no such day. */
export function parseDate(text: string): Date | null {
  // There was no year 0.
  return isReal('date', text) && !text.startsWith('0000') ? new Date(`${text}T00:00Z`) : null;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Returns a cached date format, because creating one takes longer than rendering the rest of the page. */
export function getDateFormat(
  locale: string,
  kind: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = locale + kind;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  formats.set(key, format);
  return format;
}
