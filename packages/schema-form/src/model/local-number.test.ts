import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNumberReader, readLocalNumber, showLocalNumber } from './local-number.ts';
import { getWriting } from './writing.ts';

describe('a typed number', () => {
  it.each([
    ['en-GB', '1.5', 1.5],
    ['en-GB', '1,234.5', 1234.5],
    ['en-GB', ' -1,234 ', -1234],
    ['en-GB', '−5', -5],
    ['en-IN', '1,23,45,678', 12_345_678],
    ['de-DE', '1,5', 1.5],
    ['de-DE', '1.234,5', 1234.5],
    ['de-DE', '1.5', 1.5],
    ['fr-FR', '1\u202f234,5', 1234.5],
    ['ar-AE', '١٬٢٣٤٫٥', 1234.5],
    ['ar-AE', '١٢٫٥', 12.5],
    ['en-GB', '١٢٫٥', 12.5],
    ['fa-IR', '۱۲٫۵', 12.5],
    ['en-GB', '1e3', 1000],
  ])('in %s, %s is %d', (locale, typed, number) => {
    expect(readLocalNumber(typed, getWriting(locale))).toBe(number);
  });

  it.each([
    ['en-GB', '1,5'],
    ['en-GB', '1,23'],
    ['en-GB', '12 months'],
    ['en-GB', '-'],
    ['de-DE', '1,234,5'],
    ['en-GB', '12345678901234567890'],
    ['en-GB', '0.1234567890123456789'],
    ['en-GB', '1e999'],
  ])('in %s, %s stays as it is', (locale, typed) => {
    expect(readLocalNumber(typed, getWriting(locale))).toBe(typed);
  });

  it('is read completely, or is null if the text is not a number', () => {
    const read = createNumberReader(getWriting('de-DE'));
    expect([read('1.234,5'), read('3,5'), read('3,5 kg'), read('')]).toEqual([1234.5, 3.5, null, null]);
  });

  it('is undefined if nothing was typed', () => {
    expect(readLocalNumber('  ', getWriting('en-GB'))).toBeUndefined();
  });

  it('reads back the number that was shown, in every language', () => {
    const number = fc.oneof(
      fc.integer(),
      fc.integer({ min: -1e9, max: 1e9 }).map((whole) => whole / 1000),
    );
    const locale = fc.constantFrom('en-GB', 'ar-AE', 'de-DE', 'fr-FR', 'fa-IR', 'en-IN', 'de-CH');
    fc.assert(
      fc.property(number, locale, (value, language) => {
        const writing = getWriting(language);
        expect(readLocalNumber(showLocalNumber(value, writing), writing)).toBe(value);
      }),
    );
  });
});

it.each(['1', '1,', '1,234', ',123', '12,', '1.', '.', '٬', '٫1'])(
  'a long text of %j is read in linear time',
  (piece) => {
    for (const locale of ['en-GB', 'de-DE', 'en-IN', 'ar-AE']) {
      const text = `1${piece.repeat(60_000)}x`;
      const writing = getWriting(locale);
      const start = process.cpuUsage();
      expect(readLocalNumber(text, writing)).toBe(text);
      expect(process.cpuUsage(start).user / 1000).toBeLessThan(500);
    }
  },
);
