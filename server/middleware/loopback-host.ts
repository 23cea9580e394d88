import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { isLoopback } from '../domain/loopback.ts';

/**
 * Answers only requests that name this machine. For demo mode, which listens on loopback and shows
 * codes: a site whose name resolves to 127.0.0.1 (DNS rebinding) has the browser of whoever visits
 * it send requests here and lets the site read the answers, but their `Host` is that site's name.
 */
export function requireLoopbackHost(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const url = `http://${c.req.header('host') ?? new URL(c.req.url).host}`;
    if (URL.canParse(url) && isLoopback(new URL(url).hostname)) return next();
    return c.json({ error_message: 'In demo mode this program answers at localhost only.' }, 421);
  };
}
