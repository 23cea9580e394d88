/** Numbers as a language writes them. */
import { cleanText, type NumberReader, readNumber, toAsciiDigits } from './forgive-input.ts';

/** How a language writes numbers. */
interface Signs {
  decimal: string;
  group: string;
  /** A number with its groups in the right places: `1,5` has none. */
  grouped: RegExp;
}

const signsOfLocales = new Map<string, Signs>();

/** Found once a language: a format takes longer to make than the field to draw. */
function getSigns(locale: string): Signs {
  let signs = signsOfLocales.get(locale);
  if (!signs) {
    const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(12_345_678.9);
    const find = (type: string) => parts.find((part) => part.type === type)?.value.replace(/\s/, ' ');
    const { decimal, group } = { decimal: find('decimal') ?? '.', group: find('group') ?? ' ' };
    const [d, g] = [decimal, group].map((sign) => sign.replace(/[.*+?^$()[\]{}|\\]/, '\\$&'));
    // India writes 1,23,45,678.
    signs = { decimal, group, grouped: new RegExp(`^[+-]?\\d{1,3}(${g}\\d{2,3})*${g}\\d{3}(${d}\\d*)?$`) };
    signsOfLocales.set(locale, signs);
  }
  return signs;
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
  const { decimal, group, grouped } = getSigns(locale);
  const plain = grouped.test(text) ? text.replaceAll(group, '') : text;
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
  return text.includes('.') ? text.replace('.', getSigns(locale).decimal) : text;
}
