import type { IncomingMessage } from 'node:http';
import type { MiddlewareHandler } from 'hono';
import type { AppContext, AppEnv } from '../http/app-env.ts';

/** Milliseconds that a client may continue to send a body that is dropped. */
const lingerFor = 5000;

/**
 * Closes the connection, with `Connection: close`, after an answer to a body that was not read to its
 * end: the next request on it, such as one from a proxy's pool, would fail. A body that still arrives is
 * read and dropped for a while, as RFC 9112 (9.6) asks: if the connection closed at once, the client
 * would get a reset instead of the answer.
 */
export function closeUnreadBody(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next();
    const { incoming } = (c.env ?? {}) as { incoming?: IncomingMessage };
    if (!incoming?.headers || !hasBody(incoming) || incoming.readableEnded || incoming.destroyed) return;
    c.header('connection', 'close');
    if (!incoming.complete && c.res.body) c.res = await linger(c);
  };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Sends the answer at once, and ends it after the request's body is drained. */
async function linger(c: AppContext): Promise<Response> {
  const content = new Uint8Array(await c.res.arrayBuffer());
  const { status, headers } = c.res;
  headers.set('content-length', String(content.length));
  const answer = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(content);
      await drop(c.req.raw.body);
      controller.close();
    },
  });
  return new Response(answer, { status, headers });
}

/** Reads and drops a body to its end, for a limited time. */
async function drop(body: ReadableStream<Uint8Array> | null): Promise<void> {
  const reader = body?.getReader();
  if (!reader) return;
  const timer = setTimeout(() => reader.releaseLock(), lingerFor);
  try {
    while (!(await reader.read()).done);
  } catch {
    // The client is gone, or the time is over.
  }
  clearTimeout(timer);
}
