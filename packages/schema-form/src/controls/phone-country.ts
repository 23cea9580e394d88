import { AsYouType } from 'libphonenumber-js/min';

/** Returns the name of the country of an international number; null if the digits do not identify it yet. */
export function getCountryName(typed: string, locale: string): string | null {
  const formatter = new AsYouType();
  formatter.input(typed.replace(/^\s*00/, '+'));
  const country = formatter.getCountry();
  return country ? (new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? null) : null;
}
