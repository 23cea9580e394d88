import type { JsonObject, JsonValue } from 'schema-form/server';
import type { SaveRequest } from '../services/profiles.ts';
import { toCanonicalText } from './canonical-text.ts';

/**
 * Returns what to send: the submitted values that differ from the stored ones, normalized by the schema, and `null` for
 * each value that was cleared or that the form hides now.
 */
export function findChanges(
  { payload }: SaveRequest,
  { stored, data }: { stored: JsonObject; data: JsonObject },
): JsonObject {
  const changes: [string, JsonValue][] = [];
  for (const [key, value] of Object.entries(data)) {
    const isSame = toCanonicalText(value) === toCanonicalText(stored[key]);
    if (value !== undefined && !isSame && Object.hasOwn(payload, key)) changes.push([key, value]);
  }
  for (const [key, value] of Object.entries(stored)) {
    // Backends write an unknown value in many ways, and normalizing drops it.
    const isUnknown = ['""', 'null', '[]', '{}'].includes(JSON.stringify(value));
    if (!Object.hasOwn(data, key) && !isUnknown) changes.push([key, null]);
  }
  return Object.fromEntries(changes);
}
