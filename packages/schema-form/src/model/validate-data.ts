import { findInfiniteNumbers, findLongLists, mostErrors, mostRuleErrors } from './bounds.ts';
import { getSubmittedPath } from './coercion.ts';
import {
  addError,
  type ErrorLanguage,
  findOwnText,
  getErrorPath,
  getErrorTexts,
  type RuleError,
  type ValidateFunction,
} from './error-texts.ts';
import { createFieldFinder, type FormDocuments, getField } from './form-field.ts';
import {
  type ErrorSchema,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
} from './json-schema.ts';
import { selectErrors } from './relevant-errors.ts';
import { translateInto } from './translate-into.ts';
import { getValueAt } from './value-at.ts';

/**
 * Validates normalized data with a compiled validator. Returns the first errors, or `{}` for valid data. For invalid
 * data the result is `{}` only if `isSuppressed` excludes every error.
 */
export function validateData(
  form: FormDocuments,
  validate: ValidateFunction,
  data: unknown,
  language: ErrorLanguage,
  isSuppressed: (error: RuleError) => boolean = () => false,
): ErrorSchema {
  const errors: ErrorSchema = {};
  const excesses = isJsonObject(data) ? findExcesses(form.schema, data).slice(0, mostErrors) : [];
  if (excesses.length > 0) {
    const findField = createFieldFinder(
      form,
      data as JsonValue,
      excesses.map(({ path }) => path),
    );
    for (const { path, keyword, key, values } of excesses) {
      const field = findField(path);
      const text =
        findOwnText(field, keyword) ??
        translateInto(language.translate, key, { title: field.title, ...values });
      addError(errors, getSubmittedPath(data, path), text);
    }
    return errors;
  }
  if (validate(data)) return errors;
  const reported = selectReportedErrors(validate.errors ?? [], isSuppressed);
  const findField = createFieldFinder(form, data as JsonValue, reported.map(getErrorPath));
  for (const error of reported) {
    const path = getErrorPath(error);
    // Errors are reported at the path of the typed input, because the form shows the input, not the normalized data.
    const typedPath = getSubmittedPath(data, path);
    const field = findField(path, typedPath.at(-1));
    for (const text of getErrorTexts(field, error, getValueAt(data as JsonValue, path), language)) {
      addError(errors, typedPath, text);
    }
  }
  return errors;
}

/** A value that exceeds a limit of every form. */
interface Excess {
  path: string[];
  keyword: string;
  /** The key of its text in `errors.json`. */
  key: string;
  values: Record<string, number>;
}

function findExcesses(schema: JsonSchema, data: JsonObject): Excess[] {
  // Against denial of service: neither the validator nor a page handles lists of unlimited length.
  const lists = findLongLists(schema, data).map(
    ({ path, most }): Excess => ({
      path,
      keyword: 'maxItems',
      key: 'maxItems',
      values: { limit: most, count: most },
    }),
  );
  if (lists.length > 0) return lists;
  return findInfiniteNumbers(data).map((path) => ({ path, keyword: 'type', key: 'number', values: {} }));
}

function selectReportedErrors(
  errors: readonly RuleError[],
  isSuppressed: (error: RuleError) => boolean,
): RuleError[] {
  const found = errors.slice(0, mostRuleErrors);
  // A malformed date gets no error about its limits as well.
  const malformed = new Set(
    found.filter(({ keyword }) => keyword === 'format').map(({ instancePath }) => instancePath),
  );
  const reported: RuleError[] = [];
  for (const error of selectErrors(found)) {
    if (/^format./.test(error.keyword) && malformed.has(error.instancePath)) continue;
    if (!isSuppressed(error)) reported.push(error);
    if (reported.length === mostErrors) break;
  }
  return reported;
}

/** Returns whether an error is about a missing `writeOnly` value. A page can't know stored ones, which stay on the server. */
export function isMissingWriteOnly(form: FormDocuments, error: RuleError): boolean {
  return error.params.missingProperty !== undefined && getField(form, getErrorPath(error)).isWriteOnly;
}
