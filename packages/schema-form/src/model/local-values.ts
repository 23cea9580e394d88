import { parseReal } from './date-parts.ts';
import { getDateFormat, parseDate } from './local-date.ts';

/** Formats times, months, durations and numbers in a language. */

/** A moment in its own time zone, and the offset of that zone from UTC. */
export interface LocalTime {
  text: string;
  /** `UTC+04:00`; null if the text has no time zone. */
  zone: string | null;
}

const time = /(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(z|[+-]\d\d:?\d\d)?$/i;

/** Formats `2024-03-15T10:30:00+04:00`; null if the text is not a date and time. */
export function formatDateTime(text: string, locale: string): LocalTime | null {
  const [, day, clock = ''] = /^(\d{4}-\d\d-\d\d)[t ](.*)$/i.exec(text) ?? [];
  const date = day ? parseDate(day) : null;
  return date && formatClock(date, clock, locale, 'long');
}

/** Formats `10:30:00Z`; null if the text is not a time. */
export function formatTime(text: string, locale: string): LocalTime | null {
  return formatClock(new Date(0), text, locale, null);
}

function formatClock(day: Date, text: string, locale: string, dateStyle: 'long' | null): LocalTime | null {
  const match = time.exec(text);
  if (match?.index !== 0) return null;
  const [, hours, minutes, seconds = '00', offset] = match;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  day.setUTCHours(Number(hours), Number(minutes), Number(seconds));
  const timeStyle = seconds === '00' ? 'short' : 'medium';
  const format = getDateFormat(locale, `${dateStyle} ${timeStyle}`, {
    timeStyle,
    ...(dateStyle && { dateStyle }),
  });
  return { text: format.format(day), zone: offset ? toZone(offset) : null };
}

function toZone(offset: string): string {
  const [, sign = '', hours = '', minutes = ''] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? [];
  return Number(hours + minutes) === 0 ? 'UTC' : `UTC${sign === '-' ? '−' : '+'}${hours}:${minutes}`;
}

/** Formats `2024-03`; null if the text is not a month. */
export function formatMonth(text: string, locale: string): string | null {
  const date = /^\d{4}-\d\d$/.test(text) ? parseDate(`${text}-01`) : null;
  return date && getDateFormat(locale, 'month', { month: 'long', year: 'numeric' }).format(date);
}

/** The text for a week of a year, such as the 20th of 2024. */
export interface WeekTexts {
  weekOf(week: number, year: number): string;
}

/** Formats `2024-W20` with the text of the page; null if the text is not a week. */
export function formatWeek(text: string, { weekOf }: WeekTexts): string | null {
  const { year, week } = parseReal('week', text)?.parts ?? {};
  return year && week ? weekOf(Number(week), Number(year)) : null;
}

const units = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'];

/** Formats `P1Y2M` as "1 year, 2 months"; null if the text is not a duration. */
export function formatDuration(text: string, locale: string): string | null {
  const amount = String.raw`(?:(\d+(?:[.,]\d+)?)`;
  const pattern = `^P${amount}Y)?${amount}M)?${amount}W)?${amount}D)?(?:T${amount}H)?${amount}M)?${amount}S)?)?$`;
  const amounts = new RegExp(pattern).exec(text)?.slice(1);
  const parts = amounts?.flatMap((count, index) =>
    count === undefined ? [] : [formatUnit(Number(count.replace(',', '.')), units[index] ?? '', locale)],
  );
  if (!parts || parts.length === 0) return null;
  return new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(parts);
}

function formatUnit(count: number, unit: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

const numberFormats = new Map<string, Intl.NumberFormat>();

/** Formats a number with exactly the digits that it has. */
export function formatNumber(value: number, locale: string, useGrouping: boolean): string {
  const key = `${locale} ${useGrouping}`;
  const format =
    numberFormats.get(key) ?? new Intl.NumberFormat(locale, { maximumSignificantDigits: 21, useGrouping });
  numberFormats.set(key, format);
  return format.format(value);
}

/**
 * Formats a number that is kept as text because a JavaScript number can't hold all of its digits. Null if the
 * text is not a number.
 */
export function formatExactNumber(text: string, locale: string, useGrouping: boolean): string | null {
  const [, sign, whole = '', fraction] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (sign === undefined) return null;
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 20, useGrouping });
  const decimal = format.formatToParts(0.1).find(({ type }) => type === 'decimal')?.value ?? '.';
  const digits = [...(fraction ?? '')].map((digit) => format.format(Number(digit))).join('');
  // The whole part of `-0.5` has no sign of its own.
  const start = format.format(BigInt(whole));
  const minus = sign && (format.formatToParts(-1).find(({ type }) => type === 'minusSign')?.value ?? '-');
  return minus + start + (digits && decimal + digits);
}
