import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import { cleanText, toAsciiDigits } from 'schema-form/server';

export type { CountryCode };

export function isCountryCode(code: string): code is CountryCode {
  return isSupportedCountry(code);
}

/**
 * Parses a mobile number as people type it to E.164: with spaces, dashes, brackets, `00` for `+`,
 * Arabic-Indic and Persian digits, or in the national form of the default country. Null for any other
 * text. Numbers need to be possible, not valid: numbering plans grow faster than libraries.
 */
export function parseMobile(typed: string, defaultCountry: CountryCode): string | null {
  if (typed.length > 64) return null;
  const text = toAsciiDigits(cleanText(typed)).replace(/^\s*00/, '+');
  if (!/^[+\d\s().\-–/]+$/.test(text)) return null;
  const number = parsePhoneNumberFromString(text, defaultCountry);
  return number?.isPossible() ? number.number : null;
}
