import type { Language } from '../../shared/languages.ts';
import type { Resources } from './create-i18n.ts';

type Texts = Record<string, string>;

const files = import.meta.glob<Texts>('../../locales/*/{app,errors}.json', { import: 'default' });

/** Loads the texts of a language, a small file each; throws when the network fails. */
export async function loadResources(language: Language): Promise<Resources> {
  const load = (name: string) => {
    const file = files[`../../locales/${language}/${name}.json`];
    if (!file) throw new Error(`There is no locales/${language}/${name}.json`);
    return file();
  };
  const [app, errors] = await Promise.all([load('app'), load('errors')]);
  return { app, errors };
}
