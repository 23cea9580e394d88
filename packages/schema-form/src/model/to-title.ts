/** Longer names are no words that anybody reads. */
const longest = 200;

/**
 * The name of a property as people read it, for where its schema has no title: `postalCode` and `postal_code` are
 * "Postal code". Words in capitals stay as they are ("userID" is "User ID"), unless all of a name is in them. What
 * has a space or another sign in it was written to be read, and stays.
 */
export function toTitle(key: string): string {
  if (key.length > longest || !/^[\p{L}\p{M}\p{N}_-]+$/u.test(key)) return key;
  const isInCapitals = /_/.test(key) && key === key.toUpperCase();
  const words = (isInCapitals ? key.toLowerCase() : key)
    // Two letters at least: "e-mail" and "X-Ray" are words.
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

/** What is in capitals is an abbreviation; a letter by itself is not. */
function lower(word: string): string {
  return /^\p{Lu}[\p{Lu}\p{N}]+s?$/u.test(word) ? word : word.toLowerCase();
}

function capitalize(word: string): string {
  const [first = ''] = word;
  return first.toUpperCase() + word.slice(first.length);
}
