import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Data } from './customer-form.ts';

export function readCookies({ headers }: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries((headers.cookie ?? '').split('; ').map((pair) => pair.split('=')));
}

/** The methods of each path. */
export const methods: Record<string, string> = {
  '/api/v3/customer/': 'GET',
  '/api/v3/customer/update/': 'GET, POST',
  '/api/v3/customer/language/': 'GET, POST',
  '/api/v3/customer/logout/': 'POST',
};

/** Characters of a body. */
const mostText = 1_048_576;

/** Returns the text of a body; null when it is too long. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text = (text + chunk).slice(0, mostText + 1);
  return text.length > mostText ? null : text;
}

/**
 * Returns the values in a body, which is JSON, or a form with bracket names such as `root[email]`; else the status of
 * the refusal.
 */
export function readValues({ headers }: IncomingMessage, text: string): Data | 400 | 415 {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (type === 'application/x-www-form-urlencoded') {
    const fields = [...new URLSearchParams(text)];
    return Object.fromEntries(
      fields.map(([name, value]) => [/^root\[(.+)\]$/.exec(name)?.[1] ?? name, value]),
    );
  }
  return text === '' || type === 'application/json' ? (parseObject(text) ?? 400) : 415;
}

/** Returns the object in a JSON text, `{}` for an empty text; null for any other. */
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
