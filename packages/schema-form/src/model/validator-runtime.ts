/** The run-time functions that generated validators require, on the server and in the browser. */
import ucs2length from 'ajv/dist/runtime/ucs2length.js';
import { createPattern } from '#patterns';
import { isReal } from './date-parts.ts';
import { deepEquals } from './deep-equals.ts';
import { hasSameTwice } from './unique-items.ts';

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** Our own formats: `date`, and the months and weeks of HTML. */
export const dateFormats = {
  date: { validate: (text: string) => isReal('date', text), compare },
  month: { validate: (text: string) => isReal('month', text), compare },
  week: { validate: (text: string) => isReal('week', text), compare },
};

/** The formats that are functions. Formats that are patterns are part of the generated code. */
const formats: Record<string, unknown> = { ...dateFormats };

/** The module name under which generated code requires the compiler of patterns. */
export const patternsModule = 'patterns';
/** The module name under which generated code requires the check for `uniqueItems`. */
export const uniqueItemsModule = 'unique-items';

/** The modules of Ajv that its generated code requires by name. */
const modules: Record<string, unknown> = {
  // Ajv's own comparison calls `valueOf` on a value and throws if the data has a key of that name.
  'ajv/dist/runtime/equal': { default: deepEquals },
  'ajv/dist/runtime/ucs2length': ucs2length,
  'ajv-formats/dist/formats': { fullFormats: formats },
  [uniqueItemsModule]: { hasSameTwice },
  // On the server, this is not Node's own engine; see patterns/linear-patterns.ts.
  [patternsModule]: { createPattern },
};

/** Resolves the `require` calls of generated validators, in browser and server; throws for unknown names. */
export function requireRuntimeModule(name: string): unknown {
  const module = modules[name];
  if (!module) throw new Error(`The validator requires an unknown module: ${name}`);
  return module;
}

/** Returns whether generated code requires formats that `addFormats` provides. */
export function needsMoreFormats(code: string): boolean {
  return /\.fullFormats(?!\.(date|month|week)\b)/.test(code);
}

/** Adds the remaining formats. They are most of the code that validators need, and few forms use them. */
export function addFormats(more: Record<string, unknown>): void {
  Object.assign(formats, more, dateFormats);
}
