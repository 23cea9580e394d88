import {
  addError,
  createFieldFinder,
  createNumberReader,
  type ErrorSchema,
  findReadOnlyChanges,
  hasTooManyValues,
  hasUnknownAnswers,
  mostErrors,
  translateInto,
  validateData,
} from 'schema-form/server';
import { isCustomerKey, isStorableInKey, takesKey } from '../domain/customer.ts';
import type { FileInfo } from '../store/store.ts';
import { findFileErrors } from './file-errors.ts';
import type { MergedSubmission, Submission } from './submission.ts';

/**
 * Validates a merged submission: the second step of a save. Returns `{}` when it can be stored.
 * `ownFiles` are the files that the customer has.
 */
export function validateSubmission(
  submission: Submission,
  { stored, kept, data }: MergedSubmission,
  ownFiles: readonly FileInfo[],
): ErrorSchema {
  const { payload, form, texts, fileErrors = [], chosen } = submission;
  const { schema, notation } = form;
  const errors = validateData(form, form.validate, data, { translate: texts.errors, ...notation });
  const allFileErrors = [...fileErrors, ...findFileErrors(form, ownFiles, { data, stored }, texts.files)];
  // A file that was refused is not reported as missing too.
  for (const { path } of allFileErrors) if (path.length === 1) delete errors[path[0] ?? ''];
  for (const { path, text } of allFileErrors) addError(errors, path, text);
  const readNumber = createNumberReader(notation.writing);
  const changed = findReadOnlyChanges({ schema, stored, chosen }, payload, kept, readNumber);
  const keys = Object.keys(payload).map((key) => [key]);
  const findField = createFieldFinder(form, data, [...changed, ...keys]);
  let reported = countErrors(errors);
  const report = (path: string[], text: 'unknown' | 'readOnly' | 'format') => {
    reported += 1;
    if (reported > mostErrors) return;
    addError(errors, path, translateInto(texts.errors, text, { title: findField(path).title }));
  };
  for (const path of changed) report(path, 'readOnly');
  // Which rules apply, and which values may change, depends on a pattern that was not matched in time.
  if (hasUnknownAnswers()) addError(errors, [], getTooComplexText(submission));
  for (const key of Object.keys(payload)) {
    if (Object.hasOwn(errors, key)) continue;
    if (!takesKey(schema, key)) report([key], 'unknown');
    else if (!form.holdsAnyType && isCustomerKey(key) && !isStorableInKey(data[key])) report([key], 'format');
  }
  return errors;
}

/**
 * Returns the errors of a payload with too many unknown keys or values; null for any other. Against denial of service:
 * such a payload would take seconds, so it is neither merged nor validated.
 */
export function findExcess(submission: Submission): ErrorSchema | null {
  const { payload, form, texts } = submission;
  const errors: ErrorSchema = {};
  const unknown = Object.keys(payload).filter((key) => !takesKey(form.schema, key));
  if (unknown.length > mostErrors) {
    for (const key of unknown.slice(0, mostErrors)) {
      addError(errors, [key], translateInto(texts.errors, 'unknown', { title: key }));
    }
    return errors;
  }
  if (!hasTooManyValues(payload)) return null;
  addError(errors, [], getTooComplexText(submission));
  return errors;
}

function getTooComplexText({ texts }: Submission): string {
  return translateInto(texts.errors, 'tooComplex', { title: texts.errors('whole', {}) });
}

function countErrors({ __errors: own, ...inside }: ErrorSchema): number {
  const counts = Object.values(inside).map((errors) =>
    errors === undefined || Array.isArray(errors) ? 1 : countErrors(errors),
  );
  return counts.reduce((sum, count) => sum + count, Array.isArray(own) ? own.length : 0);
}
