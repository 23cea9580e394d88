/** What is the operator's own: change it here, and the texts of the links in `locales/<language>/app.json`. */
export const brand = {
  /** The links of the footer, in this order. A link's text is `footer.<key>`; leave out what you do not have. */
  links: {
    contact: 'https://example.com/contact',
    help: 'https://example.com/help',
    privacy: 'https://example.com/privacy',
  },
} as const satisfies { links: Partial<Record<BrandLink, string>> };

/** A page of the operator outside this program. */
export type BrandLink = 'contact' | 'help' | 'privacy';
