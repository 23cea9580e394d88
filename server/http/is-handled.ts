import { matchedRoutes } from 'hono/route';
import type { AppContext } from './app-env.ts';

/**
 * Returns whether a route handles the request's method. A request that gets 404 or 405 changes nothing, and its body is
 * not read.
 */
export function isHandled(c: AppContext): boolean {
  return matchedRoutes(c).some(({ method }) => method === c.req.method);
}
