import { builtInChoices } from '../../locales/built-in-languages.ts';
import { createLanguage, type LanguageChoice } from '../../locales/create-language.ts';
import { findLanguage, type Language, type Languages } from '../../shared/languages.ts';
import { EnvError } from '../env-error.ts';
import { ConfigError } from './config-error.ts';
import type { Config } from './read-config.ts';

/** Creates the languages that the site offers. `known` are those that there are texts of. Throws ConfigError. */
export function createLanguages(
  { offered }: NonNullable<Config['languages']>,
  known: readonly string[],
): Languages {
  const choices: readonly (LanguageChoice & { code: string })[] = offered ?? known.map((code) => ({ code }));
  const languages: Record<Language, Languages[string]> = {};
  for (const [index, { code, ...own }] of choices.entries()) {
    const pointer = `/languages/offered/${index}`;
    if (!known.includes(code)) {
      throw new ConfigError(
        `${pointer}/code`,
        `there are no texts in "${code}", only in ${known.join(', ')}`,
      );
    }
    if (Object.hasOwn(languages, code)) throw new ConfigError(`${pointer}/code`, `"${code}" is there twice`);
    const builtIn: LanguageChoice = findBuiltIn(code);
    try {
      languages[code] = createLanguage(code, { ...builtIn, ...own });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new ConfigError(`${pointer}/locale`, `"${own.locale}" is no locale such as en-US`);
    }
  }
  return languages;
}

function findBuiltIn(code: string): LanguageChoice {
  return Object.hasOwn(builtInChoices, code) ? builtInChoices[code as keyof typeof builtInChoices] : {};
}

/**
 * Chooses the language of visitors whose browser asks for none that the site offers. `variable` is the value of
 * DEFAULT_LANGUAGE; null where it is not set. Throws EnvError for a language that the site does not offer.
 */
export function chooseDefaultLanguage(languages: Languages, variable: string | null): Language {
  const codes = Object.keys(languages);
  if (variable === null) return findLanguage(languages, 'en') ?? codes[0] ?? 'en';
  if (codes.includes(variable)) return variable;
  throw new EnvError(`DEFAULT_LANGUAGE must be one of ${codes.join(', ')}, not "${variable}".`);
}
