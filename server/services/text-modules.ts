import { createHash } from 'node:crypto';
import type { Language, Languages } from '../../shared/languages.ts';
import { type TextPart, textParts } from '../../shared/text-parts.ts';
import type { GetTexts } from './texts.ts';

/** The texts of pages as script modules that browsers import. */
export interface TextModules {
  /** The path of all modules. It contains the hash of their content. */
  path: string;
  /** Returns the source of a module; null for another version, language or part. */
  find(version: string, language: Language, part: string): string | null;
}

export const textsPath = '/texts/';

export function createTextModules(languages: Languages, getTexts: GetTexts): TextModules {
  const parts = Object.keys(textParts) as TextPart[];
  const sources = new Map<string, string>();
  for (const language of Object.keys(languages)) {
    const { resources } = getTexts(language);
    for (const part of parts) {
      const texts = Object.fromEntries(textParts[part].map((name) => [name, resources[name]]));
      sources.set(`${language}/${part}`, `export default ${JSON.stringify(texts)};\n`);
    }
  }
  const hash = createHash('sha256');
  for (const [name, source] of sources) hash.update(name).update(source);
  const ownVersion = hash.digest('base64url').slice(0, 22);
  return {
    path: `${textsPath}${ownVersion}/`,
    find: (version, language, part) =>
      version === ownVersion ? (sources.get(`${language}/${part}`) ?? null) : null,
  };
}
