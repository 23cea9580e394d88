import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { completeTexts } from '../locales/complete-texts.ts';

type Texts = Record<string, string>;

/** Creates a Vite plugin that completes the texts of each language with those of English, as the server does. */
export function completeLocales(): Plugin {
  return {
    name: 'complete-locales',
    enforce: 'pre',
    transform(code, id) {
      const [, folder, language, file] =
        /^(.*\/locales\/)(\w+)\/(\w+\.json)$/.exec(id.split('?')[0] ?? '') ?? [];
      if (!folder || !language || language === 'en') return null;
      const source = `${folder}en/${file}`;
      this.addWatchFile(source);
      const english = JSON.parse(readFileSync(source, 'utf8')) as Texts;
      return { code: JSON.stringify(completeTexts(JSON.parse(code) as Texts, english, language)), map: null };
    },
  };
}
