import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { builtInCodes } from '../../locales/built-in-languages.ts';
import { compareTexts } from '../../locales/compare-texts.ts';
import { isLanguageCode } from '../../shared/languages.ts';
import { projectFolder } from '../project-folder.ts';
import { readJson } from '../read-json.ts';
import { LocalesError } from './locales-error.ts';

/** The names of the files with texts that each language has. */
const textFiles = ['app', 'controls', 'errors', 'files', 'form', 'playground'] as const;
export type TextFile = (typeof textFiles)[number];

/** Texts by key. */
export type TextsByKey = Readonly<Record<string, string>>;

/** The texts of one language by file. A language that the operator added may lack some. */
export type LanguageTexts = Readonly<Record<TextFile, TextsByKey>>;

/** The texts of every language that there are texts of. */
export interface Locales {
  texts: ReadonlyMap<string, LanguageTexts>;
  /** What is missing or unknown, by file of the operator's folder. */
  reports: LocaleReport[];
}

export interface LocaleReport {
  language: string;
  file: string;
  /** The keys whose English text is shown instead. */
  missing: string[];
  /** The keys that nothing reads. */
  unknown: string[];
}

/** Bytes of one file, and characters of one text. */
const largestFile = 1_048_576;
const longestText = 5000;
const mostLanguages = 50;

/**
 * Reads the built-in texts, and the operator's folder over them: its files replace single texts and add languages.
 * Throws LocalesError for a file that can't be used.
 */
export function readLocales(folder: string | null): Locales {
  const builtIn = new Map(builtInCodes.map((code) => [code as string, readBuiltIn(code)]));
  if (folder === null) return { texts: builtIn, reports: [] };
  const english = overlay(builtIn.get('en'), readFolder(folder, 'en'));
  const added = listFolders(folder);
  const texts = new Map([...builtIn, ['en', english]]);
  const reports: LocaleReport[] = [];
  for (const language of added) {
    const own = readFolder(folder, language);
    const whole = language === 'en' ? english : overlay(builtIn.get(language), own);
    texts.set(language, whole);
    for (const name of textFiles) {
      const file = `${language}/${name}.json`;
      const report = check(file, own[name] ?? {}, {
        whole: whole[name],
        english: english[name],
        language,
        name,
      });
      if (report) reports.push(report);
    }
  }
  return { texts, reports };
}

function readBuiltIn(language: string): LanguageTexts {
  const folder = path.join(projectFolder, 'locales', language);
  const read = (name: string) => [name, JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'))];
  return Object.fromEntries(textFiles.map(read)) as LanguageTexts;
}

/** Returns the language folders. Their names become paths and addresses, so nothing but a language code is accepted. */
function listFolders(folder: string): string[] {
  let names: string[];
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    throw new LocalesError('', `there is no folder ${folder} that can be read`);
  }
  const wrong = names.find((name) => !isLanguageCode(name) || Intl.getCanonicalLocales(name)[0] !== name);
  if (wrong !== undefined) {
    throw new LocalesError(wrong, 'the name of a folder must be a language code such as pt or pt-BR');
  }
  if (names.length > mostLanguages) {
    throw new LocalesError('', `there are more than ${mostLanguages} languages`);
  }
  return names.sort();
}

function readFolder(folder: string, language: string): Partial<LanguageTexts> {
  const read = (name: TextFile) => [name, readTexts(folder, `${language}/${name}.json`)] as const;
  return Object.fromEntries(textFiles.map(read).filter(([, texts]) => texts !== null));
}

/** Reads a file; null where it does not exist. */
function readTexts(folder: string, file: string): TextsByKey | null {
  const where = path.join(folder, file);
  const stats = statSync(where, { throwIfNoEntry: false });
  if (!stats) return null;
  if (stats.size > largestFile) throw new LocalesError(file, 'the file is larger than 1 MiB');
  let document: unknown;
  try {
    document = readJson(where);
  } catch (error) {
    throw new LocalesError(
      file,
      error instanceof SyntaxError ? `not JSON: ${error.message}` : 'it can’t be read',
    );
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw new LocalesError(file, 'must be an object of texts');
  }
  for (const [key, text] of Object.entries(document)) {
    if (typeof text === 'string' && text.length <= longestText) continue;
    throw new LocalesError(file, `"${key}" must be a text of at most ${longestText} characters`);
  }
  return document as TextsByKey;
}

function overlay(base: LanguageTexts | undefined, own: Partial<LanguageTexts>): LanguageTexts {
  const merge = (name: TextFile) => [name, { ...base?.[name], ...own[name] }];
  return Object.fromEntries(textFiles.map(merge)) as LanguageTexts;
}

interface Checked {
  whole: TextsByKey;
  english: TextsByKey;
  language: string;
  name: TextFile;
}

/** Throws for a text that would be filled in wrongly; returns what is missing or unknown, or null. */
function check(
  file: string,
  own: TextsByKey,
  { whole, english, language, name }: Checked,
): LocaleReport | null {
  const [problem] = compareTexts(own, english, language).problems;
  if (problem) throw new LocalesError(file, `"${problem[0]}" ${problem[1]}`);
  const { missing } = compareTexts(whole, english, language);
  // A form definition may name texts of its own.
  const unknown = name === 'form' ? [] : compareTexts(own, english, language).unknown;
  return missing.length + unknown.length > 0 ? { language, file, missing, unknown } : null;
}
