import type { Writing } from 'schema-form';

const dayFirst = ['day', 'month', 'year'] as const;

/**
 * The supported languages, in the order of the menu. Each has a folder of the same name in `locales/`.
 * docs/languages.md says how to add one.
 */
export const languages = {
  en: { name: 'English', direction: 'ltr', locale: 'en-GB', writing: write('.', ',') },
  ar: { name: 'العربية', direction: 'rtl', locale: 'ar-AE', writing: write('.', ',') },
  fr: { name: 'Français', direction: 'ltr', locale: 'fr-FR', writing: write(',', ' ') },
  es: { name: 'Español', direction: 'ltr', locale: 'es-ES', writing: write(',', '.') },
  hi: { name: 'हिन्दी', direction: 'ltr', locale: 'hi-IN', writing: write('.', ',') },
  ur: { name: 'اردو', direction: 'rtl', locale: 'ur-PK', writing: write('.', ',') },
  id: { name: 'Bahasa Indonesia', direction: 'ltr', locale: 'id-ID', writing: write(',', '.') },
  sw: { name: 'Kiswahili', direction: 'ltr', locale: 'sw-KE', writing: write('.', ',') },
} as const satisfies Record<string, LanguageInfo>;

export type Language = keyof typeof languages;

interface LanguageInfo {
  /** The name of the language in that language. */
  name: string;
  direction: 'ltr' | 'rtl';
  /** The locale for dates, numbers and sorting. */
  locale: string;
  /** The same values as `Intl` returns. Reading them from `Intl` takes longer than rendering a form. */
  writing: Writing;
}

function write(decimal: string, group: string): Writing {
  return { decimal, group, date: dayFirst };
}

export const languageCodes = Object.keys(languages) as Language[];

export function isLanguage(code: string): code is Language {
  return Object.hasOwn(languages, code);
}

/** Finds the language with exactly this code, ignoring case. Returns null when the language is not supported. */
export function findLanguage(code: string): Language | null {
  const lower = code.toLowerCase();
  return isLanguage(lower) ? lower : null;
}

/** Whether a text has the form of a BCP 47 code, such as `en`, `pt-BR` or `zh-Hant-TW`, supported or not. */
export function isLanguageCode(code: string): boolean {
  return /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(code);
}

/** The best supported language for an `Accept-Language` header, or null when it names no supported language. */
export function acceptLanguage(header: string): Language | null {
  const preferences = header
    .split(',')
    .slice(0, 32)
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const q = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { tag: tag.trim(), weight: q ? Number(q.trim().slice(2)) : 1 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of preferences) {
    const language = findLanguage(tag) ?? findLanguage(tag.split('-')[0] ?? '');
    if (language) return language;
  }
  return null;
}
