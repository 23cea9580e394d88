import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import type { AppEnv } from '../app-env.ts';
import { BodyError } from './body-limits.ts';

/**
 * One line a request. It names the route, not the path: what people write into an address may be
 * about somebody. The id goes out as `X-Request-Id`, so that a report can be found in the log.
 */
export function requestLog(logger: Logger): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const start = performance.now();
    const id = randomUUID();
    c.header('x-request-id', id);
    await next();
    const { method, raw } = c.req;
    // A body that can't be read is the client's doing, and has a status of its own.
    const error = c.error instanceof BodyError ? undefined : c.error;
    const line = {
      id,
      method: /^[A-Z]{1,10}$/.test(method) ? method : '?',
      route: routePath(c),
      // Not an answer, since nobody is there to read one; proxies log this status too.
      status: raw.signal.aborted && !error ? 499 : c.res.status,
      ms: Math.round((performance.now() - start) * 10) / 10,
    };
    // Of an error its kind and place alone: messages may quote what somebody sent.
    if (error) logger.error({ ...line, ...describeError(error) });
    else logger.info(line);
  };
}

/** The parts of an error that hold no data of anybody. */
export function describeError(error: unknown): { error: string; code?: string; at?: string[] } {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code } = error as NodeJS.ErrnoException;
  const frames = error.stack?.match(/^\s+at .+$/gm) ?? [];
  return {
    error: error.name,
    ...(typeof code === 'string' && { code }),
    at: frames.slice(0, 8).map((frame) => frame.trim()),
  };
}
