import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../http/app-env.ts';
import { getRequestContext, type RequestContext } from '../request-context.ts';

type Quota = RequestContext['quotas'][number];

/**
 * Tells clients what the limits leave to them, with the fields of draft-ietf-httpapi-ratelimit-headers-11. They are
 * structured fields; the names of our limits need no escapes. A redirect has none: a browser might wait before it
 * follows it.
 */
export function rateLimitHeaders(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next();
    const quotas = getRequestContext()?.quotas ?? [];
    if (quotas.length === 0 || (c.res.status >= 300 && c.res.status < 400)) return;
    const list = (format: (quota: Quota) => string) => quotas.map(format).join(', ');
    c.header(
      'ratelimit-policy',
      list(({ name, points, duration }) => `"${name}";q=${points};w=${duration}`),
    );
    c.header(
      'ratelimit',
      list(({ name, remaining, endsIn }) => `"${name}";r=${remaining};t=${endsIn}`),
    );
  };
}
