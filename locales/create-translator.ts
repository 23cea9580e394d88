import { createInstance, type i18n, type Module } from 'i18next';
import { isolate, showDigits } from 'schema-form/texts';
import { getLanguage, type Language, type LanguageInfo, type Languages } from '../shared/languages.ts';

interface TranslatorOptions {
  /** The languages that the translator may change to. */
  languages: Languages;
  /** The texts by namespace, which is the name of their file. */
  resources: Partial<Record<string, Record<string, string>>>;
  /** The namespaces that may be added later; those of `resources` by default. */
  namespaces?: readonly string[];
  /** A plug-in that binds the translator to a framework. */
  plugin?: Module;
}

/**
 * Creates the translator of one language: the only place that configures i18next, so that the server,
 * server-rendered pages, the browser and error messages fill in a text the same way.
 */
export function createTranslator(
  language: Language,
  { languages, resources, namespaces = Object.keys(resources), plugin }: TranslatorOptions,
): i18n {
  const instance = createInstance();
  if (plugin) instance.use(plugin);
  void instance.init({
    lng: language,
    defaultNS: 'app',
    ns: [...namespaces],
    resources: { [language]: { ...(resources as Record<string, Record<string, string>>) } },
    // Keys are flat, and may hold a dot or a colon.
    keySeparator: false,
    nsSeparator: false,
    // React and `escapeHtml` escape what they render. What is inserted here is written in the notation of the language.
    interpolation: {
      escape: (value: unknown) => show(value, getLanguage(languages, instance.language)),
      useRawValueToEscape: true,
    },
    react: { useSuspense: false },
    initAsync: false,
  });
  return instance;
}

/** Shows a number or a text inside a sentence of a language. */
function show(value: unknown, { writing, direction }: LanguageInfo): string {
  return typeof value === 'number'
    ? showDigits(String(value), writing)
    : isolate(String(value), direction === 'rtl');
}
