import type { FileRules } from '../model/files.ts';
import { getUiOption, type UiSchema } from '../model/json-schema.ts';

/** The types that browsers can write, so that a shrunk picture keeps its type. */
const shrinkableTypes: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp']);

/** Smaller pictures are sent as they are, in bytes. */
const smallPicture = 1_000_000;

/**
 * Returns the file to send for a chosen one: a large picture is shrunk, unless `ui:options.shrink` is false. The
 * library for it is loaded with the first large picture; without it the picture is sent as it is.
 */
export async function prepareFile(file: File, { maxSize }: FileRules, uiSchema: UiSchema): Promise<File> {
  const isLarge = file.size > Math.min(smallPicture, maxSize);
  if (!isLarge || !shrinkableTypes.has(file.type) || getUiOption(uiSchema, 'shrink') === false) return file;
  const library = await import('./shrink-picture.ts').catch(() => null);
  return library ? library.shrinkPicture(file) : file;
}
