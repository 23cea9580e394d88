/** The maximum length of a name that is converted; a longer one is no readable text. */
const longest = 200;

/**
 * Returns a readable name for a property whose schema has no title: `postalCode` and `postal_code` become
 * "Postal code". Words in capitals stay ("userID" becomes "User ID") unless the whole name is in capitals. A
 * name with a space or another sign stays, because a person wrote it to be read.
 */
export function toTitle(key: string): string {
  if (key.length > longest || !/^[\p{L}\p{M}\p{N}_-]+$/u.test(key)) return key;
  const isInCapitals = /_/.test(key) && key === key.toUpperCase();
  const words = (isInCapitals ? key.toLowerCase() : key)
    // It takes at least two letters: "e-mail" and "X-Ray" are words.
    .replaceAll(/([\p{L}\p{N}]{2})-(?=[\p{L}\p{N}]{2})/gu, '$1 ')
    .replaceAll('_', ' ')
    .replaceAll(/([\p{Ll}\p{N}])(?=\p{Lu})/gu, '$1 ')
    .replaceAll(/(\p{Lu})(?=\p{Lu}(?!s(?: |\p{Lu}|$))\p{Ll})/gu, '$1 ')
    .replaceAll(/(\p{Ll})(?=\p{N})/gu, '$1 ')
    .trim()
    .split(/ +/);
  const title = words.map((word, index) => (index === 0 ? capitalize(word) : lower(word))).join(' ');
  return title === '' ? key : title;
}

/** Lowercases a word unless it is an abbreviation in capitals. A single letter is not an abbreviation. */
function lower(word: string): string {
  return /^\p{Lu}[\p{Lu}\p{N}]+s?$/u.test(word) ? word : word.toLowerCase();
}

function capitalize(word: string): string {
  const [first = ''] = word;
  return first.toUpperCase() + word.slice(first.length);
}
