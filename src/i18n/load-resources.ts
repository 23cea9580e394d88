import type { i18n } from 'i18next';
import { getI18n } from 'react-i18next';
import type { Language } from '../../shared/languages.ts';
import { type Namespace, namespaces, type Resources } from './create-i18n.ts';

type Texts = Record<string, string>;

const files = import.meta.glob<Texts>('../../locales/*/{app,controls,errors}.json', { import: 'default' });

/** Loads the texts of a language. Throws when the network fails. */
export async function loadResources(language: Language, wanted: readonly Namespace[]): Promise<Resources> {
  const load = async (name: Namespace) => {
    const file = files[`../../locales/${language}/${name}.json`];
    if (!file) throw new Error(`There is no locales/${language}/${name}.json`);
    return [name, await file()] as const;
  };
  return Object.fromEntries(await Promise.all(wanted.map(load)));
}

/** Loads another language: the namespaces that the current language has. */
export async function addLanguage(i18n: i18n, language: Language): Promise<void> {
  const known = namespaces.filter((name) => i18n.hasResourceBundle(i18n.language, name));
  addResources(i18n, language, await loadResources(language, known));
}

/** Loads the missing namespaces of a page on client navigation. The first page comes with its own. */
export async function addNamespaces(wanted: readonly Namespace[]): Promise<void> {
  const i18n = getI18n();
  if (!i18n) return;
  const language = i18n.language as Language;
  const missing = wanted.filter((name) => !i18n.hasResourceBundle(language, name));
  if (missing.length > 0) addResources(i18n, language, await loadResources(language, missing));
}

function addResources(i18n: i18n, language: Language, resources: Resources): void {
  for (const [name, texts] of Object.entries(resources)) i18n.addResourceBundle(language, name, texts);
}
