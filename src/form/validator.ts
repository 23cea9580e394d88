import type { ErrorSchema as RjsfErrorSchema, ValidatorType } from '@rjsf/utils';
import { toErrorList } from '@rjsf/utils';
import {
  type FormTexts,
  type TranslateError,
  type ValidatorFunctions,
  validateData,
} from '../../shared/error-texts.ts';
import { forgiveObject } from '../../shared/forgive-input.ts';
import { type ErrorSchema, isJsonObject, type JsonObject } from '../../shared/json-schema.ts';
import { getComplexFields } from './complex-fields.ts';

/**
 * rjsf's validator over functions that were compiled ahead of time, so that nothing is compiled in
 * the browser (the strict CSP forbids it). The rules, what is forgiven and the texts of the errors
 * are those of the server. Without functions (they could not be loaded) nothing is found to be
 * wrong here, and the server's verdict alone counts.
 */
export function createFormValidator(
  form: FormTexts,
  functions: ValidatorFunctions | null,
  translate: TranslateError,
): ValidatorType {
  const validateRoot = functions?.root;

  const validate = (data: unknown): ErrorSchema => {
    if (!validateRoot) return {};
    const given = isJsonObject(data) ? (data as JsonObject) : {};
    return validateData(form, validateRoot, forgiveObject(form.schema, form.schema, given), translate);
  };
  return {
    validateFormData(data) {
      const errorSchema = validate(data) as RjsfErrorSchema;
      return { errorSchema, errors: toErrorList(errorSchema) };
    },
    // Asked only for the branches of complex schemas, to show the one that the data fits.
    isValid: (schema, data, root) => getComplexFields()?.fitsBranch(schema, data, root) ?? false,
    rawValidation: (_, data) => {
      validateRoot?.(data);
      return { errors: (validateRoot?.errors ?? []) as never[] };
    },
  };
}
