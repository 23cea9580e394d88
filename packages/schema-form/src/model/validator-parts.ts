import ucs2length from 'ajv/dist/runtime/ucs2length.js';
import { createPattern } from '#patterns';
import { isDate } from './date-parts.ts';
import { deepEquals } from './deep-equals.ts';
import { hasSameTwice } from './unique-items.ts';

/** The formats that are no patterns; those are in the generated code itself. */
const formats: Record<string, unknown> = {
  date: { validate: isDate, compare: (a: string, b: string) => (a < b ? -1 : Number(a > b)) },
};

/** What generated code asks for to compile the patterns of a schema. */
export const patternsPart = 'patterns';
/** The same for `uniqueItems`. */
export const uniqueItemsPart = 'unique-items';

/** The few parts of Ajv that the code it generates asks for by name. */
const parts: Record<string, unknown> = {
  // Ajv's own asks a value for its `valueOf`, which data may have as a key, and throws.
  'ajv/dist/runtime/equal': { default: deepEquals },
  'ajv/dist/runtime/ucs2length': ucs2length,
  'ajv-formats/dist/formats': { fullFormats: formats },
  [uniqueItemsPart]: { hasSameTwice },
  // Not Node's own engine on the server, see patterns/linear-patterns.ts.
  [patternsPart]: { createPattern },
};

/** The `require` of generated validators, the same on both sides; throws for what it does not know. */
export function requireValidatorPart(name: string): unknown {
  const part = parts[name];
  if (!part) throw new Error(`The validator asks for ${name}, which is not here`);
  return part;
}

/** Whether generated code asks for formats that come with `addFormats`. */
export function needsMoreFormats(code: string): boolean {
  return /\.fullFormats(?!\.date\b)/.test(code);
}

/** Adds the other formats; they are most of the code that rules stand on, and few forms have any. */
export function addFormats(more: Record<string, unknown>): void {
  Object.assign(formats, more, { date: formats.date });
}
