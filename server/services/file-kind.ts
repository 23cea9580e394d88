import { type FormDocuments, getField, isFileFormat, isUpload } from 'schema-form/server';

/** How a field holds a file: as the address of an upload, or as a data URL that contains it. */
export type FileKind = 'upload' | 'data-url';

/** Returns how a field, or a list, holds files; null if it is not for files. */
export function getFileKind(form: FormDocuments, path: readonly string[]): FileKind | null {
  const { schema, uiSchema } = getField(form, path);
  const { schema: entry } = getField(form, [...path, '0']);
  if (isFileFormat(schema.format) || isFileFormat(entry.format)) return 'data-url';
  return isUpload(uiSchema) ? 'upload' : null;
}
