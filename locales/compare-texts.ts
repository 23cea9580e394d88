import { getCategories, pluralSuffix } from './complete-texts.ts';

type Texts = Readonly<Record<string, string>>;

/** How the texts of a language differ from those of English. */
export interface TextDifferences {
  /** The keys of English, in the plural forms of the language, that have no text. */
  missing: string[];
  /** The keys that are neither a text of English nor a plural form of this language. */
  unknown: string[];
  /** What is wrong with a text, by key. */
  problems: [key: string, problem: string][];
}

/** Compares the texts of a language with those of English. */
export function compareTexts(texts: Texts, english: Texts, language: string): TextDifferences {
  const isCounted = (name: string) => Object.hasOwn(english, `${name}_other`);
  const names = [...new Set(Object.keys(english).map(getTextName))];
  const expected = new Set(
    names.flatMap((name) =>
      isCounted(name) ? getCategories(language).map((category) => `${name}_${category}`) : [name],
    ),
  );
  return {
    missing: [...expected].filter((key) => !Object.hasOwn(texts, key)),
    unknown: Object.keys(texts).filter((key) => !expected.has(key)),
    problems: Object.entries(texts).flatMap(([key, text]) =>
      findTextProblems(key, text, english).map((problem): [string, string] => [key, problem]),
    ),
  };
}

/** Returns the key of a text without its plural suffix. */
export function getTextName(key: string): string {
  return key.replace(pluralSuffix, '');
}

function findTextProblems(key: string, text: string, english: Texts): string[] {
  const problems: string[] = [];
  if (text.trim() === '' || text !== text.trim()) problems.push('is empty, or begins or ends with a space');
  if (/[{}]|\$t\(/.test(text.replaceAll(placeholderPattern, '')))
    problems.push('has braces that are no placeholder');
  const original = english[key] ?? english[`${getTextName(key)}_other`];
  if (original === undefined) return problems;
  const [found, wanted] = [text, original].map(getPlaceholders);
  // A plural form of one number may be written as a word.
  const mayLackCount = getTextName(key) !== key && (text.match(/\{\{count\}\}/g) ?? []).length === 0;
  const needed = mayLackCount ? wanted?.filter((name) => name !== 'count') : wanted;
  if (found?.join() !== needed?.join())
    problems.push(`must contain ${wanted?.join(', ') || 'no placeholder'}`);
  // French puts a no-break space before a colon.
  if (original.startsWith('{{title}}: ') && !/^\{\{title\}\}\u00a0?: /.test(text)) {
    problems.push('must begin with "{{title}}: "');
  }
  return problems;
}

/** A placeholder of i18next in a text. */
export const placeholderPattern = /\{\{\s*(\w+)\s*\}\}/g;

function getPlaceholders(text: string): string[] {
  return [...text.matchAll(placeholderPattern)].map(([, name = '']) => name).sort();
}
