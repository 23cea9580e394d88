let format: ((number: string) => string) | null = null;

/** Loads the library that knows how the numbers of each country are written. A server calls it once. */
export async function loadPhoneFormat(): Promise<void> {
  format ??= (await import('./international-number.ts')).toInternational;
}

/** Returns whether the library is loaded. */
export function isPhoneFormatLoaded(): boolean {
  return format !== null;
}

/** Returns whether a text consists of the signs of a telephone number. */
export function isPhoneNumber(text: string): boolean {
  return /^\+?[\d\s().-]+$/.test(text);
}

/** Returns a number in its international form; the number as it is until the library is loaded. */
export function formatPhone(number: string): string {
  return format?.(number) ?? number;
}
