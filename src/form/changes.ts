import { deepEquals } from '@rjsf/utils';
import type { JsonObject, JsonSchema } from '../../shared/json-schema.ts';

/**
 * What to send of a form's data: the top-level values that differ from those that are stored, null
 * where a value was cleared. Where it is not known what is stored (`before` null), all of them.
 * Values that can't be changed are never sent.
 */
export function getChanges(schema: JsonSchema, before: JsonObject | null, after: JsonObject): JsonObject {
  const keys = new Set([
    ...Object.keys(schema.properties ?? {}),
    ...Object.keys(before ?? {}),
    ...Object.keys(after),
  ]);
  const entries = [...keys]
    .filter((key) => {
      const property = schema.properties?.[key];
      const isReadOnly = typeof property === 'object' && property.readOnly === true;
      return !isReadOnly && (before === null || !deepEquals(before[key], after[key]));
    })
    .map((key) => [key, after[key] ?? null] as const);
  return Object.fromEntries(entries);
}
