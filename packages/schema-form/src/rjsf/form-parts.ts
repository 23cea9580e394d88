import { loadLayoutParts, needsLayoutParts } from '../fields/layout-parts.ts';
import { mayHaveFiles } from '../model/file-fields.ts';
import type { JsonSchema, UiSchema } from '../model/json-schema.ts';
import { findNeeds } from '../model/schema-kind.ts';
import { loadComplexFields } from './complex-fields.ts';
import { loadMoreWidgets } from './theme.ts';

/**
 * Loads what drawing this form needs beyond what every form has; it can be drawn only after that.
 * `loadFileParts` loads what the host's surroundings have for fields for files.
 */
export async function loadFormParts(
  schema: JsonSchema,
  uiSchema: UiSchema,
  loadFileParts?: () => Promise<void>,
): Promise<void> {
  const { complexFields, moreWidgets } = findNeeds(schema, uiSchema);
  await Promise.all([
    complexFields && loadComplexFields(),
    moreWidgets && loadMoreWidgets(),
    needsLayoutParts(uiSchema) && loadLayoutParts(),
    mayHaveFiles(schema, uiSchema) && loadFileParts?.(),
  ]);
}
