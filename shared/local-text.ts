import type { Language } from './languages.ts';

/** A text of the operator: the same in every language, or one per language. */
export type LocalText = string | Readonly<Record<Language, string>>;

/** Chooses a text: in the language itself, else in the default language, else in English, else in any. */
export function chooseText(text: LocalText, language: Language, defaultLanguage: Language): string {
  if (typeof text === 'string') return text;
  const wanted = [language, defaultLanguage, 'en'].find((code) => Object.hasOwn(text, code));
  return (wanted === undefined ? Object.values(text)[0] : text[wanted]) ?? '';
}
