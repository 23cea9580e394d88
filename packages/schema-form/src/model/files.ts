/**
 * Files that people send. They are kept apart from a form's data, which holds their addresses:
 * `/files/<id>/<name>`, so that name and kind can be read without asking anybody.
 */
import { isUpload } from './file-fields.ts';
import { getUiOption, isJsonObject, type JsonValue, type UiSchema } from './json-schema.ts';

export const filesPath = '/files';

/** Whether an address is that of a file, or where they are sent. */
export function isFilesPath(address: string): boolean {
  return address.startsWith(filesPath) && /^([/?]|$)/.test(address.slice(filesPath.length));
}

/** POST /files, which takes one file, and the name of the field that it is for. */
export interface FileAnswer {
  file_url: string;
}

/** The parts of the form that is posted there. */
export const filePart = 'file';
export const fieldPart = 'field';

export function getFileUrl(id: string, name: string): string {
  return `${filesPath}/${id}/${encodeURIComponent(name)}`;
}

/** The parts of a file's address; null for any other text. */
export function parseFileUrl(value: unknown): { id: string; name: string } | null {
  const [, id, name] = /^\/files\/([\w-]{43})\/([^/?#]+)$/.exec(String(value)) ?? [];
  if (id === undefined || name === undefined) return null;
  try {
    return { id, name: decodeURIComponent(name) };
  } catch {
    return null;
  }
}

/** Media types that are known by what is in a file, by the ends of names. */
const typesOfNames: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  pdf: 'application/pdf',
};

/** The type that a name promises, where what is in the file tells whether it is true; else null. */
export function getTypeOfName(name: string): string | null {
  const end = name.replace(/^[^.]*$|^.*\./s, '').toLowerCase();
  return Object.hasOwn(typesOfNames, end) ? (typesOfNames[end] ?? null) : null;
}

/** Whether a page may show it as a picture: of a file with such a name we know that it is one. */
export function isPicture(name: string): boolean {
  return getTypeOfName(name)?.startsWith('image/') ?? false;
}

/** What a field takes. */
export interface FileRules {
  /** Media types (`image/png`, `image/*`) and ends of names (`.pdf`); none: any file. */
  accept: readonly string[];
  /** In bytes. */
  maxSize: number;
}

/** The rules of `ui:options`; words that are none are passed over. */
export function getFileRules(uiSchema: UiSchema | undefined): FileRules {
  const accept = getUiOption(uiSchema, 'accept');
  const maxSize = getUiOption(uiSchema, 'maxSize');
  const words = (Array.isArray(accept) ? accept : [accept]).flatMap((word) =>
    typeof word === 'string' ? word.toLowerCase().split(',') : [],
  );
  return {
    accept: words.map((word) => word.trim()).filter((word) => /^\.|\//.test(word)),
    maxSize: typeof maxSize === 'number' ? maxSize : Number.POSITIVE_INFINITY,
  };
}

/** What the rules ask of a file. */
export interface FileFacts {
  name: string;
  /** A media type; `''` when nobody knows it. */
  type: string;
  size: number;
}

/** What can be wrong with a file; each has a text in `files.json`. */
export type FileError = 'empty' | 'wrongKind' | 'tooLarge' | 'damaged' | 'noRoom' | 'unknown';

/** A text of `files.json` in somebody's language. */
export type TranslateFile = (key: string, values?: Record<string, string>) => string;

export function findFileError(rules: FileRules, file: FileFacts): FileError | null {
  if (file.size === 0) return 'empty';
  if (!isAccepted(rules.accept, file)) return 'wrongKind';
  return file.size > rules.maxSize ? 'tooLarge' : null;
}

function isAccepted(accept: readonly string[], { name, type }: FileFacts): boolean {
  return (
    accept.length === 0 ||
    accept.some((word) => {
      if (word.endsWith('/*')) return type.startsWith(word.slice(0, -1));
      if (!word.startsWith('.')) return type === word;
      const known = getTypeOfName(word);
      return known ? type === known : name.toLowerCase().endsWith(word);
    })
  );
}

/** What is wrong with a file, in a sentence that names the file and says what is taken. */
export function getFileErrorText(
  fault: FileError,
  name: string,
  rules: FileRules,
  locale: string,
  translate: TranslateFile,
): string {
  return translate(fault, {
    // Isolated, since the name may be of the other direction than the sentence.
    name: `\u2068${name}\u2069`,
    kinds: formatKinds(rules.accept, locale, translate),
    size: Number.isFinite(rules.maxSize) ? formatSize(rules.maxSize, locale) : '',
  });
}

/** `PNG, PDF or images`. */
export function formatKinds(accept: readonly string[], locale: string, translate: TranslateFile): string {
  const kinds = accept.map((word) => {
    const [, main] = /^(image|audio|video|text)\/\*$/.exec(word) ?? [];
    // `image/svg+xml`, `.tar.gz`: what people call them.
    return main
      ? translate(`kind.${main}`)
      : word
          .replace(/^.*\/|^\./, '')
          .replace(/^x-|\+.*$/g, '')
          .toUpperCase();
  });
  return new Intl.ListFormat(locale, { type: 'disjunction' }).format(new Set(kinds));
}

/** A size in the largest unit that it fills. */
export function formatSize(bytes: number, locale: string): string {
  const format = (count: number, unit: string, unitDisplay: 'long' | 'short') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 }).format(
      count,
    );
  if (bytes < 1000) return format(bytes, 'byte', 'long');
  const isLarge = bytes >= 999_950;
  return format(bytes / (isLarge ? 1e6 : 1e3), isLarge ? 'megabyte' : 'kilobyte', 'short');
}

/** The addresses in the fields for files of a value, each with the options of its field and its path. */
export function* findFileUrls(
  value: JsonValue,
  path: string[],
  getUiSchema: (path: string[]) => UiSchema | undefined,
): Generator<{ path: string[]; uiSchema: UiSchema | undefined; url: JsonValue }> {
  const uiSchema = getUiSchema(path);
  if (isUpload(uiSchema)) {
    for (const url of Array.isArray(value) ? value : [value]) yield { path, uiSchema, url };
  } else if (Array.isArray(value) || isJsonObject(value)) {
    for (const [key, child] of Object.entries(value)) yield* findFileUrls(child, [...path, key], getUiSchema);
  }
}
