import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next/initReactI18next';
import type { Language } from '../../shared/languages.ts';

/** The texts of one language that pages need. */
export interface Resources {
  app: Record<string, string>;
  errors: Record<string, string>;
}

/** An i18next that speaks one language from the start; others are added as they are loaded. */
export function createI18n(language: Language, resources: Resources): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    defaultNS: 'app',
    ns: ['app', 'errors'],
    resources: { [language]: { ...resources } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    initAsync: false,
  });
  return instance;
}
