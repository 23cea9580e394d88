import type { MiddlewareHandler } from 'hono';
import { isLoopback } from '../domain/loopback.ts';
import type { AppEnv } from '../http/app-env.ts';

/**
 * Refuses requests whose `Host` is no loopback address. Demo mode shows one-time codes, and a website
 * whose name resolves to 127.0.0.1 (DNS rebinding) could make its visitors' browsers send requests here
 * and read the answers. Such requests carry the website's name as `Host`.
 */
export function requireLoopbackHost(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const url = `http://${c.req.header('host') ?? new URL(c.req.url).host}`;
    if (URL.canParse(url) && isLoopback(new URL(url).hostname)) return next();
    return c.json({ error_message: 'In demo mode this program answers at localhost only.' }, 421);
  };
}
