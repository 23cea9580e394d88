import type { i18n } from 'i18next';
import type { FileContextValue } from 'schema-form';

let get: ((i18n: i18n) => FileContextValue) | null = null;

/** Loads the code of file fields, which few forms have. A form with files renders only after that. */
export async function loadFiles(): Promise<void> {
  get ??= (await import('./file-context.ts')).getFileContext;
}

/** Returns the context of file fields in the language of a translator; null while it is not loaded. */
export function getFiles(i18n: i18n): FileContextValue | null {
  return get?.(i18n) ?? null;
}
