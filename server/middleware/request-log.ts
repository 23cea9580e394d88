import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import type { AppEnv } from '../app-env.ts';
import { isSignedOut } from '../backend/errors.ts';
import { describeError } from '../describe-error.ts';
import { BodyError } from '../http/body-error.ts';

/**
 * Logs one line for each request. It names the route instead of the path, because an address may hold
 * personal data. The id is sent as `X-Request-Id`, so that a customer's report can be found in the log.
 */
export function requestLog(logger: Logger): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const start = performance.now();
    const id = randomUUID();
    c.header('x-request-id', id);
    await next();
    const { method, raw } = c.req;
    // An unreadable body and the end of a session are no errors of the server, and have their own status.
    const error = c.error instanceof BodyError || isSignedOut(c.error) ? undefined : c.error;
    const line = {
      id,
      method: /^[A-Z]{1,10}$/.test(method) ? method : '?',
      route: routePath(c),
      // The client is gone, so no answer was sent; proxies log this status too.
      status: raw.signal.aborted && !error ? 499 : c.res.status,
      ms: Math.round((performance.now() - start) * 10) / 10,
    };
    if (error) logger.error({ ...line, ...describeError(error) });
    else logger.info(line);
  };
}
