import type { ComponentType } from 'react';
import type { JsonSchema, JsonValue, UiSchema } from '../model/json-schema.ts';

/** What a host adds to the reading page, each under the name by which a uiSchema asks for it. */
export interface ValueRegistry {
  /** For values, by the name that `ui:widget` gives. */
  values?: Record<string, ComponentType<ValueProps>>;
}

export interface ValueProps {
  value: JsonValue;
  schema: JsonSchema;
  uiSchema: UiSchema | undefined;
}

/** The entry of that name; undefined for what is no name of one. */
export function findEntry<Entry>(
  entries: Record<string, Entry> | undefined,
  name: unknown,
): Entry | undefined {
  return entries && typeof name === 'string' && Object.hasOwn(entries, name) ? entries[name] : undefined;
}
