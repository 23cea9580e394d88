import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next/initReactI18next';
import type { Language } from '../../shared/languages.ts';

/** `app` is for every page; what forms say, and what may be wrong in them, for the pages that have one. */
export const namespaces = ['app', 'controls', 'errors'] as const;
export type Namespace = (typeof namespaces)[number];
/** The namespaces of pages with a form. */
export const formNamespaces: readonly Namespace[] = ['controls', 'errors'];

/** The texts of one language, those that a page needs. */
export type Resources = Partial<Record<Namespace, Record<string, string>>>;

/** An i18next that speaks one language from the start; others are added as they are loaded. */
export function createI18n(language: Language, resources: Resources): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    defaultNS: 'app',
    ns: [...namespaces],
    resources: { [language]: { ...resources } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    initAsync: false,
  });
  return instance;
}
