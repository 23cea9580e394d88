import type { i18n } from 'i18next';
import type { Language } from '../../shared/languages.ts';
import { getTextsUrl, type Resources, type TextPart, textParts } from '../../shared/text-parts.ts';

let textsPath = '';

/** Loads the texts of a page from here. */
export function setTextsPath(path: string): void {
  textsPath = path;
}

/** Loads texts of a language. Throws when the network fails. */
export async function loadResources(language: Language, parts: readonly TextPart[]): Promise<Resources> {
  const load = async (part: TextPart) => {
    const url = getTextsUrl(textsPath, language, part);
    return ((await import(/* @vite-ignore */ url)) as { default: Resources }).default;
  };
  return Object.assign({}, ...(await Promise.all(parts.map(load)))) as Resources;
}

/** Loads another language: the parts that the current language has. */
export async function addLanguage(i18n: i18n, language: Language): Promise<void> {
  const known = allParts.filter((part) => hasPart(i18n, part));
  addResources(i18n, language, await loadResources(language, known));
}

/** Loads the missing parts of a page on client navigation. The first page comes with its own. */
export async function addParts(i18n: i18n, wanted: readonly TextPart[]): Promise<void> {
  const { language } = i18n;
  const missing = wanted.filter((part) => !hasPart(i18n, part));
  if (missing.length === 0) return;
  addResources(i18n, language, await loadResources(language, missing));
}

const allParts = Object.keys(textParts) as TextPart[];

function hasPart(i18n: i18n, part: TextPart): boolean {
  return i18n.hasResourceBundle(i18n.language, textParts[part][0]);
}

function addResources(i18n: i18n, language: Language, resources: Resources): void {
  for (const [name, texts] of Object.entries(resources)) i18n.addResourceBundle(language, name, texts);
}
