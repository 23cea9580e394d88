import type { ErrorSchema as RjsfErrorSchema, ValidatorType } from '@rjsf/utils';
import { hashForSchema, toErrorList } from '@rjsf/utils';
import {
  type FormTexts,
  type TranslateError,
  type ValidateFunction,
  validateData,
} from '../../shared/error-texts.ts';
import { forgiveObject } from '../../shared/forgive-input.ts';
import { type ErrorSchema, isJsonObject, type JsonObject } from '../../shared/json-schema.ts';

/** The compiled functions of a validator module: of the whole schema as `root`, of branches by their hash. */
export type ValidatorFunctions = Record<string, ValidateFunction>;

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
    isValid: (schema, data) => functions?.[hashForSchema(schema)]?.(data) ?? false,
    rawValidation: (_, data) => {
      validateRoot?.(data);
      return { errors: (validateRoot?.errors ?? []) as never[] };
    },
  };
}
