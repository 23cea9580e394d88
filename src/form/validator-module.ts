import equal from 'ajv/dist/runtime/equal.js';
import ucs2length from 'ajv/dist/runtime/ucs2length.js';
import { fastFormats, fullFormats } from 'ajv-formats/dist/formats.js';
import type { ValidatorFunctions } from './validator.ts';

/** The few parts of Ajv that the code it generates asks for by name. */
const parts: Record<string, unknown> = {
  'ajv/dist/runtime/equal': equal,
  'ajv/dist/runtime/ucs2length': ucs2length,
  'ajv-formats/dist/formats': { fastFormats, fullFormats },
};

function requirePart(name: string): unknown {
  const part = parts[name];
  if (!part) throw new Error(`The validator asks for ${name}, which is not here`);
  return part;
}

/** Loads the validator module at this URL; throws when the network or the module fails. */
export async function loadValidator(url: string): Promise<ValidatorFunctions> {
  const module: { default(require: typeof requirePart): ValidatorFunctions } = await import(
    /* @vite-ignore */ url
  );
  return module.default(requirePart);
}
