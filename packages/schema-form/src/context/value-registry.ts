import type { ComponentType } from 'react';
import { getOwn, type JsonSchema, type JsonValue, type UiSchema } from '../model/json-schema.ts';

/** The components that a host adds to the reading page, by the names that a uiSchema uses. */
export interface ValueRegistry {
  /** The components for values, by the name in `ui:widget`. */
  values?: Record<string, ComponentType<ValueProps>>;
}

export interface ValueProps {
  value: JsonValue;
  schema: JsonSchema;
  uiSchema: UiSchema | undefined;
}

/** Returns the entry with a name; undefined if there is none or the name is not a string. */
export function findEntry<Entry>(
  entries: Record<string, Entry> | undefined,
  name: unknown,
): Entry | undefined {
  return typeof name === 'string' ? getOwn(entries, name) : undefined;
}
