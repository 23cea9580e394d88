/**
 * Splits dates and times into the components that people type in separate fields, and joins them again. A form without
 * a script submits the components (`root[dob][day]`), which the server joins; with a script, the browser does. Neither
 * uses `Date`, which would accept invalid dates and depend on the time zone.
 */

export interface DateParts {
  year: string;
  month: string;
  day: string;
}

/**
 * Returns `YYYY-MM-DD` for a valid date, and `""` if all components are empty. Any other input becomes a text that the
 * validator rejects and that `splitDate` splits into the typed components again.
 */
export function joinDate({ year, month, day }: DateParts): string {
  if (year === '' && month === '' && day === '') return '';
  if (isRealDate(year, month, day)) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return [year, month, day].map((part) => part.replaceAll('%', '%25').replaceAll('-', '%2D')).join('-');
}

/** Returns whether a text is a valid date in the format of JSON Schema, `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  return isRealDate(year, month, day);
}

/**
 * Returns the components of a date without leading zeros, as people write them. A text that is not a result of
 * `joinDate` becomes the year as a whole, so that no input is lost.
 */
export function splitDate(text: string): DateParts {
  const [year = '', month = '', day = '', ...more] = text.split('-');
  if (more.length > 0 || (text !== '' && !text.includes('-'))) return { year: text, month: '', day: '' };
  if (isRealDate(year, month, day)) return { year, month: String(Number(month)), day: String(Number(day)) };
  const [typedYear = '', typedMonth = '', typedDay = ''] = [year, month, day].map((part) =>
    part.replaceAll('%2D', '-').replaceAll('%25', '%'),
  );
  return { year: typedYear, month: typedMonth, day: typedDay };
}

/**
 * Returns the components that are missing or wrong. If each component alone is right, the combination is wrong, and the
 * function returns all of them. The date must be invalid.
 */
export function findInvalidParts(parts: DateParts): (keyof DateParts)[] {
  const wrong = findWrongParts(parts);
  return wrong.length > 0 ? wrong : ['day', 'month', 'year'];
}

/** Returns the components that are missing or wrong on their own. Does not check whether the month has that day. */
export function findWrongParts({ year, month, day }: DateParts): (keyof DateParts)[] {
  const wrong: (keyof DateParts)[] = [];
  if (!isWithin(day, 31)) wrong.push('day');
  if (!isWithin(month, 12)) wrong.push('month');
  if (!/^\d{4}$/.test(year)) wrong.push('year');
  return wrong;
}

function isRealDate(year: string, month: string, day: string): boolean {
  if (!/^\d{4}$/.test(year) || !isWithin(month, 12)) return false;
  return isWithin(day, getDaysOfMonth(Number(year), Number(month)));
}

function isWithin(text: string, highest: number): boolean {
  return /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= highest;
}

/** Returns the number of days in a month, where 1 is January. */
export function getDaysOfMonth(year: number, month: number): number {
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return isLeapYear ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** A time, with or without a date: the local time that a person sees, and the full text of the previous value. */
export interface TimeParts {
  local: string;
  was: string;
}

interface Time {
  /** The date, followed by `T`; `""` for a time without a date. */
  date: string;
  minutes: string;
  seconds: string;
  zone: string;
}

const timePattern =
  /^(?:(\d{4})-(\d\d)-(\d\d)[T ])?((?:[01]\d|2[0-3]):[0-5]\d)(:[0-5]\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/i;

/** Returns the components of a time; null if the text is not a valid time. */
function parseTime(text: string): Time | null {
  const [whole, year, month = '', day = '', minutes = '', seconds = '', zone = ''] =
    timePattern.exec(text) ?? [];
  if (whole === undefined || (year && !isRealDate(year, month, day))) return null;
  return { date: year ? `${year}-${month}-${day}T` : '', minutes, seconds, zone };
}

/** Returns the local time of a text, without its zone. A text that is not a time is returned unchanged. */
export function getLocalTime(text: string): string {
  const time = parseTime(text);
  if (!time) return text;
  // Seconds of 0 are omitted. Inputs of browsers accept at most three decimals of a second.
  return time.date + time.minutes + (/[1-9]/.test(time.seconds) ? time.seconds.slice(0, 7) : '');
}

/**
 * Returns the text of a time after a person edited its `getLocalTime`. An unchanged time keeps its previous text with
 * all decimals of its seconds. The formats `time` and `date-time` require a zone. It is the previous zone, unless there
 * was none or it is the one that `getZone` returns for the previous time. In these cases `getZone` determines the zone
 * of the new time, because summer time may differ.
 */
export function joinTime(
  { local, was }: TimeParts,
  format: string | undefined,
  getZone: (local: string) => string,
): string {
  const shown = getLocalTime(was);
  if (local === shown) return was;
  const time = parseTime(local);
  if (!time || !format || !timeFormats.has(format)) return local;
  const zoneBefore = parseTime(was)?.zone ?? '';
  let zone = time.zone || zoneBefore;
  if (!time.zone && !format.startsWith('iso-') && (zone === '' || zone === getZone(shown))) {
    zone = getZone(local);
  }
  return time.date + time.minutes + (time.seconds || ':00') + zone;
}

const timeFormats = new Set(['time', 'date-time', 'iso-time', 'iso-date-time']);
