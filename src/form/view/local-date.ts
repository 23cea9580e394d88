/**
 * Dates and times in words. What is written is what is shown: nothing passes through the time zone
 * of the browser or of the server.
 */

/** `1990-03-15` in the long form of the language; null for what is no date. */
export function formatDate(text: string, locale: string): string | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const date = year ? createDate(Number(year), Number(month), Number(day)) : null;
  return date && getDateFormat(locale, 'date', { dateStyle: 'long' }).format(date);
}

/** The calendar day at midnight UTC; null where there is no such day. */
export function createDate(year: number, month: number, day: number): Date | null {
  const date = new Date(0);
  // Not `Date.UTC()`, which takes the years 0 to 99 for those of the last century.
  date.setUTCFullYear(year, month - 1, day);
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : null;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once a language and kind: making one takes longer than drawing the rest of the page. */
export function getDateFormat(
  locale: string,
  kind: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${locale} ${kind}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  formats.set(key, format);
  return format;
}
