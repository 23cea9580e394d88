import ucs2length from 'ajv/dist/runtime/ucs2length.js';
import { fastFormats, fullFormats } from 'ajv-formats/dist/formats.js';
import { deepEquals } from './deep-equals.ts';

/** The few parts of Ajv that the code it generates asks for by name. */
const parts: Record<string, unknown> = {
  // Ajv's own asks a value for its `valueOf`, which data may have as a key, and throws.
  'ajv/dist/runtime/equal': { default: deepEquals },
  'ajv/dist/runtime/ucs2length': ucs2length,
  'ajv-formats/dist/formats': { fastFormats, fullFormats },
};

/** The `require` of generated validators, the same on both sides; throws for what it does not know. */
export function requireValidatorPart(name: string): unknown {
  const part = parts[name];
  if (!part) throw new Error(`The validator asks for ${name}, which is not here`);
  return part;
}
