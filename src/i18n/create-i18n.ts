import type { i18n } from 'i18next';
import { initReactI18next } from 'react-i18next/initReactI18next';
import { createTranslator } from '../../locales/create-translator.ts';
import type { Language, Languages } from '../../shared/languages.ts';
import { namespaces, type Resources } from '../../shared/text-parts.ts';

/** Creates the translator of a page in one language. The texts of other languages are added when they load. */
export function createI18n(languages: Languages, language: Language, resources: Resources): i18n {
  return createTranslator(language, { languages, resources, namespaces, plugin: initReactI18next });
}
