/** Cleans typed text of what people do not see or type. Browser and server share these functions. */

/** Invisible characters: bidi marks and isolates, zero-width spaces, soft hyphen, byte order mark. */
const invisible = /[\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g;
const joiners = /[\u200C\u200D]/;
/** What joiners belong between: letters that join, as in Persian and Hindi, and emoji. */
const joined =
  /^[\uFE0F\p{Extended_Pictographic}\p{Emoji_Modifier}\p{scx=Arab}\p{scx=Syrc}\p{scx=Mong}\p{scx=Nkoo}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}\p{scx=Mymr}]$/u;
/** C0 and C1 controls but tab and line feed: no text holds them, and PostgreSQL refuses NUL. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;
/** The characters that `toWellFormed` replaces; not all browsers have that method. */
const loneSurrogates = /\p{Surrogate}/gu;
const oddSpaces = /[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g;
const foreignDigits = /[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]/g;

/**
 * A run of combining marks that is longer than in any real text, as defined by the Stream-Safe Text Format
 * (UAX 15).
 */
const manyMarks = /\p{M}{31}/u;

/**
 * Returns the text in NFC, well-formed, trimmed, without invisible characters, and with `\n` as the only line
 * break.
 */
export function cleanText(text: string): string {
  // Most texts are of printable ASCII signs, which need no cleaning.
  if (/^[ -~]*$/.test(text)) return text.trim();
  const cleaned = text
    .replaceAll(loneSurrogates, '\uFFFD')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(oddSpaces, ' ')
    .replaceAll(invisible, '')
    .replaceAll(controls, '');
  const kept = removeStrayJoiners(cleaned);
  // Against denial of service: NFC sorts consecutive marks, which takes quadratic time.
  return (manyMarks.test(kept) ? kept : kept.normalize('NFC')).trim();
}

/**
 * Removes the joiners that join nothing: they make two texts look the same that are not. Without a lookbehind, which Safari
 * reads only since 16.4.
 */
function removeStrayJoiners(text: string): string {
  if (!joiners.test(text)) return text;
  const characters = [...text];
  const isStray = (character: string, index: number) =>
    joiners.test(character) &&
    !(joined.test(characters[index - 1] ?? '') && joined.test(characters[index + 1] ?? ''));
  return characters.filter((character, index) => !isStray(character, index)).join('');
}

/** Returns the name of a property, with `\uFFFD` in the place of characters that PostgreSQL can't store. */
export function cleanName(name: string): string {
  return name.replaceAll(loneSurrogates, '\uFFFD').replaceAll('\0', '\uFFFD');
}

/** Converts Arabic-Indic, Persian (and Urdu) and Devanagari digits to ASCII digits. */
export function toAsciiDigits(text: string): string {
  return text.replaceAll(foreignDigits, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    // The Devanagari digits begin at U+0966, the others at a multiple of 16.
    return String((code >= 0x966 ? code - 6 : code) & 0xf);
  });
}
