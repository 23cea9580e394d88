import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { TFunction } from 'i18next';
import type { TranslateError, TranslateFile } from 'schema-form/server';
import { completeTexts } from '../../locales/complete-texts.ts';
import { createTranslator } from '../../locales/create-translator.ts';
import { type Language, languageCodes } from '../../shared/languages.ts';
import { projectFolder } from '../project-folder.ts';

/** The server's texts in one language, read from `locales/`. */
export interface Texts {
  app: TFunction<'app'>;
  errors: TranslateError;
  files: TranslateFile;
  /** A text of the form definition; null when there is none with this key. */
  form(key: string): string | null;
  /** Whether the language itself has a text of the form definition. Otherwise the English one is shown. */
  hasFormText(key: string): boolean;
}

/** Reads the texts of every language; throws when a file is missing or is not JSON. */
export function loadTexts(): Record<Language, Texts> {
  const entries = languageCodes.map((language) => [language, loadLanguage(language)] as const);
  return Object.fromEntries(entries) as Record<Language, Texts>;
}

function loadLanguage(language: Language): Texts {
  const read = (name: string) => completeTexts(readTexts(language, name), readTexts('en', name), language);
  const resources = { app: read('app'), errors: read('errors'), files: read('files') };
  const ownForm = readTexts(language, 'form');
  const form = completeTexts(ownForm, readTexts('en', 'form'), language);
  const translator = createTranslator(language, { resources });
  return {
    app: translator.getFixedT(language, 'app'),
    // The keys of errors are composed of keywords of JSON Schema, so they have no literal type.
    errors: translator.getFixedT(language, 'errors') as unknown as TranslateError,
    files: translator.getFixedT(language, 'files') as unknown as TranslateFile,
    hasFormText: (key) => Object.hasOwn(ownForm, key),
    form: (key) => (Object.hasOwn(form, key) ? (form[key] ?? null) : null),
  };
}

function readTexts(language: Language, name: string): Record<string, string> {
  const file = path.join(projectFolder, 'locales', language, `${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
}
