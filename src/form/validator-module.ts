import type { ValidatorFunctions } from '../../shared/error-texts.ts';
import { requireValidatorPart } from '../../shared/validator-parts.ts';

/**
 * Loads the validator module at this URL; throws when the network fails. The rules of a long form
 * take their time to be read by the browser: that is done when it is idle, or when they are asked.
 */
export async function loadValidator(url: string): Promise<ValidatorFunctions> {
  const module: { default(require: typeof requireValidatorPart): ValidatorFunctions } = await import(
    /* @vite-ignore */ url
  );
  let functions: ValidatorFunctions | null = null;
  const getFunctions = () => {
    functions ??= module.default(requireValidatorPart);
    return functions;
  };
  // Not every browser says when it is idle.
  (globalThis.requestIdleCallback ?? setTimeout)(getFunctions);
  return {
    get root() {
      return getFunctions().root;
    },
  };
}
