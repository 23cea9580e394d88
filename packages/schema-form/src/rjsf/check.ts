import {
  type FormTexts,
  isMissingWriteOnly,
  type TranslateError,
  type ValidatorFunctions,
  validateData,
} from '../model/error-texts.ts';
import { forgiveObject } from '../model/forgive-input.ts';
import type { ErrorSchema, JsonObject, JsonSchema } from '../model/json-schema.ts';
import { createNumberReader } from '../model/local-number.ts';
import type { Writing } from '../model/writing.ts';
import { getComplexFields } from './complex-fields.ts';

/**
 * What finds every fault in a form's data, `{}` when there is none: by functions that were compiled
 * ahead of time, so that nothing is compiled in the browser (the strict CSP forbids it). The rules,
 * what is forgiven and the texts of the errors are those of the server. Without functions (they
 * could not be loaded) nothing is found to be wrong here, and the server's verdict alone counts.
 */
export function createCheck(
  form: FormTexts,
  functions: ValidatorFunctions | null,
  translate: TranslateError,
  writing: Writing,
): (data: JsonObject) => ErrorSchema {
  const readNumber = createNumberReader(writing);
  const judge = (data: JsonObject): ErrorSchema => {
    // Not before: the rules are read when they are asked for the first time.
    const root = functions?.root;
    if (!root) return {};
    const validate = getComplexFields()?.withPlacedErrors(root, form.schema) ?? root;
    const meant = forgiveObject(form.schema, form.schema, leaveOutHidden(form.schema, data), readNumber);
    return validateData(form, validate, meant, translate, (error) => isMissingWriteOnly(form, error));
  };
  let last: { data: JsonObject; errors: ErrorSchema } | null = null;
  return (data) => {
    // Data are never changed in place: a form is often submitted as it was when a field was left.
    if (last?.data !== data) last = { data, errors: judge(data) };
    return last.errors;
  };
}

/** What is sent of a form's data: all but what is hidden. Forms without conditions have nothing such. */
export function leaveOutHidden(schema: JsonSchema, data: JsonObject): JsonObject {
  return getComplexFields()?.leaveOutHidden(schema, data) ?? data;
}
