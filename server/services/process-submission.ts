import type { ErrorSchema, JsonObject } from 'schema-form/server';
import type { FileInfo } from '../store/store.ts';
import { echoExcess, echoSubmission } from './echo-submission.ts';
import { mergeSubmission } from './merge-submission.ts';
import { reportViolations } from './report-violations.ts';
import type { Submission } from './submission.ts';
import { findExcess, validateSubmission } from './validate-submission.ts';

export interface ProcessedSubmission {
  /** The data to store when there are no errors. */
  data: JsonObject;
  errors: ErrorSchema;
  /** Returns the data to show when nothing is stored. */
  getEcho(): JsonObject;
}

/** Merges and validates a submission, and echoes it where that is asked for; stores nothing. */
export function processSubmission(
  submission: Submission,
  stored: JsonObject,
  ownFiles: readonly FileInfo[],
): ProcessedSubmission {
  const excess = findExcess(submission);
  if (excess) {
    return { data: submission.payload, errors: excess, getEcho: () => echoExcess(submission) };
  }
  const merged = mergeSubmission(submission, stored);
  const errors = reportViolations(submission, () => validateSubmission(submission, merged, ownFiles));
  return { data: merged.data, errors, getEcho: () => echoSubmission(submission, merged, errors) };
}
