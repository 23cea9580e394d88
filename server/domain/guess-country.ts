import { type CountryCode, isCountryCode } from './mobile.ts';

/** Devices everywhere are sold with these, so their regions say nothing about where a person lives. */
const languagesOfDevices = new Set(['en-us', 'en-gb']);

/**
 * Guesses the country of a visitor's mobile number: the region of the first language that the browser
 * asks for, as KE in `sw-KE`, else the default country.
 */
export function guessCountry(acceptLanguage: string, defaultCountry: CountryCode): CountryCode {
  const [, tag = '', region = ''] =
    /^\s*([a-z]{2,3}(?:-[a-z]{4})?-([a-z]{2}))(?![\w-])/i.exec(acceptLanguage) ?? [];
  const country = region.toUpperCase();
  return isCountryCode(country) && !languagesOfDevices.has(tag.toLowerCase()) ? country : defaultCountry;
}
