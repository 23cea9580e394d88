import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { AppContext, AppEnv } from '../app-env.ts';
import { getMediaType } from '../domain/media-type.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Stops cross-site request forgery. An unsafe request that says it comes from another origin is
 * refused whatever its body. One that reaches a handler must prove that it comes from here unless its
 * body is exactly JSON, the one type that a page of another site can't send without a preflight; a
 * list of the types that it can send would miss the odd ones. A request without a body needs no proof:
 * API clients send it to sign out, and browsers name its origin.
 */
export function requireSameOrigin(
  publicOrigin: string | null,
  refuse: (c: AppContext) => Response | Promise<Response>,
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (safeMethods.has(c.req.method)) return next();
    const proof = getProof(c, publicOrigin ?? getOwnOrigin(c));
    const isHarmless = getMediaType(c.req.header('content-type')) === 'application/json' || isEmpty(c);
    if (proof === 'foreign' || (proof === 'none' && !isHarmless && isHandled(c))) return refuse(c);
    return next();
  };
}

function isEmpty(c: AppContext): boolean {
  const names = ['content-type', 'transfer-encoding'];
  return (
    names.every((name) => c.req.header(name) === undefined) &&
    Number(c.req.header('content-length') ?? 0) === 0
  );
}

/** Whether a path supports the method of a request: what is to get 404 or 405 changes nothing. */
function isHandled(c: AppContext): boolean {
  return matchedRoutes(c).some(({ method }) => method === c.req.method);
}

/** What the browser says of where a request comes from. Old ones send no `Origin` with a form, but `Referer`. */
function getProof(c: AppContext, own: string): 'own' | 'foreign' | 'none' {
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  if (site === 'cross-site') return 'foreign';
  if (origin !== undefined) return origin === own ? 'own' : 'foreign';
  if (site !== undefined) return site === 'same-origin' ? 'own' : 'foreign';
  const referer = c.req.header('referer');
  if (referer === undefined || !URL.canParse(referer)) return 'none';
  return new URL(referer).origin === own ? 'own' : 'foreign';
}

/** The origin that this request was made to, as its sender names it. */
function getOwnOrigin(c: AppContext): string {
  const { host } = new URL(c.req.url);
  return `${c.get('isSecure') ? 'https' : 'http'}://${host}`;
}
