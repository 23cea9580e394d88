import { getTypeOfName } from 'schema-form/server';

/** The first bytes of the file types that are recognized by content, because names and browsers may claim any type. */
const beginnings: readonly (readonly [type: string, bytes: RegExp])[] = [
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the signature of PNG
  ['image/png', /^\x89PNG\r\n\x1A\n/],
  ['image/jpeg', /^\xFF\xD8\xFF/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF.{4}WEBP/s],
  ['image/avif', /^.{4}ftypavi[fs]/s],
  ['application/pdf', /^%PDF-/],
];

/** The type of any file that is not recognized. */
const unknownType = 'application/octet-stream';

/**
 * Returns the media type of a file: by its content where that is recognized, else as the browser declared it. Returns
 * null when the file's name promises a type that is recognized by content, and the content is another.
 */
export function getFileType(name: string, declared: string, content: Uint8Array): string | null {
  const head = Buffer.from(content.subarray(0, 16)).toString('latin1');
  const seen = beginnings.find(([, bytes]) => bytes.test(head))?.[0];
  const promised = getTypeOfName(name);
  // A picture whose name claims another kind of picture is accepted: such files are common.
  if (promised && getMainType(promised) !== getMainType(seen ?? '')) return null;
  if (seen) return seen;
  const type = declared.toLowerCase();
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) && !isRecognized(type) ? type : unknownType;
}

/** Returns the type that a file is served as: one that was recognized by content, else bytes that no browser opens. */
export function getServedType(type: string): string {
  return isRecognized(type) ? type : unknownType;
}

function isRecognized(type: string): boolean {
  return beginnings.some(([known]) => known === type);
}

function getMainType(type: string): string | undefined {
  return type.split('/')[0];
}
