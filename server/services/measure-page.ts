import { gzipSync } from 'node:zlib';

/** Bytes that a browser loads for a page, compressed with gzip. The styles are part of the HTML. */
export interface PageWeight {
  html: number;
  scripts: number;
}

/** Measures a page by requesting it, and the scripts that its HTML loads. */
export async function measurePage(get: (url: string) => Promise<Response>, url: string): Promise<PageWeight> {
  const response = await get(url);
  if (response.status !== 200) throw new Error(`The page answered ${response.status}`);
  const html = await response.text();
  const scripts = html.matchAll(/(?:<script [^>]*src|<link rel="modulepreload"[^>]* href)="([^"]+)"/g);
  const urls = new Set([...scripts].map(([, found = '']) => found));
  const sizes = await Promise.all([...urls].map(async (found) => getSize(await get(found))));
  return { html: gzipSync(html).length, scripts: sizes.reduce((sum, size) => sum + size, 0) };
}

async function getSize(response: Response): Promise<number> {
  return gzipSync(await response.arrayBuffer()).length;
}
