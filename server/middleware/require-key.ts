import type { MiddlewareHandler } from 'hono';
import { hashToken, isSameHash } from '../domain/secrets.ts';
import type { AppContext, AppEnv } from '../http/app-env.ts';

/** Refuses requests without this bearer key (RFC 6750). */
export function requireKey(
  key: string,
  refuse: (c: AppContext) => Response | Promise<Response>,
): MiddlewareHandler<AppEnv> {
  const expected = hashToken(key);
  return async (c, next) => {
    const [, sent = ''] = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
    // Against guesses by the time of the answer: hashes have the same length, and are compared in constant time.
    if (isSameHash(hashToken(sent), expected)) return next();
    c.header('www-authenticate', 'Bearer');
    return refuse(c);
  };
}
