/**
 * Dates in words. What is written is what is shown: nothing passes through the time zone of the
 * browser or of the server.
 */

/** `1990-03-15` in the long form of the language; null for what is no date. */
export function formatDate(text: string, locale: string): string | null {
  const date = /^\d{4}-\d\d-\d\d$/.test(text) && parseDate(text);
  return date ? getDateFormat(locale, 'date', { dateStyle: 'long' }).format(date) : null;
}

/** The day that is written `2024-02-29`, at midnight UTC; null where there is no such day. */
export function parseDate(text: string): Date | null {
  const date = new Date(`${text}T00:00Z`);
  // The 30th of February is taken for a day in March; there was no year 0.
  const isReal = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  return isReal && !text.startsWith('0000') ? date : null;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once a language and kind: making one takes longer than drawing the rest of the page. */
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
