import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DateParts, findInvalidParts, isReal, joinParts, splitParts } from './date-parts.ts';
import type { DateShape } from './date-shapes.ts';
import { joinTime } from './join-time.ts';

const inZone = (zone: string) => () => zone;
const joinDate = (parts: DateParts) => joinParts('date', parts);
const splitDate = (text: string) => splitParts('date', text);

describe('a date in separate fields', () => {
  it.each([
    [{ year: '1990', month: '3', day: '5' }, '1990-03-05'],
    [{ year: '2024', month: '02', day: '29' }, '2024-02-29'],
    [{ year: '', month: '', day: '' }, ''],
  ])('%j is %s', (parts, text) => {
    expect(joinDate(parts)).toBe(text);
  });

  it.each([
    [{ year: '1990', month: '2', day: '31' }, '1990-2-31'],
    [{ year: '2023', month: '2', day: '29' }, '2023-2-29'],
    [{ year: '1900', month: '2', day: '29' }, '1900-2-29'],
    [{ year: '', month: '', day: '5' }, '--5'],
    [{ year: '90', month: '3', day: '5' }, '90-3-5'],
    [{ year: '1990', month: 'March', day: '5' }, '1990-March-5'],
  ])('%j is not a date and is split into the same components again', (parts, text) => {
    expect(joinDate(parts)).toBe(text);
    expect(splitDate(text)).toEqual(parts);
  });

  it('is split into components without leading zeros', () => {
    expect(splitDate('1990-03-05')).toEqual({ year: '1990', month: '3', day: '5' });
    expect(splitDate('')).toEqual({ year: '', month: '', day: '' });
  });

  it('shows a text that is not a date as the year', () => {
    for (const text of ['soon', '1990-03-05T10:00-04:00']) {
      expect(splitDate(text)).toEqual({ year: text, month: '', day: '' });
    }
  });

  it.each<[DateShape, (keyof DateParts)[]]>([
    ['date', ['year', 'month', 'day']],
    ['month', ['year', 'month']],
    ['week', ['year', 'week']],
    ['time', ['hour', 'minute']],
    ['date-time', ['year', 'month', 'day', 'hour', 'minute']],
  ])('keeps any input of a %s', (shape, names) => {
    const signs = ['-', '%', '2', 'D', '5', '0', 'W', 'w', 'T', ':', '.', '+', 'Z', ' '];
    const part = fc.oneof(fc.string({ unit: fc.constantFrom(...signs), maxLength: 4 }), fc.string());
    fc.assert(
      fc.property(fc.tuple(...names.map(() => part)), (typed) => {
        const parts = Object.fromEntries(names.map((name, index) => [name, typed[index] ?? '']));
        const text = joinParts(shape, parts);
        const again = splitParts(shape, text);
        expect(joinParts(shape, again)).toBe(text);
        const hasNumbers = typed.every((one) => /^\d+$/.test(one));
        if (!hasNumbers) expect(again).toEqual(parts);
      }),
    );
  });

  it('is valid exactly if the calendar contains it', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          const text = date.toISOString().slice(0, 10);
          const next = new Date(Date.parse(text) + 86_400_000).toISOString().slice(0, 10);
          expect(joinDate(splitDate(text))).toBe(text);
          const [year = '', month = '', day = ''] = text.split('-');
          const isInMonth = next.startsWith(`${year}-${month}`);
          expect(joinDate({ year, month, day: String(Number(day) + 1) }) === next).toBe(isInMonth);
        },
      ),
    );
  });

  it('reports which parts are invalid', () => {
    const find = (parts: DateParts) => findInvalidParts('date', parts);
    expect(find({ year: '1990', month: '13', day: '5' })).toEqual(['month']);
    expect(find({ year: '90', month: '', day: '5' })).toEqual(['year', 'month']);
    expect(find({ year: '1990', month: '2', day: '31' })).toEqual(['year', 'month', 'day']);
  });
});

describe('a month, a week and a time in separate fields', () => {
  it.each<[DateShape, DateParts, string]>([
    ['month', { year: '2024', month: '3' }, '2024-03'],
    ['week', { year: '2024', week: '5' }, '2024-W05'],
    ['week', { year: '2020', week: '53' }, '2020-W53'],
    ['time', { hour: '07', minute: '30' }, '07:30'],
    ['time', { hour: '14', minute: '05', second: '09' }, '14:05:09'],
    ['date-time', { year: '2024', month: '3', day: '5', hour: '07', minute: '30' }, '2024-03-05T07:30'],
  ])('as a %s, %j is %s', (shape, parts, text) => {
    expect(joinParts(shape, parts)).toBe(text);
    expect(splitParts(shape, text)).toEqual(parts);
  });

  it.each<[DateShape, DateParts, string]>([
    ['month', { year: '2024', month: '13' }, '2024-13'],
    ['week', { year: '2024', week: '53' }, '2024-W53'],
    ['week', { year: '', week: 'W5' }, '-W%575'],
    ['time', { hour: '24', minute: '00' }, '24:00'],
    ['time', { hour: '7', minute: '30Z' }, '7:30%5A'],
    ['time', { hour: '7', minute: '', second: 'x' }, '7::x'],
    ['date-time', { year: '2024', month: '2', day: '30', hour: '7', minute: '' }, '2024-2-30T7:'],
  ])('as a %s, %j is not real and comes back', (shape, parts, text) => {
    expect(joinParts(shape, parts)).toBe(text);
    expect(splitParts(shape, text)).toEqual(parts);
  });

  it.each<[DateShape, string, DateParts]>([
    ['time', '14:30:00Z', { hour: '14', minute: '30' }],
    ['time', '14:30:15.1234+04:00', { hour: '14', minute: '30', second: '15' }],
    ['time', '14:30:00.5Z', { hour: '14', minute: '30', second: '00' }],
    [
      'date-time',
      '2024-03-15 14:30:01z',
      { year: '2024', month: '3', day: '15', hour: '14', minute: '30', second: '01' },
    ],
    ['time', '25:00:00Z', { hour: '25:00:00Z', minute: '' }],
    ['month', 'soon', { year: 'soon', month: '' }],
  ])('a %s of %s has the parts %j', (shape, text, parts) => {
    expect(splitParts(shape, text)).toEqual(parts);
  });

  it('the last week of a year is that of the calendar', () => {
    const years = Array.from({ length: 36 }, (_, index) => 1998 + index);
    expect(years.filter((year) => isReal('week', `${year}-W53`))).toEqual([
      1998, 2004, 2009, 2015, 2020, 2026, 2032,
    ]);
  });
});

describe('an edited time', () => {
  const join = (
    format: string | undefined,
    typed: string,
    was: string,
    getZone: (local: string) => string = inZone('+04:00'),
    shape: DateShape = typed.includes('T') || was.includes('T') ? 'date-time' : 'time',
  ) => joinTime({ shape, parts: splitParts(shape, typed), was, format }, getZone);

  it.each(['14:30:15.123456+04:00', '2024-03-15T14:30:00Z', 'soon', ''])(
    'stays %s if it is unchanged',
    (was) => {
      const shape = was.includes('T') ? 'date-time' : 'time';
      expect(join('date-time', joinParts(shape, splitParts(shape, was)), was, inZone('+01:00'), shape)).toBe(
        was,
      );
    },
  );

  it.each([
    ['time', '14:30', '', '14:30:00+04:00'],
    ['time', '14:30', '08:00:00Z', '14:30:00Z'],
    ['time', '14:30:15', '08:00:15.25Z', '14:30:15.25Z'],
    ['time', '14:30:16', '08:00:15.25Z', '14:30:16Z'],
    ['date-time', '2024-03-15T14:30', '', '2024-03-15T14:30:00+04:00'],
    ['date-time', '2024-03-15T14:30', '2024-03-15T09:00:00-05:00', '2024-03-15T14:30:00-05:00'],
    ['iso-time', '14:30', '', '14:30:00'],
    ['iso-date-time', '2024-03-15T14:30:05', '', '2024-03-15T14:30:05'],
    [undefined, '14:30', '', '14:30'],
    [undefined, '14:30', '08:00:00+03:00', '14:30:00+03:00'],
  ])('of the format %s, %s after "%s" becomes %s', (format, typed, was, text) => {
    expect(join(format, typed, was)).toBe(text);
  });

  it('has the zone of summer time', () => {
    const getZone = (local: string) => (local.startsWith('2024-07') ? '+02:00' : '+01:00');
    const text = join('date-time', '2024-07-15T09:00', '2024-01-15T09:00:00+01:00', getZone);
    expect(text).toBe('2024-07-15T09:00:00+02:00');
  });

  it('stays as it was typed if it is not real', () => {
    expect(join('time', 'noon', '')).toBe('noon:');
    expect(join('time', '', '14:30:00Z')).toBe('');
  });
});
