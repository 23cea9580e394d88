/** Numbers as a language writes them. */
import { cleanText, type NumberReader, readNumber, toAsciiDigits } from './forgive-input.ts';
import { getWriting } from './writing.ts';

const patterns = new Map<string, RegExp>();

/** A number with its groups in the right places: `1,5` has none. */
function getGrouped(locale: string): RegExp {
  let pattern = patterns.get(locale);
  if (!pattern) {
    const { decimal, group } = getWriting(locale);
    const [d, g] = [decimal, group].map((sign) => sign.replace(/[.*+?^$()[\]{}|\\]/, '\\$&'));
    // India writes 1,23,45,678.
    pattern = new RegExp(`^[+-]?\\d{1,3}(${g}\\d{2,3})*${g}\\d{3}(${d}\\d*)?$`);
    patterns.set(locale, pattern);
  }
  return pattern;
}

/**
 * The number that a text stands for, with the signs of the language, of Arabic, or of computers. The
 * text itself where it is none that a number holds exactly, and undefined where there is no text.
 */
export function readLocalNumber(typed: string, locale: string): number | string | undefined {
  const text = toAsciiDigits(cleanText(typed)).replace('−', '-');
  if (text === '') return undefined;
  const mayHaveSigns = /\d/.test(text) && /[^\d+-]/.test(text);
  return readNumber(mayHaveSigns ? withoutSigns(text, locale) : text) ?? typed;
}

/** A number as computers write it. */
function withoutSigns(text: string, locale: string): string {
  const { decimal, group } = getWriting(locale);
  const plain = getGrouped(locale).test(text) ? text.replaceAll(group, '') : text;
  return plain.replace(decimal, '.');
}

/** Reads numbers as a language writes them, or as computers do. */
export function createNumberReader(locale: string): NumberReader {
  return (text) => {
    const number = readLocalNumber(text, locale);
    return typeof number === 'number' ? number : null;
  };
}

/** A number with the decimal sign of the language, every digit of it. */
export function showLocalNumber(value: number, locale: string): string {
  const text = String(value);
  return text.includes('.') ? text.replace('.', getWriting(locale).decimal) : text;
}
