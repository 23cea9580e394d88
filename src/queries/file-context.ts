import type { FileContextValue, TranslateFile } from 'schema-form';
import { createTranslator } from '../../locales/create-translator.ts';
import type { Language } from '../../shared/languages.ts';
import { uploadFile } from '../api/upload.ts';

type Texts = Record<string, string>;

const texts = import.meta.glob<Texts>('../../locales/*/files.json', { import: 'default', eager: true });
const made = new Map<Language, FileContextValue>();

/** The texts of file fields and the function that uploads a file. Returns the same object for the same language. */
export function getFileContext(language: Language): FileContextValue {
  const known = made.get(language) ?? { translate: createTranslate(language), send: uploadFile };
  made.set(language, known);
  return known;
}

function createTranslate(language: Language): TranslateFile {
  const files = texts[`../../locales/${language}/files.json`] ?? {};
  const translator = createTranslator(language, { resources: { files } });
  return translator.getFixedT(language, 'files') as unknown as TranslateFile;
}
