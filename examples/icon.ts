import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';

const icon = readFileSync(new URL('../public/icon.svg', import.meta.url));

/**
 * Answers a request for `/favicon.ico`, which browsers send by themselves where a document names no icon. Returns
 * whether it was one.
 */
export function answerIcon({ url = '', method = '' }: IncomingMessage, response: ServerResponse): boolean {
  if (!/^\/favicon\.ico\/?(\?|$)/.test(url)) return false;
  response.setHeader('x-content-type-options', 'nosniff');
  if (/^(GET|HEAD)$/.test(method)) {
    response.writeHead(200, { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' });
    response.end(icon);
  } else {
    response.writeHead(405, { allow: 'GET, HEAD', 'content-type': 'application/json' });
    response.end(JSON.stringify({ error_message: 'Method not allowed' }));
  }
  return true;
}
