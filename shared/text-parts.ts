/**
 * The texts of a page by part. A page loads whole parts: every page that of the app, pages with a form also that of
 * the form.
 */
export const textParts = {
  app: ['app'],
  form: ['controls', 'errors', 'files'],
  playground: ['playground'],
} as const satisfies Record<string, readonly string[]>;

export type TextPart = keyof typeof textParts;

/** The name of a file in `locales/<language>/` that pages have texts of. */
export type Namespace = (typeof textParts)[TextPart][number];

export const namespaces: readonly Namespace[] = Object.values(textParts).flat();

/** Texts in one language by namespace. */
export type Resources = Partial<Record<Namespace, Record<string, string>>>;

/** Returns the address of a part of the texts in a language; `textsPath` is that of the site. */
export function getTextsUrl(textsPath: string, language: string, part: TextPart): string {
  return `${textsPath}${language}/${part}.js`;
}
