/**
 * Uploaded files. They are stored apart from a form's data, which hold their URLs: `/files/<id>/<name>`. So
 * name and type can be read without a request.
 */
import { getUiOption, type UiSchema } from './json-schema.ts';

export const filesPath = '/files';

/** Returns whether a URL is that of a file, or of the upload endpoint. */
export function isFilesPath(address: string): boolean {
  return address.startsWith(filesPath) && /^([/?]|$)/.test(address.slice(filesPath.length));
}

/** The answer of POST /files, which takes one file and the name of its field. */
export interface FileAnswer {
  file_url: string;
}

/** The names of the multipart fields of an upload. */
export const filePart = 'file';
export const fieldPart = 'field';

export function getFileUrl(id: string, name: string): string {
  return `${filesPath}/${id}/${encodeURIComponent(name)}`;
}

/** Returns the id and name in a file's URL; null for any other text. */
export function parseFileUrl(value: unknown): { id: string; name: string } | null {
  const [, id, name] = /^\/files\/([\w-]{43})\/([^/?#]+)$/.exec(String(value)) ?? [];
  if (id === undefined || name === undefined) return null;
  try {
    return { id, name: decodeURIComponent(name) };
  } catch {
    return null;
  }
}

/** Media types by file extension. The content of files of these types is verified. */
const typesOfNames: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  pdf: 'application/pdf',
};

/** Returns the media type of a file extension if the content of such files is verified; else null. */
export function getTypeOfName(name: string): string | null {
  const end = name.replace(/^[^.]*$|^.*\./s, '').toLowerCase();
  return Object.hasOwn(typesOfNames, end) ? (typesOfNames[end] ?? null) : null;
}

/**
 * Returns whether a page may show the file as a picture. The content of files with such names is verified.
 */
export function isPicture(name: string): boolean {
  return getTypeOfName(name)?.startsWith('image/') ?? false;
}

/** Returns whether a field accepts pictures and nothing else. */
export function isPictureOnly({ accept }: FileRules): boolean {
  const isPictureType = (word: string) =>
    (word.startsWith('.') ? getTypeOfName(word) : word)?.startsWith('image/') ?? false;
  return accept.length > 0 && accept.every(isPictureType);
}

/** The restrictions of a file field. */
export interface FileRules {
  /** Media types (`image/png`, `image/*`) and file extensions (`.pdf`). An empty list accepts any file. */
  accept: readonly string[];
  /** The maximum size in bytes. */
  maxSize: number;
}

/** Reads the restrictions in `ui:options`. Invalid ones are ignored. */
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

/** The properties of a file that the restrictions concern. */
export interface FileFacts {
  name: string;
  /** The media type; `''` if it is unknown. */
  type: string;
  size: number;
}

/** The possible errors of a file. Each has a text in `files.json`. */
export type FileError = 'empty' | 'wrongKind' | 'tooLarge' | 'damaged' | 'noRoom' | 'unknown';

/** Returns a text of `files.json` in one language. */
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

/** Returns a sentence that names the file, its error and what the field accepts. */
export function getFileErrorText(
  error: FileError,
  name: string,
  rules: FileRules,
  locale: string,
  translate: TranslateFile,
): string {
  return translate(error, {
    // Isolated, because the name may have another direction than the sentence.
    name: `\u2068${name}\u2069`,
    kinds: formatKinds(rules.accept, locale, translate),
    size: Number.isFinite(rules.maxSize) ? formatSize(rules.maxSize, locale) : '',
  });
}

/** Returns a list of types such as `PNG, PDF or images`. */
export function formatKinds(accept: readonly string[], locale: string, translate: TranslateFile): string {
  const kinds = accept.map((word) => {
    const [, main] = /^(image|audio|video|text)\/\*$/.exec(word) ?? [];
    // `image/svg+xml` becomes `SVG`, `.tar.gz` becomes `TAR.GZ`.
    return main
      ? translate(`kind.${main}`)
      : word
          .replace(/^.*\/|^\./, '')
          .replace(/^x-|\+.*$/g, '')
          .toUpperCase();
  });
  return new Intl.ListFormat(locale, { type: 'disjunction' }).format(new Set(kinds));
}

/**
 * Formats a size in the largest unit of which it is at least one. Languages in Latin letters have the symbols of units,
 * which everybody knows there; others have the words.
 */
export function formatSize(bytes: number, locale: string): string {
  const format = (count: number, unit: string, unitDisplay: 'long' | 'short') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 }).format(
      count,
    );
  if (bytes < 1000) return format(bytes, 'byte', 'long');
  const isLarge = bytes >= 999_950;
  const display = new Intl.Locale(locale).maximize().script === 'Latn' ? 'short' : 'long';
  return format(bytes / (isLarge ? 1e6 : 1e3), isLarge ? 'megabyte' : 'kilobyte', display);
}
