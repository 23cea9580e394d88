import type { FileContextValue } from 'schema-form';
import type { Language } from '../../shared/languages.ts';

let get: ((language: Language) => FileContextValue) | null = null;

/** Loads the code and the texts of file fields, which few forms have. A form with files renders only after that. */
export async function loadFiles(): Promise<void> {
  get ??= (await import('./file-context.ts')).getFileContext;
}

/** The context of file fields in a language; null while it is not loaded. */
export function getFiles(language: Language): FileContextValue | null {
  return get?.(language) ?? null;
}
