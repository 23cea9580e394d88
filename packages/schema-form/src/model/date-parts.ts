/**
 * Dates and times that are filled in piece by piece: a form without script posts the pieces
 * (`root[dob][day]`), and both sides make the value's text of them. No `Date` is ever in between.
 */

export interface DateParts {
  year: string;
  month: string;
  day: string;
}

/**
 * `YYYY-MM-DD` of a date that there is. Of anything else the parts as they were typed, in a text
 * that is no date, for the rules to refuse, and that `splitDate` takes apart again; `""` of nothing.
 */
export function joinDate({ year, month, day }: DateParts): string {
  if (year === '' && month === '' && day === '') return '';
  if (isRealDate(year, month, day)) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return [year, month, day].map((part) => part.replaceAll('%', '%25').replaceAll('-', '%2D')).join('-');
}

/** Whether a text is a date that there is, as JSON Schema writes it: `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  return isRealDate(year, month, day);
}

/** The parts of a date's text, as people write them; a text that has no parts is all year. */
export function splitDate(text: string): DateParts {
  const [year = '', month = '', day = '', ...more] = text.split('-');
  if (more.length > 0 || (text !== '' && !text.includes('-'))) return { year: text, month: '', day: '' };
  if (isRealDate(year, month, day)) return { year, month: String(Number(month)), day: String(Number(day)) };
  const [typedYear = '', typedMonth = '', typedDay = ''] = [year, month, day].map((part) =>
    part.replaceAll('%2D', '-').replaceAll('%25', '%'),
  );
  return { year: typedYear, month: typedMonth, day: typedDay };
}

/** The parts that are missing or can't be; all of them where only the whole can't be. */
export function findInvalidParts(parts: DateParts): (keyof DateParts)[] {
  const faulty = findWrongParts(parts);
  return faulty.length > 0 ? faulty : ['day', 'month', 'year'];
}

/** The parts that are missing or wrong by themselves; none where only the month has no such day. */
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

/** How many days a month of a year has; 1 is January. */
export function getDaysOfMonth(year: number, month: number): number {
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return isLeapYear ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** A time, with or without a date, as a person sees it; and the whole text that it was before. */
export interface TimeParts {
  local: string;
  was: string;
}

interface Time {
  /** With the `T` behind it; `""` in a time alone. */
  date: string;
  minutes: string;
  seconds: string;
  zone: string;
}

const timePattern =
  /^(?:(\d{4})-(\d\d)-(\d\d)[T ])?((?:[01]\d|2[0-3]):[0-5]\d)(:[0-5]\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/i;

/** The pieces of a time's text; null when there is no such time. */
function parseTime(text: string): Time | null {
  const [whole, year, month = '', day = '', minutes = '', seconds = '', zone = ''] =
    timePattern.exec(text) ?? [];
  if (whole === undefined || (year && !isRealDate(year, month, day))) return null;
  return { date: year ? `${year}-${month}-${day}T` : '', minutes, seconds, zone };
}

/** What is shown of a time's text: what a clock at that place shows; a text that is no time as it is. */
export function getLocalTime(text: string): string {
  const time = parseTime(text);
  if (!time) return text;
  // Whole minutes stay short; of more, browsers show thousandths of a second at most.
  return time.date + time.minutes + (/[1-9]/.test(time.seconds) ? time.seconds.slice(0, 7) : '');
}

/**
 * The text of a time that was shown as `getLocalTime` shows it. What was not changed stays what it
 * was, to the fraction of a second. `time` and `date-time` must have a zone: the one that the text
 * had, or what `getZone` says of a local time where there was none, or that very one.
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
