/** Reads and writes numbers in the notation of a language. */
import { cleanText, toAsciiDigits } from './clean-text.ts';
import { type NumberReader, readNumber } from './coercion.ts';
import type { Writing } from './writing.ts';

const patterns = new WeakMap<Writing, RegExp>();

/** Returns a pattern for a number with correctly placed group signs; `1,5` does not match. */
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
 * Reads a number in the notation of the language, in Arabic or in JSON notation. Returns the text itself if a
 * JavaScript number can't represent it exactly, and undefined if there is no text.
 */
export function readLocalNumber(typed: string, writing: Writing): number | string | undefined {
  const text = toAsciiDigits(cleanText(typed)).replace('−', '-');
  if (text === '') return undefined;
  const mayHaveSigns = /\d/.test(text) && /[^\d+-]/.test(text);
  return readNumber(mayHaveSigns ? withoutSigns(text, writing) : text) ?? typed;
}

/** Converts a number from the notation of the language to JSON notation. */
function withoutSigns(text: string, writing: Writing): string {
  const { decimal, group } = writing;
  const ungrouped = getGrouped(writing).test(text) ? text.replaceAll(group, '') : text;
  return ungrouped.replace(decimal, '.');
}

/** Creates a reader of numbers in the notation of a language or in JSON notation. */
export function createNumberReader(writing: Writing): NumberReader {
  return (text) => {
    const number = readLocalNumber(text, writing);
    return typeof number === 'number' ? number : null;
  };
}

/** Formats a number with all its digits and the decimal sign of the language. `isGrouped` adds group signs. */
export function showLocalNumber(value: number, { decimal, group }: Writing, isGrouped = false): string {
  const [, whole = '', rest = ''] = /^(-?\d*)(.*)$/.exec(String(value)) ?? [];
  const groups = isGrouped ? whole.replaceAll(/\B(?=(\d{3})+$)/g, group) : whole;
  return groups + rest.replace('.', decimal);
}
