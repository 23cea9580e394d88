import type { Writing } from 'schema-form';

/** The BCP 47 code of a language that the site offers. */
export type Language = string;

/** How a language writes numbers and dates, by the choice of the operator. */
export interface Notation {
  /** The locale for `Intl`, with the digits of the language. */
  locale: string;
  writing: Writing;
  /** The calendar whose date follows the Gregorian one; null without one. */
  secondCalendar: string | null;
}

export interface LanguageInfo extends Notation {
  /** The name of the language in that language. */
  name: string;
  direction: 'ltr' | 'rtl';
}

/** The languages of the site, in the order of the menu. */
export type Languages = Readonly<Record<Language, LanguageInfo>>;

/** Returns a language of the site; throws for any other. */
export function getLanguage(languages: Languages, language: Language): LanguageInfo {
  const info = Object.hasOwn(languages, language) ? languages[language] : undefined;
  if (!info) throw new Error('The site does not offer this language');
  return info;
}

/** Finds the language with exactly this code, ignoring case. Returns null when the site does not offer it. */
export function findLanguage(languages: Languages, code: string): Language | null {
  const lower = code.toLowerCase();
  return Object.keys(languages).find((known) => known.toLowerCase() === lower) ?? null;
}

/** Returns whether a text has the form of a BCP 47 code, such as `en`, `pt-BR` or `zh-Hant-TW`, supported or not. */
export function isLanguageCode(code: string): boolean {
  return /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(code);
}

/** Returns the best language of the site for an `Accept-Language` header, or null when it names none of them. */
export function acceptLanguage(languages: Languages, header: string): Language | null {
  const preferences = header
    .split(',')
    .slice(0, 32)
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const q = parameters.find((parameter) => /^q=/i.test(parameter.trim()));
      return { tag: tag.trim(), weight: q ? Number(q.trim().slice(2)) : 1 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of preferences) {
    const language = findLanguage(languages, tag) ?? findSameLanguage(languages, tag);
    if (language) return language;
  }
  return null;
}

/** `pt-PT` and `pt` both find `pt`, or else `pt-BR`. */
function findSameLanguage(languages: Languages, tag: string): Language | null {
  const subtag = getSubtag(tag);
  return (
    findLanguage(languages, subtag) ??
    Object.keys(languages).find((known) => getSubtag(known) === subtag) ??
    null
  );
}

function getSubtag(tag: string): string {
  return (tag.split('-')[0] ?? '').toLowerCase();
}
