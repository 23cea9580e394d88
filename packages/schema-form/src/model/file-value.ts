import { isPicture, parseFileUrl } from './files.ts';

/** The properties of a file that are known without opening it. */
export interface FileValue {
  name: string | null;
  /** The size in bytes. */
  size: number | null;
  /** The media type. */
  type: string | null;
  /** The URL at which the file opens; null if the value contains the file itself. */
  url: string | null;
  isPicture: boolean;
}

/** Returns the file that a URL leads to; null for any other text. */
export function readFileUrl(text: string): FileValue | null {
  const name = parseFileUrl(text)?.name;
  if (name === undefined) return null;
  return { name, size: null, type: null, url: text, isPicture: isPicture(name) };
}

/** Returns the file that a data URL contains; null for any other text. */
export function readDataUrl(url: string): FileValue | null {
  const comma = url.indexOf(',');
  if (!url.startsWith('data:') || comma < 0) return null;
  const [type = '', ...parameters] = url.slice('data:'.length, comma).split(';');
  const content = url.slice(comma + 1);
  const name = parameters.find((parameter) => parameter.startsWith('name='))?.slice('name='.length);
  const isBase64 = parameters.at(-1)?.trim().toLowerCase() === 'base64';
  const size = isBase64
    ? getBase64Size(content)
    : new TextEncoder().encode(content.replaceAll(/%[\da-f]{2}/gi, '%')).length;
  return { name: name ? decode(name) : null, size, type: type || null, url: null, isPicture: false };
}

/**
 * Returns the size of decoded base64 in bytes. Four characters encode three bytes, and the padding encodes
 * none.
 */
export function getBase64Size(text: string): number {
  const { length } = text.replaceAll(/\s|%3d|=/gi, '');
  return Math.floor((length * 3) / 4);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
