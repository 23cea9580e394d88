import {
  type FileError,
  type FileRules,
  findFileError,
  getField,
  getFileErrorText,
  getFileRules,
  getFileUrl,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseFileUrl,
  readDataUrl,
  type TranslateFile,
  type UiSchema,
} from 'schema-form/server';
import { inspectFile } from '../domain/inspect-file.ts';
import type { FileInfo } from '../store/store.ts';
import type { FieldError } from './field-errors.ts';
import { type FileKind, getFileKind } from './file-kind.ts';
import type { LanguageForm } from './profile-forms.ts';

/**
 * Returns the errors of the files in data. An address must name a file of the customer's own, and every file must be one
 * that its field accepts. Values that are stored already are not checked again.
 */
export function findFileErrors(
  form: LanguageForm,
  ownFiles: readonly FileInfo[],
  { data, stored }: { data: JsonObject; stored: JsonObject },
  translate: TranslateFile,
): FieldError[] {
  if (!form.mayHaveFiles) return [];
  const { locale } = form.notation;
  const own = new Map(ownFiles.map((file) => [getFileUrl(file.fileId, file.name), file]));
  const changed = Object.entries(data).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(stored[key]),
  );
  return changed.flatMap(([key, value]) =>
    [...findFileValues(form, value, [key])].flatMap(({ path, uiSchema, kind, text }): FieldError[] => {
      const rules = getFileRules(uiSchema);
      const { name, error } = kind === 'data-url' ? checkDataUrl(text, rules) : checkUrl(text, rules, own);
      return error ? [{ path, text: getFileErrorText(error, name, rules, locale, translate) }] : [];
    }),
  );
}

interface CheckedFile {
  name: string;
  error: FileError | null;
}

/** Only addresses of the customer's own files pass, so that nobody refers to a file of somebody else. */
function checkUrl(url: string, rules: FileRules, own: ReadonlyMap<string, FileInfo>): CheckedFile {
  const file = own.get(url);
  return {
    name: parseFileUrl(url)?.name ?? url,
    error: file ? findFileError(rules, file) : 'unknown',
  };
}

/** Checks the content too, because a request can claim any name and type for it. */
function checkDataUrl(url: string, rules: FileRules): CheckedFile {
  const file = readDataUrl(url);
  if (!file) return { name: parseFileUrl(url)?.name ?? url, error: 'unknown' };
  const name = file.name ?? '';
  const content = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
  return { name: name || (file.type ?? ''), error: inspectFile(rules, name, file.type ?? '', content).error };
}

interface FileText {
  path: string[];
  uiSchema: UiSchema | undefined;
  kind: FileKind;
  text: string;
}

/** Yields the texts in the file fields of a value. The schema reports values that are no texts. */
function* findFileValues(form: LanguageForm, value: JsonValue, path: string[]): Generator<FileText> {
  const kind = getFileKind(form, path);
  if (kind && !isJsonObject(value)) {
    const { uiSchema } = getField(form, path);
    for (const text of Array.isArray(value) ? value : [value]) {
      if (typeof text === 'string') yield { path, uiSchema, kind, text };
    }
  } else if (Array.isArray(value) || isJsonObject(value)) {
    for (const [key, child] of Object.entries(value)) yield* findFileValues(form, child, [...path, key]);
  }
}
