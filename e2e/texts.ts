import { readFileSync } from 'node:fs';
import { type BuiltInLanguage, builtInCodes, builtInLanguages } from '../locales/built-in-languages.ts';
import { createTranslator } from '../locales/create-translator.ts';

const files = ['app', 'controls', 'errors', 'files', 'form'] as const;

export type TextFile = (typeof files)[number];

/** The values of the placeholders of a text. `count` chooses the plural form. */
export type TextValues = Readonly<Record<string, string | number>>;

const read = (language: BuiltInLanguage, name: TextFile) =>
  JSON.parse(readFileSync(new URL(`../locales/${language}/${name}.json`, import.meta.url), 'utf8')) as Record<
    string,
    string
  >;

/** All texts of the application in a language, by file and key. */
export const readTexts = (language: BuiltInLanguage) =>
  Object.fromEntries(files.map((name) => [name, read(language, name)])) as Record<
    TextFile,
    Record<string, string>
  >;

/** The translators know the keys of each file, which are any string here. */
type Translate = (key: string, options: object) => string;

const translators = Object.fromEntries(
  builtInCodes.map((language) => {
    const { t } = createTranslator(language, { languages: builtInLanguages, resources: readTexts(language) });
    return [language, t as unknown as Translate];
  }),
) as Record<BuiltInLanguage, Translate>;

/** Returns a text of the application in a language, as a page shows it. Throws when there is none. */
export function getText(
  language: BuiltInLanguage,
  file: TextFile,
  key: string,
  values: TextValues = {},
): string {
  const text = translators[language](key, { ...values, ns: file });
  if (text === key) throw new Error(`locales/${language}/${file}.json has no text "${key}"`);
  return text;
}
