type Texts = Readonly<Record<string, string>>;

/** The suffix of a text that depends on a number: a plural category of CLDR. */
export const pluralSuffix = /_(zero|one|two|few|many|other)$/;

/**
 * Returns the texts of a language with those of English in place of the missing ones. Both the server and the build
 * of the pages use it, so that a page loads the texts of one language alone.
 */
export function completeTexts(texts: Texts, english: Texts, language: string): Record<string, string> {
  const keys = Object.keys(english).flatMap((key) => {
    const name = key.replace(pluralSuffix, '');
    if (name === key) return [key];
    return getCategories(language).map((category) => `${name}_${category}`);
  });
  const completed = Object.fromEntries(
    keys.map((key) => {
      const other = key.replace(pluralSuffix, '_other');
      return [key, texts[key] ?? texts[other] ?? english[key] ?? english[other] ?? key];
    }),
  );
  return { ...completed, ...texts };
}

/** Returns the plural categories of a language. i18next chooses a text by them. */
export function getCategories(language: string): string[] {
  return new Intl.PluralRules(language).resolvedOptions().pluralCategories;
}
