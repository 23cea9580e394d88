import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getCategories, pluralSuffix } from '../locales/complete-texts.ts';
import { sameAsEnglish } from '../locales/same-as-english.ts';

/**
 * `npm run locales` reports what is missing or wrong in the texts of every language, and ends with 1 if there is
 * anything. The unit tests run it too.
 */
type Texts = Record<string, string>;

const folder = path.join(import.meta.dirname, '../locales');

/** The files of a language: those of English. */
export const namespaces = readdirSync(path.join(folder, 'en')).map((file) => path.basename(file, '.json'));

export function readTexts(language: string, namespace: string): Texts {
  try {
    return JSON.parse(readFileSync(path.join(folder, language, `${namespace}.json`), 'utf8')) as Texts;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

/** Returns the languages that have a folder. */
export function listLanguages(): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** Returns one line for each problem of a language. */
export function findLocaleProblems(language: string): string[] {
  return namespaces.flatMap((namespace) => {
    const problems = compareTexts(readTexts(language, namespace), readTexts('en', namespace), language);
    return problems.map((problem) => `locales/${language}/${namespace}.json: ${problem}`);
  });
}

/** Returns the problems of the texts of a language beside those of English. */
export function compareTexts(texts: Texts, english: Texts, language: string): string[] {
  const isCounted = (name: string) => Object.hasOwn(english, `${name}_other`);
  const names = [...new Set(Object.keys(english).map(getName))];
  const expected = names.flatMap((name) =>
    isCounted(name) ? getCategories(language).map((category) => `${name}_${category}`) : [name],
  );
  return [
    ...expected.filter((key) => !Object.hasOwn(texts, key)).map((key) => `"${key}" is missing`),
    ...Object.keys(texts)
      .filter((key) => !expected.includes(key))
      .map((key) => `"${key}" is not a text or a plural form of this language`),
    ...Object.entries(texts).flatMap(([key, text]) =>
      findTextProblems(key, text, { english, language }).map((problem) => `"${key}" ${problem}`),
    ),
  ];
}

function getName(key: string): string {
  return key.replace(pluralSuffix, '');
}

function findTextProblems(
  key: string,
  text: string,
  { english, language }: { english: Texts; language: string },
): string[] {
  const original = english[key] ?? english[`${getName(key)}_other`];
  if (original === undefined) return [];
  const [found, wanted] = [text, original].map(getPlaceholders);
  const problems: string[] = [];
  if (text.trim() === '' || text !== text.trim()) problems.push('is empty, or begins or ends with a space');
  // A plural form of one number may be written as a word.
  const mayLackCount = getName(key) !== key && (text.match(/\{\{count\}\}/g) ?? []).length === 0;
  const needed = mayLackCount ? wanted?.filter((name) => name !== 'count') : wanted;
  if (found?.join() !== needed?.join())
    problems.push(`must contain ${wanted?.join(', ') || 'no placeholder'}`);
  if (/[{}]|\$t\(/.test(text.replaceAll(placeholder, '')))
    problems.push('has braces that are no placeholder');
  // French puts a no-break space before a colon.
  if (original.startsWith('{{title}}: ') && !/^\{\{title\}\}\u00a0?: /.test(text)) {
    problems.push('must begin with "{{title}}: "');
  }
  if (language !== 'en' && text === original && !isSameOnPurpose(key, text, language)) {
    problems.push('is the same as in English');
  }
  return problems;
}

const placeholder = /\{\{\s*(\w+)\s*\}\}/g;

function getPlaceholders(text: string): string[] {
  return [...text.matchAll(placeholder)].map(([, name = '']) => name).sort();
}

/** Whether a text has no words of its own, or the word is the same in this language. */
function isSameOnPurpose(key: string, text: string, language: string): boolean {
  const hasWords = /\p{L}/u.test(text.replaceAll(placeholder, ''));
  return !hasWords || [...(sameAsEnglish['*'] ?? []), ...(sameAsEnglish[language] ?? [])].includes(key);
}

if (import.meta.main) {
  const problems = listLanguages().flatMap(findLocaleProblems);
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  process.stdout.write(`${listLanguages().length} languages, ${problems.length} problems\n`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
