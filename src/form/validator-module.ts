import type { ValidatorFunctions } from '../../shared/error-texts.ts';
import { requireValidatorPart } from '../../shared/validator-parts.ts';

/** Loads the validator module at this URL; throws when the network or the module fails. */
export async function loadValidator(url: string): Promise<ValidatorFunctions> {
  const module: { default(require: typeof requireValidatorPart): ValidatorFunctions } = await import(
    /* @vite-ignore */ url
  );
  return module.default(requireValidatorPart);
}
