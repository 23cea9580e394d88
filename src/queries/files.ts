import type { FileContextValue } from 'schema-form';
import type { Language } from '../../shared/languages.ts';

let get: ((language: Language) => FileContextValue) | null = null;

/** Loads what fields for files need, which few forms have; such a form can be drawn only after that. */
export async function loadFiles(): Promise<void> {
  get ??= (await import('./file-context.ts')).getFileContext;
}

/** What is loaded, in this language. */
export function getFiles(language: Language): FileContextValue | null {
  return get?.(language) ?? null;
}
