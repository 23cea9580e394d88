import type { JsonValue } from 'schema-form/server';

/** Returns the text of a value in a CSV file. Lists and maps are JSON; an unknown value is empty. */
export function toCell(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * Against CSV injection: a spreadsheet runs a text that begins with a sign such as `=` as a formula, and customers choose
 * their texts. It ignores spaces and quotes before the sign, and one that separates cells by `;`, `|` or tabs splits a
 * text there and at line breaks, in spite of its quotes. An apostrophe before each such sign makes it a text. Numbers,
 * also those of telephones, run nothing and stay as they are.
 */
export function escapeFormula(text: string): string {
  if (isNumber.test(text)) return text;
  const pieces = mapPieces(text, (piece) => piece.replace(beforeFormula, "$1'"));
  return beginsWithControl.test(pieces) ? `'${pieces}` : pieces;
}

/** Reverts `escapeFormula`. */
export function unescapeFormula(text: string): string {
  if (isNumber.test(text.slice(1))) return text;
  const pieces = text.startsWith("'") && beginsWithControl.test(text) ? text.slice(1) : text;
  return mapPieces(pieces, (piece) => piece.replace(beforeEscaped, '$1'));
}

const isNumber = /^[+-]\d[\d.]*$/;

/** Apostrophes before the sign are part of these matches, so that a text with some is restored too. */
const beforeFormula = /^([\s\p{Cc}\p{Cf}"]*)(?='*[=+\-@＝＋－＠])/u;
const beforeEscaped = /^([\s\p{Cc}\p{Cf}"]*)'(?='*[=+\-@＝＋－＠])/u;
const beginsWithControl = /^'*[\t\r\n\0]/;

function mapPieces(text: string, map: (piece: string) => string): string {
  return text
    .split(/([;|\t\r\n])/)
    .map(map)
    .join('');
}
