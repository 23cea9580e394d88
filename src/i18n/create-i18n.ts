import type { i18n } from 'i18next';
import { initReactI18next } from 'react-i18next/initReactI18next';
import { createTranslator } from '../../locales/create-translator.ts';
import type { Language } from '../../shared/languages.ts';

/** Every page has the texts of `app`. Only pages with a form have those of `controls` and `errors`. */
export const namespaces = ['app', 'controls', 'errors'] as const;
export type Namespace = (typeof namespaces)[number];
/** The namespaces of pages with a form. */
export const formNamespaces: readonly Namespace[] = ['controls', 'errors'];

/** The texts of one language that a page needs, by namespace. */
export type Resources = Partial<Record<Namespace, Record<string, string>>>;

/** Creates the translator of a page in one language. The texts of other languages are added when they load. */
export function createI18n(language: Language, resources: Resources): i18n {
  return createTranslator(language, { resources, namespaces, plugin: initReactI18next });
}
