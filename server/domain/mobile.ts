import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  getExampleNumber,
  isSupportedCountry,
  type NumberType,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { cleanText, toAsciiDigits } from 'schema-form/server';
import type { Country } from '../../shared/page.ts';

export type { CountryCode };

export function isCountryCode(code: string): code is CountryCode {
  return isSupportedCountry(code);
}

/** Every country that has numbers, with its calling code and an example of a mobile number. */
export const countries: readonly Country[] = getCountries().map((code) => {
  const callingCode = getCountryCallingCode(code);
  const example = formatMobile(getExampleNumber(code, examples)?.number ?? '');
  return { code, callingCode, example: example.slice(callingCode.length + 2) };
});

/**
 * Parses a mobile number as people type it to E.164: with spaces, dashes, brackets, `00` for `+`,
 * Arabic-Indic and Persian digits, in the national form of this country, or with a country code without
 * `+`. Null for any other text. A number with `+` needs to be possible, not valid: numbering plans grow
 * faster than libraries. Without `+` it must be a mobile number that is in use: `254712345678` is a
 * possible number of the Emirates, but no code would ever arrive there.
 */
export function parseMobile(typed: string, country: CountryCode): string | null {
  if (typed.length > 64) return null;
  const text = toAsciiDigits(cleanText(typed)).trim().replace(/^00/, '+');
  if (!/^[+\d\s()[\].\p{Pd}\u2212/]+$/u.test(text)) return null;
  if (text.includes('+')) {
    const number = parsePhoneNumberFromString(text, country);
    return number?.isPossible() ? number.number : null;
  }
  const candidates = [
    parsePhoneNumberFromString(text, country),
    parsePhoneNumberFromString(`+${text.replaceAll(/\D/g, '')}`),
  ];
  return candidates.find((number) => mobileTypes.has(number?.getType()))?.number ?? null;
}

/** The types of numbers that receive messages. A number that is not valid has no type. */
const mobileTypes = new Set<NumberType>(['MOBILE', 'FIXED_LINE_OR_MOBILE', 'VOIP', 'PERSONAL_NUMBER']);

/**
 * Formats a number in E.164 with the spaces of its country: `+971 50 123 4567`. Six digits in a row are
 * halved, so that people can compare them at a glance: `+254 712 345 678`.
 */
export function formatMobile(mobile: string): string {
  const text = parsePhoneNumberFromString(mobile)?.formatInternational() ?? mobile;
  return text.replace(/ (\d{3})(\d{3})$/, ' $1 $2');
}
