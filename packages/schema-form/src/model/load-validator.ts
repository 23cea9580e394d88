import type { ValidatorFunctions } from './error-texts.ts';
import { requireRuntimeModule } from './validator-runtime.ts';

/**
 * Loads the validator module at this URL; throws if the network fails. Evaluating the validator of a long
 * form takes time, so that happens when it is first used.
 */
export async function loadValidator(url: string): Promise<ValidatorFunctions> {
  const module: {
    needsFormats: boolean;
    default(require: typeof requireRuntimeModule): ValidatorFunctions;
  } = await import(/* @vite-ignore */ url);
  if (module.needsFormats) await import('./more-formats.ts');
  let functions: ValidatorFunctions | null = null;
  return {
    get root() {
      functions ??= module.default(requireRuntimeModule);
      return functions.root;
    },
  };
}
