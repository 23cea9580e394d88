import {
  findFileError,
  findFileUrls,
  getField,
  getFileErrorText,
  getFileRules,
  getFileUrl,
  type JsonObject,
  parseFileUrl,
  type TranslateFile,
} from 'schema-form/server';
import type { FileInfo } from '../store/store.ts';
import type { FieldError } from './field-errors.ts';
import type { LanguageForm } from './profile-forms.ts';

/**
 * Returns the errors of the file addresses in data: each must name a file of the customer's own, and one that its field
 * accepts. Values that are stored already are not checked again.
 */
export function findFileErrors(
  form: LanguageForm,
  ownFiles: readonly FileInfo[],
  { data, stored }: { data: JsonObject; stored: JsonObject },
  translate: TranslateFile,
): FieldError[] {
  const { locale } = form.notation;
  const own = new Map(ownFiles.map((file) => [getFileUrl(file.fileId, file.name), file]));
  const changed = Object.entries(data).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(stored[key]),
  );
  const getUiSchema = (path: string[]) => getField(form, path).uiSchema;
  return changed.flatMap(([key, value]) =>
    [...findFileUrls(value, [key], getUiSchema)].flatMap(({ path, uiSchema, url }): FieldError[] => {
      // The schema reports values that are no strings.
      if (typeof url !== 'string') return [];
      const file = own.get(url);
      const rules = getFileRules(uiSchema);
      const error = file ? findFileError(rules, file) : 'unknown';
      const name = parseFileUrl(url)?.name ?? url;
      return error ? [{ path, text: getFileErrorText(error, name, rules, locale, translate) }] : [];
    }),
  );
}
