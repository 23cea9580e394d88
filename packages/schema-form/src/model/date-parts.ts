/**
 * Splits dates and times into the parts that people type in separate fields, and joins them again. A form without a
 * script submits the parts (`root[dob][day]`), which the server joins; with a script, the browser does. Neither uses
 * `Date`, which would accept invalid dates and depend on the time zone.
 */
import { type DatePart, type DateShape, getParts } from './date-shapes.ts';

/** The typed texts by part. The second may be absent. */
export type DateParts = Partial<Record<DatePart, string>>;

const separators: Record<DatePart, string> = {
  year: '',
  month: '-',
  week: '-W',
  day: '-',
  hour: 'T',
  minute: ':',
  second: ':',
};

/** The signs of each shape, which a typed part must not contain in a joined text. */
const signs: Record<DateShape, string> = {
  month: '-',
  week: '-W',
  date: '-',
  time: '\\-:+.Z',
  'date-time': '\\-:+.ZT ',
};

/**
 * Returns the text of a real date or time, such as `2024-03-15T14:30`, and `""` if all parts are empty. Any other input
 * becomes a text that the validator rejects and that `splitParts` splits into the typed parts again.
 */
export function joinParts(shape: DateShape, parts: DateParts): string {
  const names = getParts(shape).filter((part) => part !== 'second' || parts.second);
  if (names.every((part) => !parts[part])) return '';
  const isWritten = areReal(shape, parts);
  const special = new RegExp(`[${signs[shape]}%]`, 'gi');
  const write = (part: DatePart) => {
    const typed = parts[part] ?? '';
    if (isWritten) return part === 'year' ? typed : typed.padStart(2, '0');
    return typed.replaceAll(special, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  };
  return names.map((part, index) => (index === 0 ? '' : separators[part]) + write(part)).join('');
}

/**
 * Returns the parts of a text as people write them: `5` for a day, but `07` for an hour. A second of 0 is absent. A text
 * that is not a result of `joinParts` becomes the first part as a whole, so that no input is lost.
 */
export function splitParts(shape: DateShape, text: string): DateParts {
  const typed = parseReal(shape, text)?.parts ?? parseJoined(shape, text);
  if (typed) return typed;
  const [first, ...others] = getParts(shape).filter((part) => part !== 'second');
  return Object.fromEntries([[first, text], ...others.map((part) => [part, ''])]);
}

/** Splits a result of `joinParts` that is not real; null for any other text. */
export function parseJoined(shape: DateShape, text: string): DateParts | null {
  const names = getParts(shape);
  const groups = names.map((part, index) => {
    const group = `${index === 0 ? '' : separators[part]}([^${signs[shape]}]*)`;
    return part === 'second' ? `(?:${group})?` : group;
  });
  const found = new RegExp(`^${groups.join('')}$`, 'i').exec(text);
  if (!found) return null;
  const entries = names.map((part, index) => [part, found[index + 1]] as const);
  const given = entries.filter(([part, typed]) => part !== 'second' || typed);
  return Object.fromEntries(given.map(([part, typed = '']) => [part, decode(typed)]));
}

function decode(typed: string): string {
  return typed.replaceAll(/%([\dA-F]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** A parsed date or time. */
export interface RealText {
  parts: DateParts;
  /** The seconds with their fraction, such as `:15.25`; `""` without seconds. */
  seconds: string;
  /** The time zone, such as `+04:00`; `""` without one. */
  zone: string;
}

const datePattern = String.raw`(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)`;
const timePattern = String.raw`(?<hour>\d\d):(?<minute>\d\d)(?<seconds>:[0-5]\d(?:\.\d+)?)?(?<zone>Z|[+-]\d\d:?\d\d)?`;
const patterns: Record<DateShape, RegExp> = {
  month: /^(?<year>\d{4})-(?<month>\d\d)$/,
  week: /^(?<year>\d{4})-W(?<week>\d\d)$/,
  date: new RegExp(`^${datePattern}$`),
  time: new RegExp(`^${timePattern}$`, 'i'),
  'date-time': new RegExp(`^${datePattern}[T ]${timePattern}$`, 'i'),
};

/** The parts that people write without leading zeros. */
const unpadded: ReadonlySet<DatePart> = new Set(['month', 'week', 'day']);

/** Parses a real date or time in the notation of ISO 8601; null for any other text. */
export function parseReal(shape: DateShape, text: string): RealText | null {
  const groups = patterns[shape].exec(text)?.groups;
  if (!groups) return null;
  const { seconds = '', zone = '' } = groups;
  const parts: DateParts = {};
  for (const part of getParts(shape)) {
    const written = groups[part] ?? '';
    if (part === 'second') {
      if (/[1-9]/.test(seconds)) parts.second = seconds.slice(1, 3);
    } else parts[part] = unpadded.has(part) ? String(Number(written)) : written;
  }
  return areReal(shape, parts) ? { parts, seconds, zone } : null;
}

/** Returns whether a text is a real date or time of this shape. */
export function isReal(shape: DateShape, text: string): boolean {
  return parseReal(shape, text) !== null;
}

function areReal(shape: DateShape, parts: DateParts): boolean {
  return findWrongParts(shape, parts).length === 0 && findImpossiblePart(parts) === null;
}

/** The lowest and highest number of each part. */
const ranges: Record<Exclude<DatePart, 'year'>, readonly [number, number]> = {
  month: [1, 12],
  week: [1, 53],
  day: [1, 31],
  hour: [0, 23],
  minute: [0, 59],
  second: [0, 59],
};

/** Returns the parts that are missing or wrong on their own, in the order of ISO 8601. */
export function findWrongParts(shape: DateShape, parts: DateParts): DatePart[] {
  return getParts(shape).filter((part) => {
    const typed = parts[part] ?? '';
    if (part === 'year') return !/^\d{4}$/.test(typed);
    if (part === 'second' && typed === '') return false;
    const [first, last] = ranges[part];
    return !/^\d{1,2}$/.test(typed) || Number(typed) < first || Number(typed) > last;
  });
}

/**
 * Returns the parts that are missing or wrong. If each part alone is right, their combination is wrong, and the function
 * returns those that belong together. The text must not be real.
 */
export function findInvalidParts(shape: DateShape, parts: DateParts): readonly DatePart[] {
  const wrong = findWrongParts(shape, parts);
  return wrong.length > 0 ? wrong : getParts(shape === 'date-time' ? 'date' : shape);
}

/**
 * Returns the part that is higher than its month or year allows, and its highest number there; null if there is none.
 * Each part must be right on its own.
 */
export function findImpossiblePart(parts: DateParts): { part: 'day' | 'week'; highest: number } | null {
  const year = Number(parts.year);
  if (parts.day !== undefined) {
    const highest = getDaysOfMonth(year, Number(parts.month));
    return Number(parts.day) > highest ? { part: 'day', highest } : null;
  }
  if (parts.week === undefined) return null;
  const highest = getWeeksOfYear(year);
  return Number(parts.week) > highest ? { part: 'week', highest } : null;
}

/** Returns the number of days in a month, where 1 is January. */
function getDaysOfMonth(year: number, month: number): number {
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return isLeapYear ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Returns the number of weeks in a year of ISO 8601: 53 if it ends on a Thursday, or the year before on a Wednesday. */
function getWeeksOfYear(year: number): number {
  const getLastDay = (one: number) =>
    (one + Math.floor(one / 4) - Math.floor(one / 100) + Math.floor(one / 400)) % 7;
  return getLastDay(year) === 4 || getLastDay(year - 1) === 3 ? 53 : 52;
}
