import type { FileSurroundings } from 'schema-form';
import type { Language } from '../../shared/languages.ts';

let get: ((language: Language) => FileSurroundings) | null = null;

/** Loads what fields for files need, which few forms have; such a form can be drawn only after that. */
export async function loadFiles(): Promise<void> {
  get ??= (await import('./file-surroundings.ts')).getFileSurroundings;
}

/** What is loaded, in this language. */
export function getFiles(language: Language): FileSurroundings | null {
  return get?.(language) ?? null;
}
