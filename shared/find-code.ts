/**
 * Finds the one-time code in a typed or pasted text, such as "Your code is 123 456", whose digits are ASCII. Returns
 * null when the text has no group of so many digits.
 */
export function findCode(text: string, length: number): string | null {
  const found = new RegExp(`(?:^|\\D)(\\d(?:[\\s-]?\\d){${length - 1}})(?!\\d)`).exec(text);
  return found?.[1]?.replaceAll(/\D/g, '') ?? null;
}
