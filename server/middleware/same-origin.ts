import type { MiddlewareHandler } from 'hono';
import type { AppContext, AppEnv } from '../app-env.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
const formTypes = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

/**
 * Refuses what another site could make a browser send in a customer's name. An unsafe request that
 * says it comes from elsewhere is refused whatever its body. A form body is what a foreign page
 * can send without asking first, so it must prove that it comes from here.
 */
export function requireSameOrigin(
  publicOrigin: string | null,
  refuse: (c: AppContext) => Response | Promise<Response>,
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (safeMethods.has(c.req.method)) return next();
    const proof = getProof(c, publicOrigin ?? getOwnOrigin(c));
    const isForm = formTypes.test(c.req.header('content-type') ?? '');
    if (proof === 'foreign' || (isForm && proof === 'none')) return refuse(c);
    return next();
  };
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
