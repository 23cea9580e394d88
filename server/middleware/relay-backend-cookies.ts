import type { MiddlewareHandler } from 'hono';
import { createCookieJar } from '../backend/cookie-jar.ts';
import type { AppEnv } from '../http/app-env.ts';

/** Passes the cookies with these names on to the backend, and to the browser what the backend sets. */
export function relayBackendCookies(names: readonly string[]): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const options = { names, isSecure: c.get('isSecure') };
    const cookies = createCookieJar(c.req.header('cookie') ?? '', options);
    c.set('backendCookies', cookies);
    await next();
    for (const line of cookies.getChanges()) c.header('set-cookie', line, { append: true });
  };
}
