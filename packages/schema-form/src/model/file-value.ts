import { isPicture, parseFileUrl } from './files.ts';

/** What there is to say of a file without opening it. */
export interface FileValue {
  name: string | null;
  /** In bytes. */
  size: number | null;
  /** A media type. */
  type: string | null;
  /** Where it can be opened; null where it is in the value itself. */
  url: string | null;
  isPicture: boolean;
}

/** The file that an address leads to; null for any other text. */
export function readFileUrl(text: string): FileValue | null {
  const name = parseFileUrl(text)?.name;
  if (name === undefined) return null;
  return { name, size: null, type: null, url: text, isPicture: isPicture(name) };
}

/** The file that is in a data URL; null for what is none. */
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

/** Four characters hold three bytes; the padding holds none. */
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
