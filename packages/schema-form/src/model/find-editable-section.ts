import type { JsonObject, JsonSchema, UiSchema } from './json-schema.ts';
import type { Section } from './nodes.ts';
import { resolveNodes } from './resolve.ts';
import { getEditableSections } from './sections.ts';

interface FilledForm {
  schema: JsonSchema;
  ui_schema: UiSchema;
  data: JsonObject;
}

/** Returns the section with this id that can be edited alone with these values; null if there is none. */
export function findEditableSection({ schema, ui_schema, data }: FilledForm, id: string): Section | null {
  const root = resolveNodes(schema, ui_schema, data);
  return getEditableSections(root).find((section) => section.id === id) ?? null;
}
