import { expect, test } from 'vitest';
import { formatDate } from './local-date.ts';

const hijri = 'islamic-umalqura';

test.each([
  ['en-GB', null, '15 March 1990'],
  ['ar-AE-u-nu-latn', null, '15 مارس 1990'],
  ['ar-AE-u-nu-latn', hijri, '15 مارس 1990 (17 شعبان 1410 هـ)'],
  ['ar-AE-u-nu-arab', hijri, '١٥ مارس ١٩٩٠ (١٧ شعبان ١٤١٠ هـ)'],
  ['ur-PK-u-nu-latn', hijri, '15 مارچ، 1990 (17 شعبان، 1410 ہجری)'],
  ['hi-IN-u-nu-deva', null, '१५ मार्च १९९०'],
  ['es-ES', null, '15 de marzo de 1990'],
])('a date in %s with the second calendar %s is %s', (locale, secondCalendar, shown) => {
  expect(formatDate('1990-03-15', locale, secondCalendar)).toBe(shown);
});

test('a text that is no date stays a text', () => {
  expect(formatDate('1990-02-30', 'ar-AE', hijri)).toBeNull();
});
