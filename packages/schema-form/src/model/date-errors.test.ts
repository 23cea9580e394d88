import { describe, expect, test } from 'vitest';
import { findDateErrors } from './date-errors.ts';
import { joinParts } from './date-parts.ts';
import { type DateShape, getPartOrder } from './date-shapes.ts';

const order = ['day', 'month', 'year'] as const;
const find = (year: string, month: string, day: string) =>
  findDateErrors('date', joinParts('date', { year, month, day }), order).map(({ key }) => key);

describe('the errors of a date in separate fields', () => {
  test.each([
    ['a month after December', '1990', '13', '1', ['wrongMonth']],
    ['a day after the 31st', '1990', '1', '32', ['wrongDay']],
    ['a year of two digits', '90', '1', '1', ['wrongYear']],
    ['no year', '', '1', '1', ['noYear']],
    ['only a year', '1990', '', '', ['noDay', 'noMonth']],
    ['a word for a month', '1990', 'May', '1', ['wrongMonth']],
    ['a part with a dash', '1990', '5-6', '1', ['wrongMonth']],
    ['no correct part', 'x', 'x', '', ['noDay', 'wrongMonth', 'wrongYear']],
    ['the 31st of April', '1990', '4', '31', ['daysOfApril']],
    ['the 31st of September', '1990', '9', '31', ['daysOfSeptember']],
    ['a valid date', '1990', '4', '30', []],
    ['no input', '', '', '', []],
  ])('%s', (_, year, month, day, keys) => {
    expect(find(year, month, day)).toEqual(keys);
  });

  test('contain the number of days that February has in that year', () => {
    expect(findDateErrors('date', '2023-2-29', order)).toEqual([
      { key: 'daysOfFebruary', values: { year: '2023', days: 28 } },
    ]);
    expect(findDateErrors('date', '2024-2-30', order)).toEqual([
      { key: 'daysOfFebruary', values: { year: '2024', days: 29 } },
    ]);
  });

  test.each(['15/03/1990', '1990', 'a-b', 'a-b-c-d', '-'.repeat(1_000_000)])(
    'are empty for a text that does not have three parts',
    (text) => {
      expect(findDateErrors('date', text, order)).toEqual([]);
    },
  );
});

test.each([
  ['MDY', ['month', 'day', 'year']],
  ['YMD', ['year', 'month', 'day']],
  ['MD', order],
  ['MMM', order],
  [7, order],
])('the order of the parts for the format %s', (format, expected) => {
  const writing = { decimal: '.', group: ',', date: order };
  expect(getPartOrder('date', { 'ui:options': { format } }, writing)).toEqual(expected);
});

test.each<[DateShape, string[]]>([
  ['month', ['month', 'year']],
  ['week', ['week', 'year']],
  ['time', ['hour', 'minute', 'second']],
  ['date-time', ['day', 'month', 'year', 'hour', 'minute', 'second']],
])('the order of the parts of a %s', (shape, expected) => {
  expect(getPartOrder(shape, {}, { decimal: '.', group: ',', date: order })).toEqual(expected);
});

test.each<[DateShape, string, string[]]>([
  ['month', '-13', ['wrongMonth', 'noYear']],
  ['week', '2024-W', ['noWeek']],
  ['week', '2024-W54', ['wrongWeek']],
  ['week', '2024-W53', ['weeksOfYear']],
  ['week', '2020-W53', []],
  ['time', '24:', ['wrongHour', 'noMinute']],
  ['time', '7:60:60', ['wrongMinute', 'wrongSecond']],
  ['time', '14:30:00Z', []],
  ['time', '-'.repeat(1_000_000), []],
  ['date-time', '2024-2-30T7:30', ['daysOfFebruary']],
  ['date-time', '--T7:30', ['noDay', 'noMonth', 'noYear']],
  ['date-time', '2024-3-5T:', ['noHour', 'noMinute']],
])('the errors of a %s', (shape, text, keys) => {
  const parts = getPartOrder(shape, {}, { decimal: '.', group: ',', date: order });
  expect(findDateErrors(shape, text, parts).map(({ key }) => key)).toEqual(keys);
});
