import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInstance, type TFunction } from 'i18next';
import type { TranslateError, TranslateFile } from 'schema-form/server';
import { type Language, languageCodes } from '../../shared/languages.ts';
import { projectFolder } from '../project-folder.ts';

/** The texts of one language, read from `locales/`. */
export interface Texts {
  app: TFunction<'app'>;
  errors: TranslateError;
  files: TranslateFile;
  /** A text of the form definition; null when the key has none. */
  form(key: string): string | null;
}

/** Reads every language's texts; throws when a file is missing or no JSON. */
export function loadTexts(): Record<Language, Texts> {
  const entries = languageCodes.map((language) => [language, loadLanguage(language)] as const);
  return Object.fromEntries(entries) as Record<Language, Texts>;
}

function loadLanguage(language: Language): Texts {
  const [app, errors, files, form] = ['app', 'errors', 'files', 'form'].map(
    (name) =>
      JSON.parse(
        readFileSync(path.join(projectFolder, 'locales', language, `${name}.json`), 'utf8'),
      ) as Record<string, string>,
  );
  const i18n = createInstance();
  void i18n.init({
    lng: language,
    resources: { [language]: { app: app ?? {}, errors: errors ?? {}, files: files ?? {} } },
    interpolation: { escapeValue: false },
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
  });
  return {
    app: i18n.getFixedT(language, 'app'),
    // Its keys are put together from keywords of JSON Schema.
    errors: i18n.getFixedT(language, 'errors') as unknown as TranslateError,
    files: i18n.getFixedT(language, 'files') as unknown as TranslateFile,
    form: (key) => (form && Object.hasOwn(form, key) ? (form[key] ?? null) : null),
  };
}
