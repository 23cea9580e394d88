import type { Writing } from 'schema-form';

/** The languages that the program speaks; each has a folder of the same name in `locales/`. */
export const languages = {
  en: {
    name: 'English',
    direction: 'ltr',
    locale: 'en-GB',
    writing: { decimal: '.', group: ',', date: ['day', 'month', 'year'] },
  },
  ar: {
    name: 'العربية',
    direction: 'rtl',
    locale: 'ar-AE',
    writing: { decimal: '.', group: ',', date: ['day', 'month', 'year'] },
  },
} as const satisfies Record<string, LanguageInfo>;

export type Language = keyof typeof languages;

interface LanguageInfo {
  /** Its own name for itself. */
  name: string;
  direction: 'ltr' | 'rtl';
  /** For dates, numbers and sorting. */
  locale: string;
  /** As `Intl` says too; to ask that takes longer than to draw a form. */
  writing: Writing;
}

export const languageCodes = Object.keys(languages) as Language[];

export function isLanguage(code: string): code is Language {
  return Object.hasOwn(languages, code);
}

/** The language with exactly this code, whatever its case; null when there is none. */
export function findLanguage(code: string): Language | null {
  const lower = code.toLowerCase();
  return isLanguage(lower) ? lower : null;
}

/** Whether this is the form of a BCP 47 code, known here or not: `en`, `pt-BR`, `zh-Hant-TW`. */
export function isLanguageCode(code: string): boolean {
  return /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(code);
}

/** The best of ours for an `Accept-Language` header; null when it names none of ours. */
export function acceptLanguage(header: string): Language | null {
  const wishes = header
    .split(',')
    .slice(0, 32)
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const q = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { tag: tag.trim(), weight: q ? Number(q.trim().slice(2)) : 1 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of wishes) {
    const language = findLanguage(tag) ?? findLanguage(tag.split('-')[0] ?? '');
    if (language) return language;
  }
  return null;
}
