import { gzipSync } from 'node:zlib';

/** Bytes that a browser loads for a page, compressed with gzip. */
export interface PageWeight {
  html: number;
  scripts: number;
  styles: number;
}

/** Measures a page by requesting it, and the scripts and styles that its HTML loads. */
export async function measurePage(get: (url: string) => Promise<Response>, url: string): Promise<PageWeight> {
  const response = await get(url);
  if (response.status !== 200) throw new Error(`The page answered ${response.status}`);
  const html = await response.text();
  const measure = async (pattern: RegExp): Promise<number> => {
    const urls = new Set([...html.matchAll(pattern)].map(([, found = '']) => found));
    const sizes = await Promise.all([...urls].map(async (found) => getSize(await get(found))));
    return sizes.reduce((sum, size) => sum + size, 0);
  };
  return {
    html: gzipSync(html).length,
    scripts: await measure(/(?:<script [^>]*src|<link rel="modulepreload"[^>]* href)="([^"]+)"/g),
    styles: await measure(/<link rel="stylesheet"[^>]* href="([^"]+)"/g),
  };
}

async function getSize(response: Response): Promise<number> {
  return gzipSync(await response.arrayBuffer()).length;
}
