import type { JsonValue } from 'schema-form/server';

/** Returns the text of a value in a CSV file. Lists and maps are JSON; an unknown value is empty. */
export function toCell(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * Against CSV injection: a spreadsheet runs a text that begins with `=`, `+`, `-`, `@`, a tab or a carriage
 * return as a formula, and customers choose their texts. An apostrophe before it makes it a text. Numbers,
 * also those of telephones, run nothing and stay as they are.
 */
export function escapeFormula(text: string): string {
  return isFormula(text) ? `'${text}` : text;
}

/** Reverts `escapeFormula`. */
export function unescapeFormula(text: string): string {
  return text.startsWith("'") && isFormula(text.slice(1)) ? text.slice(1) : text;
}

/**
 * Matches a text that `escapeFormula` changes: one with apostrophes before the sign too, so that reading restores the text.
 */
function isFormula(text: string): boolean {
  return /^'*[=+\-@\t\r]/.test(text) && !/^[+-]\d[\d.]*$/.test(text);
}
