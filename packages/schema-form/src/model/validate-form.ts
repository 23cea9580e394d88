import { coerceObject } from './coercion.ts';
import type { ErrorLanguage, ValidatorFunctions } from './error-texts.ts';
import type { FormDocuments } from './form-field.ts';
import type { ErrorSchema, JsonObject } from './json-schema.ts';
import { createNumberReader } from './local-number.ts';
import { withBranchPaths } from './referenced-branches.ts';
import { getRootSchemas } from './root-schemas.ts';
import type { TranslateError } from './translate-into.ts';
import { isMissingWriteOnly, validateData } from './validate-data.ts';

/**
 * Creates the validation of a form, which returns every error in its data, `{}` if there is none. It runs
 * functions that were compiled ahead of time, because the strict CSP forbids compilation in the browser.
 * Validators, coercion and texts are those of the server. Without functions (they could not be loaded), only
 * the server validates.
 */
export function createFormValidation(
  form: FormDocuments,
  functions: ValidatorFunctions | null,
  translate: TranslateError,
  { locale, writing }: Omit<ErrorLanguage, 'translate'>,
): (data: JsonObject) => ErrorSchema {
  const readNumber = createNumberReader(writing);
  // The branches of a choice are found in the internal dialect, as on the server.
  const { root: schema } = getRootSchemas(form.schema);
  return (data) => {
    // Read late, because the validator is evaluated when it is first used.
    const root = functions?.root;
    if (!root) return {};
    const coerced = coerceObject(form.schema, data, readNumber);
    const validate = withBranchPaths(root, schema);
    return validateData(form, validate, coerced, { translate, locale, writing }, (error) =>
      isMissingWriteOnly(form, error),
    );
  };
}
