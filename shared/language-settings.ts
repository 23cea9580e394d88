import type { Writing } from 'schema-form';
import { type Language, languages } from './languages.ts';

/** What an operator chooses for a language. */
export interface LanguageSettings {
  /** The digits of values and sentences: Latin ones, or those of the language's script. Inputs accept both. */
  digits?: 'latn' | 'own';
  /** Shows the Hijri date (Umm al-Qura) after the Gregorian one. */
  hasHijriDates?: boolean;
}

/** The choices of the operator. A language that is not named has Latin digits and only Gregorian dates. */
export const languageSettings: Partial<Record<Language, LanguageSettings>> = {};

/** The digits of the scripts that have their own, with the name that `Intl` gives them. */
const ownDigits: Partial<Record<Language, Required<Writing>['digits'] & { name: string }>> = {
  ar: { name: 'arab', zero: '٠', decimal: '٫', group: '٬' },
  ur: { name: 'arabext', zero: '۰', decimal: '٫', group: '٬' },
  hi: { name: 'deva', zero: '०', decimal: '.', group: ',' },
};

/** How a language writes numbers and dates, by the choice of the operator. */
export interface Notation {
  /** The locale for `Intl`. */
  locale: string;
  writing: Writing;
  /** The calendar whose date follows the Gregorian one; null without one. */
  secondCalendar: string | null;
}

/** Returns the notation of a language. */
export function getNotation(
  language: Language,
  { digits = 'latn', hasHijriDates = false }: LanguageSettings = languageSettings[language] ?? {},
): Notation {
  const { locale, writing } = languages[language];
  const own = digits === 'own' ? ownDigits[language] : undefined;
  return {
    locale: `${locale}-u-nu-${own?.name ?? 'latn'}`,
    writing: own ? { ...writing, digits: own } : writing,
    secondCalendar: hasHijriDates ? 'islamic-umalqura' : null,
  };
}
