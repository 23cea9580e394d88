import {
  type ErrorSchema,
  type JsonObject,
  keepBlankEntries,
  keepWriteOnly,
  shortenLists,
  withoutWriteOnly,
} from 'schema-form/server';
import { normalizeData } from './merge-submission.ts';
import type { MergedSubmission, Submission } from './submission.ts';

/**
 * Returns the data to show again with a submission that was not saved: the third step of a save. Stored `writeOnly`
 * values are never in it; those that were just typed are.
 */
export function echoSubmission(
  { payload, form, chosen }: Submission,
  { whole, data }: MergedSubmission,
  errors: ErrorSchema,
): JsonObject {
  const { schema } = form;
  // A client of the API gets back what it sent.
  if (chosen === undefined) return { ...withoutWriteOnly(schema, data), ...payload };
  const invalid = Object.entries(payload).filter(([key]) => Object.hasOwn(errors, key));
  // Hidden values are echoed too, so that they reappear when their condition holds.
  const normalized = withoutWriteOnly(schema, normalizeData(form, whole));
  const named = keepBlankEntries(schema, { given: payload, data: normalized });
  const echo = keepWriteOnly(schema, {
    stored: payload,
    // Invalid values come back as they were typed; the others normalized, so that conditions on them hold.
    data: { ...payload, ...named, ...Object.fromEntries(invalid) },
    keepsBlank: true,
  });
  // Against small bodies that make large pages: a text may stand for a hundred thousand entries.
  return shortenLists(schema, echo);
}

/** Returns the data to show again with a submission that has too many values to be merged. */
export function echoExcess({ payload, form, chosen }: Submission): JsonObject {
  return chosen === undefined ? payload : shortenLists(form.schema, payload);
}
