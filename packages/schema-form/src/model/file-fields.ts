/** Finds the file fields of a form. This is separate from `files.ts` because every form needs it. */
import type { JsonSchema, UiSchema } from './json-schema.ts';
import { getWidget } from './widget-name.ts';

/** Returns whether a field or a list holds the URLs of uploaded files. */
export function isUpload(uiSchema: UiSchema | undefined): boolean {
  return getWidget(uiSchema) === 'upload';
}

/** Returns whether a form may have file fields. A false positive costs little. */
export function mayHaveFiles(schema: JsonSchema, uiSchema: UiSchema): boolean {
  return /"(upload(widget)?|data-url|binary)"/i.test(JSON.stringify([schema, uiSchema]));
}

/**
 * Returns whether a text with this format is a file itself, as a data URL. `binary` is the format of OpenAPI.
 */
export function isFileFormat(format: unknown): boolean {
  return format === 'data-url' || format === 'binary';
}
