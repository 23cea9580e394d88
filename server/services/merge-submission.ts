import {
  coerceObject,
  createNumberReader,
  type JsonObject,
  keepReadOnly,
  keepWriteOnly,
  omitHidden,
} from 'schema-form/server';
import type { MergedSubmission, Submission } from './submission.ts';

/**
 * Merges a submission into the stored values: the first step of a save. A key that the payload leaves
 * out keeps its stored value. So do `readOnly` values, and `writeOnly` values that were not typed again.
 */
export function mergeSubmission(
  { payload, form, chosen }: Pick<Submission, 'payload' | 'form' | 'chosen'>,
  stored: JsonObject,
): MergedSubmission {
  const { schema } = form;
  // Normalized afterwards, so that a key that was submitted empty still counts as submitted, and clears.
  const withSecrets = keepWriteOnly(schema, {
    stored,
    data: { ...stored, ...payload },
    keepsBlank: chosen !== undefined,
  });
  const whole = keepReadOnly({ schema, stored, chosen }, withSecrets);
  const visible = omitHidden(schema, whole, chosen);
  const kept = chosen ? visible : withoutCleared(whole, payload, visible);
  return { stored, whole, kept, data: normalizeData(form, kept, stored) };
}

/** Data as it is stored: text is trimmed and cleaned, numbers are read as the language writes them. */
export function normalizeData(
  { schema, notation }: Submission['form'],
  data: JsonObject,
  stored?: JsonObject,
): JsonObject {
  return coerceObject(schema, data, createNumberReader(notation.writing), stored);
}

/** Drops the keys that were cleared and that the form does not show now: it would store their `null`. */
function withoutCleared(data: JsonObject, payload: JsonObject, visible: JsonObject): JsonObject {
  const isCleared = (key: string) => payload[key] === null || payload[key] === '';
  return Object.fromEntries(
    Object.entries(data).filter(([key]) => Object.hasOwn(visible, key) || !isCleared(key)),
  );
}
