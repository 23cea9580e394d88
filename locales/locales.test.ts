import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  findLanguageProblems,
  findLocaleProblems,
  listLanguages,
  localeFiles,
  readNamespace,
} from '../scripts/check-locales.ts';
import { builtInCodes } from './built-in-languages.ts';
import { completeTexts, pluralSuffix } from './complete-texts.ts';

const root = path.join(import.meta.dirname, '..');

/** Returns the source code of a folder without its tests. */
function readSource(folder: string): string {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.startsWith('testing'))
    .map((file) => readFileSync(path.join(root, folder, file), 'utf8'))
    .join('\n');
}

/** Returns the keys of texts without their plural suffixes. */
function getNames(texts: Record<string, string>): Set<string> {
  return new Set(Object.keys(texts).map((key) => key.replace(pluralSuffix, '')));
}

test('every supported language has a folder, and every folder is a supported language', () => {
  expect(listLanguages().sort()).toEqual([...builtInCodes].sort());
});

describe.each(builtInCodes)('the texts in %s', (language) => {
  test('have every key, plural form and placeholder of English, and are translated', () => {
    expect(findLocaleProblems(language)).toEqual([]);
  });

  test.each(localeFiles)('have no duplicate key, and the order of English (%s.json)', (namespace) => {
    const source = readFileSync(path.join(import.meta.dirname, language, `${namespace}.json`), 'utf8');
    const keys = [...source.matchAll(/^\s*"([^"]+)":/gm)].map(([, key]) => key);
    expect(keys).toEqual(Object.keys(readNamespace(language, namespace)));
    expect([...getNames(readNamespace(language, namespace))]).toEqual([
      ...getNames(readNamespace('en', namespace)),
    ]);
  });
});

describe('the report of npm run locales', () => {
  const english = { a: '{{title}}: save', b_one: '{{count}} day', b_other: '{{count}} days' };

  test.each([
    [{}, ['"a" is missing', '"b_one" is missing', '"b_many" is missing', '"b_other" is missing']],
    [
      { a: '{{title}}: garder', b_one: 'un jour', b_many: '{{count}} de jours', b_other: '{{count}} jours' },
      [],
    ],
    [
      {
        a: 'garder {{name}} ',
        b_one: '{{count}} jour',
        b_many: '{{count}}',
        b_other: '{count} jours',
        c: 'C',
      },
      [
        '"c" is not a text or a plural form of this language',
        '"a" is empty, or begins or ends with a space',
        '"a" must contain title',
        '"a" must begin with "{{title}}: "',
        '"b_other" has braces that are no placeholder',
      ],
    ],
    [
      {
        a: '{{title}}: save',
        b_one: '{{count}} day',
        b_many: '{{count}} de jours',
        b_other: '{{count}} jours',
      },
      ['"a" is the same as in English', '"b_one" is the same as in English'],
    ],
  ])('of %j names %j', (texts, problems) => {
    expect(findLanguageProblems(texts as Record<string, string>, english, 'fr')).toEqual(problems);
  });
});

describe('a text that is missing', () => {
  const english = { a: 'Save', b_one: '{{count}} day', b_other: '{{count}} days' };

  test('falls back to English, in every plural form of the language', () => {
    expect(completeTexts({}, english, 'ar')).toEqual({
      a: 'Save',
      b_zero: '{{count}} days',
      b_one: '{{count}} day',
      b_two: '{{count}} days',
      b_few: '{{count}} days',
      b_many: '{{count}} days',
      b_other: '{{count}} days',
    });
  });

  test('falls back to the other form of its own language first', () => {
    const texts = completeTexts({ a: 'Garder', b_other: '{{count}} jours' }, english, 'fr');
    expect(texts).toEqual({
      a: 'Garder',
      b_one: '{{count}} jours',
      b_many: '{{count}} jours',
      b_other: '{{count}} jours',
    });
  });
});

describe('every text is used', () => {
  /** Returns whether source code contains this key as a literal, or its beginning and end in a template literal. */
  function isUsed(source: string, key: string): boolean {
    const quoted = [`'${key}'`, `"${key}"`, `\`${key}\``];
    if (quoted.some((literal) => source.includes(literal))) return true;
    const parts = key.split('.');
    return parts.some((_, index) => {
      const before = parts.slice(0, index).join('.');
      const after = parts.slice(index + 1).join('.');
      const template = `\`${before}${before && '.'}\${`;
      return before !== '' && findTemplates(source, template).some((end) => end === (after && `.${after}`));
    });
  }

  /** Returns the text after the first placeholder of each template literal that begins with `start`. */
  function findTemplates(source: string, start: string): string[] {
    return source
      .split(start)
      .slice(1)
      .map((rest) => /^[^}`]*\}([^`]*)`/.exec(rest)?.[1] ?? '?');
  }

  const source = readSource('src') + readSource('server') + readSource('packages/schema-form/src');

  test.each([...getNames(readNamespace('en', 'app'))])('app.json: %s', (key) => {
    expect(isUsed(source, key)).toBe(true);
  });

  test.each([...getNames(readNamespace('en', 'controls'))])('controls.json: %s', (key) => {
    expect(isUsed(source, key)).toBe(true);
  });

  test.each([...getNames(readNamespace('en', 'playground'))])('playground.json: %s', (key) => {
    expect(isUsed(source, key)).toBe(true);
  });

  const form = readFileSync(path.join(root, 'server/profile-form.json'), 'utf8');

  test.each([...getNames(readNamespace('en', 'form'))])('form.json: %s', (key) => {
    expect(form).toContain(`"\${${key}}"`);
  });

  test.each([...getNames(readNamespace('en', 'errors'))])('errors.json: %s', (key) => {
    const [keyword = '', format] = key.split('_');
    const words = format && keyword === 'format' ? [keyword, format] : [key];
    for (const word of words) expect(source).toContain(`'${word}'`);
  });

  test.each([...getNames(readNamespace('en', 'files'))])('files.json: %s', (key) => {
    expect(isUsed(source, key)).toBe(true);
  });

  test('an unused text is found', () => {
    expect(isUsed(source, 'app.nothing')).toBe(false);
    expect(isUsed(source, 'failure.404.nothing')).toBe(false);
  });
});
