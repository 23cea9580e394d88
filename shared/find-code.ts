/**
 * Finds the one-time code in a typed or pasted text, such as "Your code is 123 456", in the digits of any script.
 * Returns it in ASCII digits; null when the text has no group of so many digits.
 */
export function findCode(text: string, length: number): string | null {
  const ascii = text.replaceAll(/\p{Nd}/gu, toAsciiDigit);
  const found = new RegExp(`(?:^|\\D)(\\d(?:[\\s-]?\\d){${length - 1}})(?!\\d)`).exec(ascii);
  return found?.[1]?.replaceAll(/\D/g, '') ?? null;
}

/** Returns the ASCII digit for a digit of any script. The digits of a script follow each other from zero to nine. */
function toAsciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}
