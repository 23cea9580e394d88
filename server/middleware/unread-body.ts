import type { IncomingMessage } from 'node:http';
import type { MiddlewareHandler } from 'hono';
import type { AppContext, AppEnv } from '../app-env.ts';

/** How long a client may go on sending what nobody reads, in milliseconds. */
const lingerFor = 5000;

/**
 * Closes the connection after an answer to a body that was not read to its end, and says so: the next
 * request on it, such as one from a proxy's pool, would fail. A body that is still on its way is read
 * and dropped for a while, as RFC 9112 (9.6) asks: on a connection that is closed at once the client
 * gets a reset instead of the answer.
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

/** Sends the answer at once, but keeps the response open while the request's body is drained. */
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

/** Reads a body to its end, or for as long as it may take. */
async function drop(body: ReadableStream<Uint8Array> | null): Promise<void> {
  const reader = body?.getReader();
  if (!reader) return;
  const timer = setTimeout(() => reader.releaseLock(), lingerFor);
  try {
    while (!(await reader.read()).done);
  } catch {
    // The client has gone, or the time is over.
  }
  clearTimeout(timer);
}
