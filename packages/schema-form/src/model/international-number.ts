import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Returns `+971 50 123 4567` for `+971501234567`, and a text that is no international number as it is. */
export function toInternational(number: string): string {
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number;
}
