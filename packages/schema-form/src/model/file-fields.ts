/** Finds the file fields of a form. This is separate from `files.ts` because every form needs it. */
import type { JsonSchema, UiSchema } from './json-schema.ts';
import { getWidget } from './widget-name.ts';

/** The names of the widget for files: ours and those of rjsf, as `getWidget` returns them. */
export const uploadWidgets: ReadonlySet<string> = new Set(['upload', 'file', 'files']);

/** Returns whether a field or a list holds the URLs of uploaded files. */
export function isUpload(uiSchema: UiSchema | undefined): boolean {
  return uploadWidgets.has(getWidget(uiSchema) ?? '');
}

/** Returns whether a form may have file fields. A false positive costs little. */
export function mayHaveFiles(schema: JsonSchema, uiSchema: UiSchema): boolean {
  return /"((upload|files?)(widget)?|data-url|binary)"/i.test(JSON.stringify([schema, uiSchema]));
}

/**
 * Returns whether a text with this format is a file itself, as a data URL. `binary` is the format of OpenAPI.
 */
export function isFileFormat(format: unknown): boolean {
  return format === 'data-url' || format === 'binary';
}
