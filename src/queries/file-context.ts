import type { i18n } from 'i18next';
import type { FileContextValue, TranslateFile } from 'schema-form';
import { uploadFile } from '../api/upload.ts';

/** The contexts of a translator by language. */
const made = new WeakMap<i18n, Map<string, FileContextValue>>();

/**
 * Returns the texts of file fields in the language of a translator, and the function that uploads a file. Returns the
 * same object for the same language.
 */
export function getFileContext(i18n: i18n): FileContextValue {
  const { language } = i18n;
  const byLanguage = made.get(i18n) ?? new Map<string, FileContextValue>();
  made.set(i18n, byLanguage);
  const translate = i18n.getFixedT(language, 'files') as unknown as TranslateFile;
  const context = byLanguage.get(language) ?? { translate, send: uploadFile };
  byLanguage.set(language, context);
  return context;
}
