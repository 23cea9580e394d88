import type { ValidatorType } from '@rjsf/utils';
import {
  type FormTexts,
  type TranslateError,
  type ValidatorFunctions,
  validateData,
} from '../../shared/error-texts.ts';
import { forgiveObject } from '../../shared/forgive-input.ts';
import type { ErrorSchema, JsonObject } from '../../shared/json-schema.ts';
import { getComplexFields } from './complex-fields.ts';

/** What judges a form: its faults, and for rjsf which branch of a schema data fits. */
export interface FormValidator extends ValidatorType {
  /** Every fault in the form's data, `{}` when there is none. */
  check(data: JsonObject): ErrorSchema;
}

/**
 * Judges with functions that were compiled ahead of time, so that nothing is compiled in
 * the browser (the strict CSP forbids it). The rules, what is forgiven and the texts of the errors
 * are those of the server. Without functions (they could not be loaded) nothing is found to be
 * wrong here, and the server's verdict alone counts.
 */
export function createFormValidator(
  form: FormTexts,
  functions: ValidatorFunctions | null,
  translate: TranslateError,
): FormValidator {
  const check = (data: JsonObject): ErrorSchema =>
    functions
      ? validateData(form, functions.root, forgiveObject(form.schema, form.schema, data), translate)
      : {};
  return {
    check,
    // Asked only for the branches of complex schemas, to show the one that the data fits.
    isValid: (schema, data, root) => getComplexFields()?.fitsBranch(schema, data, root) ?? false,
    // SchemaForm asks `check` itself and has rjsf validate nothing.
    validateFormData: () => ({ errors: [], errorSchema: {} }),
    rawValidation: () => ({}),
  };
}
