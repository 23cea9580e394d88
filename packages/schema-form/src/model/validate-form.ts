import { coerceObject } from './coercion.ts';
import type { ValidatorFunctions } from './error-texts.ts';
import type { FormDocuments } from './form-field.ts';
import type { ErrorSchema, JsonObject } from './json-schema.ts';
import { createNumberReader } from './local-number.ts';
import { withPlacedErrors } from './referenced-branches.ts';
import type { TranslateError } from './translate-into.ts';
import { isMissingWriteOnly, validateData } from './validate-data.ts';
import type { Writing } from './writing.ts';

/**
 * Creates the validation of a form: every error in its data, `{}` when there is none. It runs functions that were
 * compiled ahead of time, so that nothing is compiled in the browser (the strict CSP forbids it). Rules, coercion and
 * texts are those of the server. Without functions (they could not be loaded) the server alone validates.
 */
export function createFormValidation(
  form: FormDocuments,
  functions: ValidatorFunctions | null,
  translate: TranslateError,
  writing: Writing,
): (data: JsonObject) => ErrorSchema {
  const readNumber = createNumberReader(writing);
  return (data) => {
    // Not before: the rules are read when they are asked for the first time.
    const root = functions?.root;
    if (!root) return {};
    const meant = coerceObject(form.schema, form.schema, data, readNumber);
    const validate = withPlacedErrors(root, form.schema);
    return validateData(form, validate, meant, { translate, writing }, (error) =>
      isMissingWriteOnly(form, error),
    );
  };
}
