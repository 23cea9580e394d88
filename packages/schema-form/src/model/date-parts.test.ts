import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInvalidParts, getLocalTime, joinDate, joinTime, splitDate } from './date-parts.ts';

const inZone = (zone: string) => () => zone;

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

  it('keeps any input', () => {
    const part = fc.oneof(
      fc.string({ unit: fc.constantFrom('-', '%', '2', 'D', '5', '0'), maxLength: 4 }),
      fc.string(),
    );
    fc.assert(
      fc.property(part, part, part, (year, month, day) => {
        const text = joinDate({ year, month, day });
        const again = splitDate(text);
        expect(joinDate(again)).toBe(text);
        if (!/^\d{4}-\d\d-\d\d$/.test(text)) expect(again).toEqual({ year, month, day });
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

  it('reports which components are invalid', () => {
    expect(findInvalidParts({ year: '1990', month: '13', day: '5' })).toEqual(['month']);
    expect(findInvalidParts({ year: '90', month: '', day: '5' })).toEqual(['month', 'year']);
    expect(findInvalidParts({ year: '1990', month: '2', day: '31' })).toEqual(['day', 'month', 'year']);
  });
});

describe('a local time', () => {
  it.each([
    ['14:30:00Z', '14:30'],
    ['14:30:15.1234+04:00', '14:30:15.123'],
    ['2024-03-15T14:30:00+04:00', '2024-03-15T14:30'],
    ['2024-03-15 14:30:01Z', '2024-03-15T14:30:01'],
    ['14:30', '14:30'],
    ['', ''],
  ])('%s is shown as %s', (text, local) => {
    expect(getLocalTime(text)).toBe(local);
  });

  it.each(['soon', '25:00', '2024-02-30T10:00:00Z', '14:60'])(
    '%s is not a time and stays unchanged',
    (text) => {
      expect(getLocalTime(text)).toBe(text);
    },
  );

  it.each(['14:30:15.123456+04:00', '2024-03-15T14:30:00Z', 'soon', ''])(
    'an unchanged time stays %s',
    (was) => {
      expect(joinTime({ local: getLocalTime(was), was }, 'date-time', inZone('+01:00'))).toBe(was);
    },
  );

  it.each([
    ['time', '14:30', '', '14:30:00+04:00'],
    ['time', '14:30', '08:00:00Z', '14:30:00Z'],
    ['date-time', '2024-03-15T14:30', '', '2024-03-15T14:30:00+04:00'],
    ['date-time', '2024-03-15T14:30', '2024-03-15T09:00:00-05:00', '2024-03-15T14:30:00-05:00'],
    ['iso-time', '14:30', '', '14:30:00'],
    ['iso-date-time', '2024-03-15T14:30:05', '', '2024-03-15T14:30:05'],
    [undefined, '14:30', '', '14:30'],
  ])('for the format %s, %s after "%s" becomes %s', (format, local, was, text) => {
    expect(joinTime({ local, was }, format, inZone('+04:00'))).toBe(text);
  });

  it('a zone is adjusted to summer time', () => {
    const getZone = (local: string) => (local.startsWith('2024-07') ? '+02:00' : '+01:00');
    const parts = { local: '2024-07-15T09:00', was: '2024-01-15T09:00:00+01:00' };
    expect(joinTime(parts, 'date-time', getZone)).toBe('2024-07-15T09:00:00+02:00');
  });

  it('returns input that is not a time unchanged', () => {
    expect(joinTime({ local: 'noon', was: '' }, 'time', inZone('Z'))).toBe('noon');
    expect(joinTime({ local: '', was: '14:30:00Z' }, 'time', inZone('Z'))).toBe('');
  });
});
