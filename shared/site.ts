import type { Language, Languages } from './languages.ts';
import type { LocalText } from './local-text.ts';

/** What the operator chooses and every page shows. It comes with the page state, so a change needs no build. */
export interface Site {
  languages: Languages;
  defaultLanguage: Language;
  /** The path of the modules with the texts; it changes with them. */
  textsPath: string;
  brand: Brand;
}

/** The brand, without its name: that is the text `app.name`. */
export interface Brand {
  logo: Logo | null;
  /** Where customers get help; null where there is no such place. */
  support: Support | null;
  /** The links at the end of every page, in this order. */
  links: readonly BrandLink[];
}

export interface Logo {
  light: Picture;
  /** The logo on a dark ground; null where `light` fits there too. */
  dark: Picture | null;
  /** The logo contains the name, so that the name is not written beside it. */
  hasName: boolean;
}

export interface Picture {
  url: string;
  /** In pixels. */
  width: number;
  height: number;
}

export interface Support {
  url: LocalText | null;
  email: string | null;
  phone: string | null;
}

export interface BrandLink {
  text: LocalText;
  url: LocalText;
}
