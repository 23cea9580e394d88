import { readFileSync } from 'node:fs';
import { type BuiltInLanguage, builtInCodes } from '../locales/built-in-languages.ts';

type Texts = Record<'app' | 'controls' | 'errors' | 'form', Record<string, string>>;

const read = (language: BuiltInLanguage, name: keyof Texts) =>
  JSON.parse(readFileSync(new URL(`../locales/${language}/${name}.json`, import.meta.url), 'utf8')) as Record<
    string,
    string
  >;

const texts = Object.fromEntries(
  builtInCodes.map((language) => [
    language,
    {
      app: read(language, 'app'),
      controls: read(language, 'controls'),
      errors: read(language, 'errors'),
      form: read(language, 'form'),
    },
  ]),
) as Record<BuiltInLanguage, Texts>;

/** Returns a text of the application in a language. Throws when there is none. */
export function getText(language: BuiltInLanguage, file: keyof Texts, key: string): string {
  const text = texts[language][file][key];
  if (text === undefined) throw new Error(`locales/${language}/${file}.json has no text "${key}"`);
  return text;
}
