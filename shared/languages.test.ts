import { describe, expect, test } from 'vitest';
import {
  acceptLanguage,
  findLanguage,
  getLanguage,
  isLanguageCode,
  type LanguageInfo,
  type Languages,
} from './languages.ts';

function createLanguages(...codes: string[]): Languages {
  const create = (name: string): LanguageInfo => ({
    name,
    direction: 'ltr',
    locale: name,
    writing: { decimal: '.', group: ',', date: ['day', 'month', 'year'] },
    secondCalendar: null,
  });
  return Object.fromEntries(codes.map((code) => [code, create(code)]));
}

const languages = createLanguages('en', 'ar', 'fr', 'es', 'ur');

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
    ['en;Q=0.1, ar;Q=0.2', 'ar'],
  ])('%s selects %s', (header, language) => {
    expect(acceptLanguage(languages, header)).toBe(language);
  });

  test.each(['', '*', 'pt, de', 'en;q=0', 'en;q=x', ',,;', '__proto__', 'constructor'])(
    '%j selects no language',
    (header) => {
      expect(acceptLanguage(languages, header)).toBeNull();
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
  expect(findLanguage(languages, code)).toBe(language);
});

test('a language that the site offers for one country only is found by its other countries', () => {
  const few = createLanguages('en', 'pt-BR');
  expect(['pt-BR', 'PT-br', 'pt', 'pt-PT', 'pa'].map((tag) => acceptLanguage(few, tag))).toEqual([
    ...['pt-BR', 'pt-BR', 'pt-BR', 'pt-BR', null],
  ]);
});

test('only a language of the site can be read', () => {
  expect(getLanguage(languages, 'ar').name).toBe('ar');
  for (const code of ['EN', 'pt', 'constructor']) {
    expect(() => getLanguage(languages, code)).toThrow('does not offer');
  }
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
