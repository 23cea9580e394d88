/** Finds the file fields of a form. This is separate from `files.ts` because every form needs it. */
import { getUiOption, type JsonSchema, type UiSchema } from './json-schema.ts';

/** Returns whether a field or a list holds the URLs of uploaded files. */
export function isUpload(uiSchema: UiSchema | undefined): boolean {
  return getUiOption(uiSchema, 'widget') === 'upload';
}

/** Returns whether a form may have file fields. A false positive costs little. */
export function mayHaveFiles(schema: JsonSchema, uiSchema: UiSchema): boolean {
  return /"(upload|data-url|binary)"/.test(JSON.stringify([schema, uiSchema]));
}

/**
 * Returns whether a text with this format is a file itself, as a data URL. `binary` is the format of OpenAPI.
 */
export function isFileFormat(format: unknown): boolean {
  return format === 'data-url' || format === 'binary';
}
