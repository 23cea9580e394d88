/** Numbers as a language writes them. */
import { cleanText, type NumberReader, readNumber, toAsciiDigits } from './coercion.ts';
import type { Writing } from './writing.ts';

const patterns = new WeakMap<Writing, RegExp>();

/** A number with its groups in the right places: `1,5` has none. */
function getGrouped(writing: Writing): RegExp {
  let pattern = patterns.get(writing);
  if (!pattern) {
    const { decimal, group } = writing;
    const [d, g] = [decimal, group].map((sign) => sign.replace(/[.*+?^$()[\]{}|\\]/, '\\$&'));
    // India writes 1,23,45,678.
    pattern = new RegExp(`^[+-]?\\d{1,3}(${g}\\d{2,3})*${g}\\d{3}(${d}\\d*)?$`);
    patterns.set(writing, pattern);
  }
  return pattern;
}

/**
 * The number that a text stands for, with the signs of the language, of Arabic, or of computers. The
 * text itself where it is none that a number holds exactly, and undefined where there is no text.
 */
export function readLocalNumber(typed: string, writing: Writing): number | string | undefined {
  const text = toAsciiDigits(cleanText(typed)).replace('−', '-');
  if (text === '') return undefined;
  const mayHaveSigns = /\d/.test(text) && /[^\d+-]/.test(text);
  return readNumber(mayHaveSigns ? withoutSigns(text, writing) : text) ?? typed;
}

/** A number as computers write it. */
function withoutSigns(text: string, writing: Writing): string {
  const { decimal, group } = writing;
  const plain = getGrouped(writing).test(text) ? text.replaceAll(group, '') : text;
  return plain.replace(decimal, '.');
}

/** Reads numbers as a language writes them, or as computers do. */
export function createNumberReader(writing: Writing): NumberReader {
  return (text) => {
    const number = readLocalNumber(text, writing);
    return typeof number === 'number' ? number : null;
  };
}

/** A number with the decimal sign of the language, every digit of it, and its groups where they are asked for. */
export function showLocalNumber(value: number, { decimal, group }: Writing, isGrouped = false): string {
  const [, whole = '', rest = ''] = /^(-?\d*)(.*)$/.exec(String(value)) ?? [];
  const groups = isGrouped ? whole.replaceAll(/\B(?=(\d{3})+$)/g, group) : whole;
  return groups + rest.replace('.', decimal);
}
