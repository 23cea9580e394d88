import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compareTexts, getTextName, placeholderPattern } from '../locales/compare-texts.ts';
import { sameAsEnglish } from '../locales/same-as-english.ts';

/**
 * `npm run locales` reports what is missing or wrong in the texts of every language, and ends with 1 if there is
 * anything. The unit tests run it too.
 */
type Texts = Record<string, string>;

const folder = path.join(import.meta.dirname, '../locales');

/** The files of a language: those of English. */
export const localeFiles = readdirSync(path.join(folder, 'en')).map((file) => path.basename(file, '.json'));

export function readNamespace(language: string, namespace: string): Texts {
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
  return localeFiles.flatMap((namespace) => {
    const problems = findLanguageProblems(
      readNamespace(language, namespace),
      readNamespace('en', namespace),
      language,
    );
    return problems.map((problem) => `locales/${language}/${namespace}.json: ${problem}`);
  });
}

/** Returns the problems of the texts of a language beside those of English. */
export function findLanguageProblems(texts: Texts, english: Texts, language: string): string[] {
  const { missing, unknown, problems } = compareTexts(texts, english, language);
  const untranslated = Object.entries(texts).filter(([key, text]) => {
    const original = english[key] ?? english[`${getTextName(key)}_other`];
    return language !== 'en' && text === original && !isSameOnPurpose(key, text, language);
  });
  return [
    ...missing.map((key) => `"${key}" is missing`),
    ...unknown.map((key) => `"${key}" is not a text or a plural form of this language`),
    ...problems.map(([key, problem]) => `"${key}" ${problem}`),
    ...untranslated.map(([key]) => `"${key}" is the same as in English`),
  ];
}

/** Returns whether a text has no words of its own, or the word is the same in this language. */
function isSameOnPurpose(key: string, text: string, language: string): boolean {
  const hasWords = /\p{L}/u.test(text.replaceAll(placeholderPattern, ''));
  return !hasWords || [...(sameAsEnglish['*'] ?? []), ...(sameAsEnglish[language] ?? [])].includes(key);
}

if (import.meta.main) {
  const problems = listLanguages().flatMap(findLocaleProblems);
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  process.stdout.write(`${listLanguages().length} languages, ${problems.length} problems\n`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
