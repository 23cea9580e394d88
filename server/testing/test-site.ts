import { createSite } from '../create-site.ts';

/** The site without a configuration. */
export const testSite = createSite({ config: {}, localesFolder: null, defaultLanguage: null });
