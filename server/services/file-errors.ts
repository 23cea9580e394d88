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

/**
 * Checks what a data URL says of its file. It is shown by its name only, so its content harms nobody. The schema reports
 * texts that are neither a data URL nor an address.
 */
function checkDataUrl(url: string, rules: FileRules): CheckedFile {
  const file = readDataUrl(url);
  if (!file) {
    const address = parseFileUrl(url);
    return { name: address?.name ?? url, error: address && 'unknown' };
  }
  const { name, type, size } = file;
  const facts = { name: name ?? type ?? '', type: type ?? '', size: size ?? 0 };
  return { name: facts.name, error: findFileError(rules, facts) };
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
