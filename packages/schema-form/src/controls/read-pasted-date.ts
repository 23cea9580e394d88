import { cleanText, toAsciiDigits } from '../model/clean-text.ts';
import { joinParts, parseReal, type RealText } from '../model/date-parts.ts';
import { type DatePart, type DateShape, getParts, previousField } from '../model/date-shapes.ts';

/** A field of a date or time: one of its parts, or the text before the edit. */
export type DateField = DatePart | typeof previousField;
export type DateFieldTexts = Partial<Record<DateField, string>>;

/** The maximum length of a pasted text that may be a whole date. */
const longestPaste = 64;

/**
 * Parses a date or time in the notation of ISO 8601, or as numbers in the order of the fields or from the year on; null
 * if the text is neither. The zone of a pasted time is kept as that of a text before the edit.
 */
export function readPastedDate(
  pasted: string,
  shape: DateShape,
  order: readonly DatePart[],
): DateFieldTexts | null {
  if (pasted.length > longestPaste) return null;
  const text = toAsciiDigits(cleanText(pasted));
  const real = parseReal(shape, text);
  if (real) return { ...real.parts, ...(real.zone && { [previousField]: withSeconds(shape, real) }) };
  const numbers = text.match(/\d+/g) ?? [];
  // A text with other signs, such as the name of a month, may mean something else.
  if (/[^\d\s/.:,،-]/.test(text) || numbers.length < 2) return null;
  const names = /^\d{4}/.test(text) ? getParts(shape) : order;
  const given = names.slice(0, numbers.length);
  if (given.length < numbers.length) return null;
  const typed = Object.fromEntries(given.map((part, index) => [part, numbers[index] ?? '']));
  return parseReal(shape, joinParts(shape, typed))?.parts ?? null;
}

/** Returns the whole text of a time, which the formats of JSON Schema require to have seconds. */
function withSeconds(shape: DateShape, { parts, seconds, zone }: RealText): string {
  const { second: _, ...minutes } = parts;
  return joinParts(shape, minutes) + (seconds || ':00') + zone;
}
