import { pagePaths } from '../../shared/page.ts';
import type { Dependencies } from '../dependencies.ts';
import type { AppContext } from './app-env.ts';
import { deleteSessionCookie, setOidcSignOutCookie, takeOidcSignOutCookie } from './cookies.ts';
import { getOwnOrigin } from './origin-proof.ts';

type Services = Pick<Dependencies, 'env' | 'oidc' | 'signOut'>;

/**
 * Ends the session of this browser, or all sessions of the customer. With `leavesProvider` the next page ends the
 * session at the OpenID provider too.
 */
export async function endSession(
  c: AppContext,
  { env, oidc, signOut }: Services,
  { everywhere, leavesProvider }: { everywhere: boolean; leavesProvider: boolean },
): Promise<void> {
  // First, so that the answer to an error removes it too.
  deleteSessionCookie(c);
  try {
    const ended = await signOut(c.get('credentials'), { everywhere });
    if (!oidc || !ended || !leavesProvider) return;
    const returnUrl = `${env.publicOrigin ?? getOwnOrigin(c)}${pagePaths.oidcSignedOut}`;
    const sealed = await oidc.sealSignOut(ended, returnUrl);
    if (sealed !== null) setOidcSignOutCookie(c, sealed);
  } finally {
    c.get('backendCookies')?.clear();
  }
}

/**
 * Makes the browser go on to the OpenID provider, which ends its session and leads back. A redirect can't do that: the
 * form of signing out may lead to our own pages only (`form-action 'self'`), redirects included.
 */
export function leaveProvider(c: AppContext, { oidc }: Pick<Dependencies, 'oidc'>): void {
  const sealed = oidc && takeOidcSignOutCookie(c);
  const url = sealed && oidc.openSignOut(sealed);
  if (url) c.header('refresh', `0; url=${url}`);
}
