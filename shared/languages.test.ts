import { getWriting } from 'schema-form';
import { describe, expect, test } from 'vitest';
import {
  acceptLanguage,
  findLanguage,
  isLanguage,
  isLanguageCode,
  languageCodes,
  languages,
} from './languages.ts';

test.each(languageCodes)('%s has the locale and the name that Intl knows', (code) => {
  const locale = new Intl.Locale(languages[code].locale);
  expect(locale.language).toBe(code);
  // A name begins with a capital here, and Indonesian calls itself Bahasa Indonesia.
  const name = new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? '';
  expect(languages[code].name.replace('Bahasa ', '').toLowerCase()).toBe(name.toLowerCase());
});

test.each(languageCodes)('%s writes numbers and dates as Intl does', (code) => {
  expect(languages[code].writing).toEqual(getWriting(languages[code].locale));
});

describe('Accept-Language', () => {
  test.each([
    ['ar', 'ar'],
    ['ar-EG', 'ar'],
    ['EN-us', 'en'],
    ['de-DE, ar;q=0.8, en;q=0.9', 'en'],
    ['fr-CA, en;q=0.9', 'fr'],
    ['es-419', 'es'],
    ['ur-Arab-PK', 'ur'],
    ['ar;q=0.5,en;q=0.5', 'ar'],
    ['en;q=0, ar;q=0.1', 'ar'],
    ['en; q=0.1 , ar ; q=0.2', 'ar'],
    ['*, ar', 'ar'],
  ])('%s selects %s', (header, language) => {
    expect(acceptLanguage(header)).toBe(language);
  });

  test.each(['', '*', 'pt, de', 'en;q=0', 'en;q=x', ',,;', '__proto__', 'constructor'])(
    '%j selects no language',
    (header) => {
      expect(acceptLanguage(header)).toBeNull();
    },
  );
});

test.each([
  ['en', 'en'],
  ['AR', 'ar'],
  ['ar-AE', null],
  ['', null],
  ['__proto__', null],
  ['toString', null],
])('findLanguage(%j) is %j', (code, language) => {
  expect(findLanguage(code)).toBe(language);
});

test('isLanguage accepts only supported codes in lower case', () => {
  expect([isLanguage('en'), isLanguage('EN'), isLanguage('constructor')]).toEqual([true, false, false]);
});

test.each(['en', 'fil', 'pt-BR', 'zh-Hant-TW', 'ES-419'])('%s is a language code', (code) => {
  expect(isLanguageCode(code)).toBe(true);
});

test.each(['', 'e', 'english', 'en_GB', 'en-', '-en', 'en-x', 'en GB', 'en\n', '__proto__', '12'])(
  '%j is not a language code',
  (code) => {
    expect(isLanguageCode(code)).toBe(false);
  },
);
