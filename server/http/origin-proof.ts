import type { AppContext } from './app-env.ts';

/** Where the browser says that a request comes from. Old browsers send `Referer` with a form, but no `Origin`. */
export function getOriginProof(c: AppContext, publicOrigin: string | null): 'own' | 'foreign' | 'none' {
  const own = publicOrigin ?? getOwnOrigin(c);
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  if (site === 'cross-site') return 'foreign';
  if (origin !== undefined) return origin === own ? 'own' : 'foreign';
  if (site !== undefined) return site === 'same-origin' ? 'own' : 'foreign';
  const referer = c.req.header('referer');
  if (referer === undefined || !URL.canParse(referer)) return 'none';
  return new URL(referer).origin === own ? 'own' : 'foreign';
}

/** Returns the origin that this request was sent to, according to its client. */
export function getOwnOrigin(c: AppContext): string {
  const { host } = new URL(c.req.url);
  return `${c.get('isSecure') ? 'https' : 'http'}://${host}`;
}
