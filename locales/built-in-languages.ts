import type { LanguageInfo } from '../shared/languages.ts';
import { createLanguage, type LanguageChoice } from './create-language.ts';

/** The languages that have a folder here, in the order of the menu, with the locale that each has by default. */
export const builtInChoices = {
  en: { locale: 'en-GB' },
  ar: { locale: 'ar-AE' },
  fr: { locale: 'fr-FR' },
  es: { locale: 'es-ES' },
  hi: { locale: 'hi-IN' },
  ur: { locale: 'ur-PK' },
  // `Intl` calls it Indonesia, which is a country.
  id: { locale: 'id-ID', name: 'Bahasa Indonesia' },
  sw: { locale: 'sw-KE' },
} as const satisfies Record<string, LanguageChoice>;

export type BuiltInLanguage = keyof typeof builtInChoices;

export const builtInCodes = Object.keys(builtInChoices) as BuiltInLanguage[];

/** The built-in languages as they are without a configuration. */
export const builtInLanguages = Object.fromEntries(
  builtInCodes.map((code) => [code, createLanguage(code, builtInChoices[code])]),
) as Record<BuiltInLanguage, LanguageInfo>;
