import type { ValidatorFunctions } from './error-texts.ts';
import { requireValidatorPart } from './validator-parts.ts';

/**
 * Loads the validator module at this URL; throws when the network fails. The rules of a long form
 * take the browser their time: they are read when they are asked for the first time.
 */
export async function loadValidator(url: string): Promise<ValidatorFunctions> {
  const module: {
    needsFormats: boolean;
    default(require: typeof requireValidatorPart): ValidatorFunctions;
  } = await import(/* @vite-ignore */ url);
  if (module.needsFormats) await import('./more-formats.ts');
  let functions: ValidatorFunctions | null = null;
  return {
    get root() {
      functions ??= module.default(requireValidatorPart);
      return functions.root;
    },
  };
}
