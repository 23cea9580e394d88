import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { imageSize } from 'image-size';
import type { Picture } from '../../shared/site.ts';
import { ConfigError } from './config-error.ts';

/** A picture of the brand. It stays in memory. */
export interface BrandFile {
  mediaType: string;
  content: Uint8Array<ArrayBuffer>;
}

/** The pictures by the name in their address, which is the hash of their content. */
export type BrandFiles = ReadonlyMap<string, BrandFile>;

export const brandPath = '/brand/';

/** Bytes of one picture. Every visitor loads it. */
const largestPicture = 262_144;

/** The media types of pictures by the type that their content shows. */
const mediaTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  svg: 'image/svg+xml',
  webp: 'image/webp',
  ico: 'image/x-icon',
};

/** Reads pictures into `files`. */
export class BrandFileReader {
  readonly files = new Map<string, BrandFile>();

  /** Reads a picture, whose type its content decides. Throws ConfigError with the pointer of its path. */
  read(file: string, pointer: string): Picture & BrandFile {
    const content = readPicture(file, pointer);
    const { type = '', width, height } = measure(content);
    const mediaType = mediaTypes[type];
    if (mediaType === undefined || (type === 'svg' && !isSvg(content))) {
      throw new ConfigError(pointer, `${file} is no picture of type ${Object.keys(mediaTypes).join(', ')}`);
    }
    const name = `${createHash('sha256').update(content).digest('base64url').slice(0, 22)}.${type}`;
    this.files.set(name, { mediaType, content });
    return { url: brandPath + name, width, height, mediaType, content };
  }
}

function readPicture(file: string, pointer: string): Uint8Array<ArrayBuffer> {
  let size: number;
  try {
    ({ size } = statSync(file));
    if (size <= largestPicture) return new Uint8Array(readFileSync(file));
  } catch {
    throw new ConfigError(pointer, `there is no file ${file} that can be read`);
  }
  throw new ConfigError(pointer, `${file} has ${size} bytes, and at most ${largestPicture} are allowed`);
}

function measure(content: Uint8Array): { type?: string | undefined; width: number; height: number } {
  try {
    return imageSize(content);
  } catch {
    return { width: 0, height: 0 };
  }
}

/** Returns whether `<svg` is the root element, so that no HTML page that contains a drawing passes for one. */
function isSvg(content: Uint8Array): boolean {
  const start = Buffer.from(content).toString('utf8', 0, 2000);
  return /^\uFEFF?\s*(<\?xml[^>]*>\s*)?(<!--[^<>]*-->\s*)*(<!DOCTYPE svg[^>[]*>\s*)?<svg[\s>]/.test(start);
}
