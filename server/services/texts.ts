import type { TFunction } from 'i18next';
import type { TranslateError, TranslateFile } from 'schema-form/server';
import { completeTexts } from '../../locales/complete-texts.ts';
import { createTranslator } from '../../locales/create-translator.ts';
import { getLanguage, type Language, type Languages, type Notation } from '../../shared/languages.ts';
import type { Site } from '../../shared/site.ts';
import { namespaces, type Resources } from '../../shared/text-parts.ts';
import type { LanguageTexts } from '../config/read-locales.ts';

/** The texts in one language. */
export interface Texts {
  language: Language;
  notation: Notation;
  /** The operator's name of the site; null: the text `app.name` names it. */
  brandName: string | null;
  app: TFunction<'app'>;
  errors: TranslateError;
  files: TranslateFile;
  /** Returns a text of the form definition; null when there is none with this key. */
  form(key: string): string | null;
  /** Returns whether the language itself has a text of the form definition. Otherwise the English one is shown. */
  hasFormText(key: string): boolean;
  /** The texts of pages. */
  resources: Resources;
}

/** Returns the texts in a language of the site, or in English. */
export type GetTexts = (language: Language) => Texts;

/** The site, and its texts in every language. */
export interface SiteTexts {
  site: Site;
  getTexts: GetTexts;
}

interface TextsOptions {
  languages: Languages;
  locales: ReadonlyMap<Language, LanguageTexts>;
  /** Returns the operator's name of the site in a language; null: the text `app.name` names it. */
  getBrandName?(language: Language): string | null;
}

/** Creates the texts of these languages. A text that a language lacks is in English. */
export function createTexts({ languages, locales, getBrandName = () => null }: TextsOptions): GetTexts {
  const english = locales.get('en');
  const create = (language: Language): Texts => {
    const own = locales.get(language);
    const read = (name: keyof LanguageTexts) =>
      completeTexts(own?.[name] ?? {}, english?.[name] ?? {}, language);
    const resources: Resources = Object.fromEntries(namespaces.map((name) => [name, read(name)]));
    const brandName = getBrandName(language);
    if (brandName !== null) resources.app = { ...resources.app, 'app.name': brandName };
    const form = read('form');
    const translator = createTranslator(language, { languages, resources });
    return {
      language,
      notation: getLanguage(languages, language),
      brandName,
      app: translator.getFixedT(language, 'app'),
      // The keys of errors are composed of keywords of JSON Schema, so they have no literal type.
      errors: translator.getFixedT(language, 'errors') as unknown as TranslateError,
      files: translator.getFixedT(language, 'files') as unknown as TranslateFile,
      hasFormText: (key) => Object.hasOwn(own?.form ?? {}, key),
      form: (key) => (Object.hasOwn(form, key) ? (form[key] ?? null) : null),
      resources,
    };
  };
  const texts = new Map(Object.keys(languages).map((language) => [language, create(language)]));
  return (language) => {
    const found = texts.get(language);
    if (!found) throw new Error('The site does not offer this language');
    return found;
  };
}
