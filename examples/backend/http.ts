import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Data } from './customer-form.ts';

export function readCookies({ headers }: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries((headers.cookie ?? '').split('; ').map((pair) => pair.split('=')));
}

export async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text = (text + chunk).slice(0, 1_000_000);
  return text;
}

/** The object in a JSON text, `{}` for an empty text; null for any other. */
export function parseObject(text: string): Data | null {
  try {
    const value: unknown = JSON.parse(text || '{}');
    return typeof value === 'object' && !Array.isArray(value) ? (value as Data | null) : null;
  } catch {
    return null;
  }
}

export function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  type = 'application/json',
): void {
  const content = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(content);
}
