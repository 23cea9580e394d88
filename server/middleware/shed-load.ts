import type { MiddlewareHandler } from 'hono';
import type { Dependencies } from '../dependencies.ts';
import type { AppEnv } from '../http/app-env.ts';
import { busyRetryAfter, sendError } from '../http/errors.ts';
import { getVisitorLanguage } from './load-profile.ts';

/**
 * Refuses what only reads while the program is overloaded, before the database is asked. An answer that comes too late
 * helps nobody, and would make the others late too. What is sent to be saved is never refused: the browser might lose it.
 */
export function shedLoad(dependencies: Dependencies): MiddlewareHandler<AppEnv> {
  const { isOverloaded, site } = dependencies;
  return (c, next) => {
    if (!isOverloaded() || !/^(GET|HEAD)$/.test(c.req.method)) return next();
    c.set('language', getVisitorLanguage(c) ?? site.defaultLanguage);
    c.set('profile', null);
    c.header('retry-after', String(busyRetryAfter));
    return Promise.resolve(sendError(c, dependencies, 503, 'api.busy'));
  };
}
