import {
  deepEquals,
  type JsonObject,
  mergeThreeWays,
  toFieldName,
  type Versions,
  withoutWriteOnly,
} from 'schema-form/server';
import { mergeSubmission, normalizeData } from './merge-submission.ts';
import type { Submission } from './submission.ts';

interface MergedVersions<S> {
  /** The submission, with the stored value of each field that only another save changed. */
  submission: S;
  /** The three versions, without stored `writeOnly` values. */
  versions: Versions;
}

/**
 * Merges a page's form, which submits all of its values, with a version that was stored after it was filled in. `base`
 * holds the values that it was filled in from; if they are unknown, each difference keeps the submitted value.
 * `keepStored` names the fields that take the stored value of a conflict.
 */
export function mergeVersions<S extends Submission>(
  submission: S,
  base: JsonObject | null,
  current: JsonObject,
  keepStored: ReadonlySet<string>,
): MergedVersions<S> {
  const { form, payload, chosen = {} } = submission;
  const clean = (data: JsonObject) => normalizeData(form, withoutWriteOnly(form.schema, data));
  const stored = clean(current);
  const before = base && clean(base);
  const { data: mine } = mergeSubmission(submission, before ?? stored);
  const versions: Versions = { base: before, stored, mine };
  const { merged } = mergeThreeWays(versions, keepStored);
  const replaced = Object.keys(payload).filter((key) => !deepEquals(merged[key] ?? null, mine[key] ?? null));
  return {
    versions,
    submission: {
      ...submission,
      payload: { ...payload, ...Object.fromEntries(replaced.map((key) => [key, merged[key] ?? null])) },
      // The branches of these values are not those that the form chose.
      chosen: Object.fromEntries(
        Object.entries(chosen).filter(
          ([name]) => !replaced.some((key) => name.startsWith(toFieldName([key]))),
        ),
      ),
    },
  };
}
