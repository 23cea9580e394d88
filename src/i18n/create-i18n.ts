import type { i18n } from 'i18next';
import { initReactI18next } from 'react-i18next/initReactI18next';
import { createTranslator } from '../../locales/create-translator.ts';
import type { Language } from '../../shared/languages.ts';

/** `app` is for every page; what forms say, and what may be wrong in them, for the pages that have one. */
export const namespaces = ['app', 'controls', 'errors'] as const;
export type Namespace = (typeof namespaces)[number];
/** The namespaces of pages with a form. */
export const formNamespaces: readonly Namespace[] = ['controls', 'errors'];

/** The texts of one language, those that a page needs. */
export type Resources = Partial<Record<Namespace, Record<string, string>>>;

/** Creates the translator of a page in one language; texts of others are added as they are loaded. */
export function createI18n(language: Language, resources: Resources): i18n {
  return createTranslator(language, { resources, namespaces, plugin: initReactI18next });
}
