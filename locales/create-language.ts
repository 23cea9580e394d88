import { type Digits, getWriting } from 'schema-form/texts';
import type { LanguageInfo } from '../shared/languages.ts';

/** What an operator chooses for a language. */
export interface LanguageChoice {
  /** The locale for dates, numbers and sorting; the language itself by default. */
  locale?: string;
  /** The name in the menu; the one that `Intl` knows by default. */
  name?: string;
  /** The digits of values and sentences: Latin ones, or those of the language's script. Inputs accept both. */
  digits?: 'latn' | 'own';
  /** Shows the Hijri date (Umm al-Qura) after the Gregorian one. */
  hijri_dates?: boolean;
}

/** Creates a language from its code. What the operator does not choose comes from `Intl`. */
export function createLanguage(
  code: string,
  { locale = code, name, digits = 'latn', hijri_dates = false }: LanguageChoice = {},
): LanguageInfo {
  const own = digits === 'own' ? getOwnDigits(locale) : null;
  const writing = getWriting(locale);
  return {
    name: name ?? getName(code),
    direction: getDirection(code),
    locale: `${locale}-u-nu-${own?.system ?? 'latn'}`,
    writing: own ? { ...writing, digits: own.digits } : writing,
    secondCalendar: hijri_dates ? 'islamic-umalqura' : null,
  };
}

/** Returns the name of a language in itself. It begins with a capital, as the names in a menu do. */
function getName(code: string): string {
  const name =
    new Intl.DisplayNames(code, { type: 'language', languageDisplay: 'standard' }).of(code) ?? code;
  const [first = '', ...rest] = name;
  return first.toLocaleUpperCase(code) + rest.join('');
}

function getDirection(code: string): 'ltr' | 'rtl' {
  // TypeScript does not know this method yet.
  const locale = new Intl.Locale(code) as Intl.Locale & { getTextInfo(): { direction?: string } };
  return locale.getTextInfo().direction === 'rtl' ? 'rtl' : 'ltr';
}

/** The digits of scripts, by the names that `Intl` gives both. ECMA-402 does not tell them (`-u-nu-native`). */
const digitsOfScripts: Readonly<Record<string, string>> = {
  Arab: 'arab',
  Beng: 'beng',
  Deva: 'deva',
  Gujr: 'gujr',
  Guru: 'guru',
  Khmr: 'khmr',
  Knda: 'knda',
  Laoo: 'laoo',
  Mlym: 'mlym',
  Mymr: 'mymr',
  Orya: 'orya',
  Taml: 'tamldec',
  Telu: 'telu',
  Thai: 'thai',
  Tibt: 'tibt',
};

/** The languages in Arabic script that write the digits as Persian does. */
const likePersian = ['fa', 'ks', 'ps', 'ur'];

/** Returns the digits of a language's script, with the name that `Intl` gives them; null for Latin digits. */
function getOwnDigits(locale: string): { system: string; digits: Digits } | null {
  const { language, script = '' } = new Intl.Locale(locale).maximize();
  const system = likePersian.includes(language) ? 'arabext' : digitsOfScripts[script];
  if (system === undefined) return null;
  const format = new Intl.NumberFormat(`${locale}-u-nu-${system}`);
  const parts = format.formatToParts(12_345_678.9);
  const find = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { system, digits: { zero: format.format(0), decimal: find('decimal'), group: find('group') } };
}
