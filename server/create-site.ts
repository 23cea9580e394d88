import { builtInChoices } from '../locales/built-in-languages.ts';
import { createLanguage } from '../locales/create-language.ts';
import { chooseText } from '../shared/local-text.ts';
import type { Site } from '../shared/site.ts';
import { createBrand, type LoadedBrand } from './config/create-brand.ts';
import { chooseDefaultLanguage, createLanguages } from './config/create-languages.ts';
import type { Config } from './config/read-config.ts';
import { type LocaleReport, readLocales } from './config/read-locales.ts';
import { createTextModules, type TextModules } from './services/text-modules.ts';
import { createTexts, type GetTexts } from './services/texts.ts';

/** The site with everything that the server needs to show it. */
export interface LoadedSite {
  site: Site;
  getTexts: GetTexts;
  textModules: TextModules;
  brand: LoadedBrand;
  /** What the operator's texts lack, in the languages that the site offers. */
  localeReports: readonly LocaleReport[];
}

interface SiteEnv {
  config: Config;
  localesFolder: string | null;
  /** The value of the variable; null where it is not set. */
  defaultLanguage: string | null;
}

/** Creates the site that the variables and the configuration file describe; throws EnvError. */
export function createSite({ config, localesFolder, defaultLanguage: variable }: SiteEnv): LoadedSite {
  const locales = readLocales(localesFolder);
  const languages = createLanguages(config.languages ?? {}, [...locales.texts.keys()]);
  const defaultLanguage = chooseDefaultLanguage(languages, variable);
  const name = config.brand?.name;
  const getTexts = createTexts({
    // The admin API is in English, whether the site offers it or not.
    languages: { en: createLanguage('en', builtInChoices.en), ...languages },
    locales: locales.texts,
    getBrandName: (language) => (name === undefined ? null : chooseText(name, language, defaultLanguage)),
  });
  const textModules = createTextModules(languages, getTexts);
  const brand = createBrand(config.brand ?? {});
  return {
    site: { languages, defaultLanguage, textsPath: textModules.path, brand: brand.brand },
    getTexts,
    textModules,
    brand,
    localeReports: locales.reports.filter(({ language }) => Object.hasOwn(languages, language)),
  };
}
