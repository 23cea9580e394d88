import { getTypeOfName } from 'schema-form/server';

/** How files of the types begin that we look into. Names and browsers may say anything. */
const beginnings: readonly (readonly [type: string, bytes: RegExp])[] = [
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how it begins
  ['image/png', /^\x89PNG\r\n\x1A\n/],
  ['image/jpeg', /^\xFF\xD8\xFF/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF.{4}WEBP/s],
  ['image/avif', /^.{4}ftypavi[fs]/s],
  ['application/pdf', /^%PDF-/],
];

const anything = 'application/octet-stream';

/**
 * The media type of a file: by what is in it where we can tell, else as the browser said. Null when
 * its name promises one of those that we can tell, and it is none.
 */
export function getFileType(name: string, declared: string, content: Uint8Array): string | null {
  const head = Buffer.from(content.subarray(0, 16)).toString('latin1');
  const seen = beginnings.find(([, bytes]) => bytes.test(head))?.[0];
  const promised = getTypeOfName(name);
  // A picture of another kind than its name says is still a picture, as people have many.
  if (promised && getMainType(promised) !== getMainType(seen ?? '')) return null;
  if (seen) return seen;
  const type = declared.toLowerCase();
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) && !isTold(type) ? type : anything;
}

/** What a file may be served as: a type that we have seen in it, else bytes that no browser opens. */
export function getServedType(type: string): string {
  return isTold(type) ? type : anything;
}

function isTold(type: string): boolean {
  return beginnings.some(([known]) => known === type);
}

function getMainType(type: string): string | undefined {
  return type.split('/')[0];
}
