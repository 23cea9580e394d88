import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { languageCodes } from '../shared/languages.ts';

const root = path.join(import.meta.dirname, '..');
const namespaces = ['app', 'controls', 'form', 'errors', 'files', 'playground'] as const;
type Namespace = (typeof namespaces)[number];

function readTexts(language: string, namespace: Namespace): Record<string, string> {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, language, `${namespace}.json`), 'utf8'));
}

/** The source code of a folder without its tests. */
function readSource(folder: string): string {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.startsWith('testing'))
    .map((file) => readFileSync(path.join(root, folder, file), 'utf8'))
    .join('\n');
}

const plural = /_(zero|one|two|few|many|other)$/;

/** The keys of texts without their plural suffixes. */
function getNames(texts: Record<string, string>): Set<string> {
  return new Set(Object.keys(texts).map((key) => key.replace(plural, '')));
}

function getPlaceholders(text: string): string[] {
  return [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name ?? '').sort();
}

test('every folder is a supported language', () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((item) =>
    item.isDirectory(),
  );
  expect(folders.map(({ name }) => name).sort()).toEqual([...languageCodes].sort());
});

describe.each(namespaces)('%s.json', (namespace) => {
  const english = readTexts('en', namespace);

  describe.each(languageCodes)('in %s', (language) => {
    const texts = readTexts(language, namespace);

    test('has the same keys as the other languages', () => {
      expect([...getNames(texts)]).toEqual([...getNames(english)]);
    });

    test('has no duplicate key', () => {
      const source = readFileSync(path.join(import.meta.dirname, language, `${namespace}.json`), 'utf8');
      const keys = [...source.matchAll(/^\s*"([^"]+)":/gm)].map(([, key]) => key);
      expect(keys).toEqual(Object.keys(texts));
    });

    test('has no empty text and no text that begins or ends with a space', () => {
      for (const [key, text] of Object.entries(texts)) {
        expect(text, key).not.toBe('');
        expect(text, key).toBe(text.trim());
      }
    });

    test('has exactly the plural forms of its language', () => {
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
      const counted = Object.keys(texts).filter((key) => plural.test(key));
      for (const name of new Set(counted.map((key) => key.replace(plural, '')))) {
        const forms = counted.filter((key) => key.replace(plural, '') === name);
        expect(forms.sort()).toEqual(pluralCategories.map((category) => `${name}_${category}`).sort());
      }
    });

    test('has the same placeholders as the other languages', () => {
      for (const [key, text] of Object.entries(texts)) {
        const name = key.replace(plural, '');
        const expected = getPlaceholders(english[key] ?? english[`${name}_other`] ?? '');
        const found = getPlaceholders(text);
        // Some languages write "one second" and "two seconds" without a number.
        const isWord = /_(zero|one|two)$/.test(key) && !found.includes('count');
        expect(found, key).toEqual(
          isWord ? expected.filter((placeholder) => placeholder !== 'count') : expected,
        );
      }
    });

    test('has braces only in placeholders', () => {
      for (const [key, text] of Object.entries(texts)) {
        expect(text.replaceAll(/\{\{\w+\}\}/g, ''), key).not.toMatch(/[{}]|\$t\(/);
      }
    });
  });
});

describe('every text is used', () => {
  /** Whether source code contains this key as a literal, or its beginning and end in a template literal. */
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

  /** The text after the first placeholder of each template literal that begins with `start`. */
  function findTemplates(source: string, start: string): string[] {
    return source
      .split(start)
      .slice(1)
      .map((rest) => /^[^}`]*\}([^`]*)`/.exec(rest)?.[1] ?? '?');
  }

  const source = readSource('src') + readSource('server') + readSource('packages/schema-form/src');

  test.each([...getNames(readTexts('en', 'app'))])('app.json: %s', (key) => {
    expect(isUsed(source, key)).toBe(true);
  });

  test.each([...getNames(readTexts('en', 'controls'))])('controls.json: %s', (key) => {
    expect(isUsed(source, key)).toBe(true);
  });

  test.each([...getNames(readTexts('en', 'playground'))])('playground.json: %s', (key) => {
    expect(isUsed(source, key)).toBe(true);
  });

  const form = readFileSync(path.join(root, 'server/profile-form.json'), 'utf8');

  test.each([...getNames(readTexts('en', 'form'))])('form.json: %s', (key) => {
    expect(form).toContain(`"\${${key}}"`);
  });

  test.each([...getNames(readTexts('en', 'errors'))])('errors.json: %s', (key) => {
    const [keyword = '', format] = key.split('_');
    const words = format && keyword === 'format' ? [keyword, format] : [key];
    for (const word of words) expect(source).toContain(`'${word}'`);
  });

  test.each([...getNames(readTexts('en', 'files'))])('files.json: %s', (key) => {
    expect(isUsed(source, key)).toBe(true);
  });

  test('an unused text is found', () => {
    expect(isUsed(source, 'app.nothing')).toBe(false);
    expect(isUsed(source, 'failure.404.nothing')).toBe(false);
  });
});
