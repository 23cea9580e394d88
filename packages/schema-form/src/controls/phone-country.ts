import { AsYouType } from 'libphonenumber-js/min';

/** The name of the country of a number in international form; null where the digits do not tell it yet. */
export function getCountryName(typed: string, locale: string): string | null {
  const formatter = new AsYouType();
  formatter.input(typed.replace(/^\s*00/, '+'));
  const country = formatter.getCountry();
  return country ? (new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? null) : null;
}
