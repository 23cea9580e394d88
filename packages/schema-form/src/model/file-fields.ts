/** Where files are in a form; apart from `files.ts`, since every form asks. */
import { getUiOption, type JsonSchema, type UiSchema } from './json-schema.ts';

/** Whether a field, or a list, holds the addresses of files that are kept apart. */
export function isUpload(uiSchema: UiSchema | undefined): boolean {
  return getUiOption(uiSchema, 'widget') === 'upload';
}

/** Whether a form may have fields for files. Taking another word for one costs little. */
export function mayHaveFiles(schema: JsonSchema, uiSchema: UiSchema): boolean {
  return /"(upload|data-url|binary)"/.test(JSON.stringify([schema, uiSchema]));
}

/** Whether a text is a file itself, as a data URL; `binary` is OpenAPI's word for it. */
export function isFileFormat(format: unknown): boolean {
  return format === 'data-url' || format === 'binary';
}
