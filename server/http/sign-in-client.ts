import type { SignInClient } from '../services/sign-in.ts';
import type { AppContext } from './app-env.ts';
import { getDeviceCookie, getPendingSignInCookie } from './cookies.ts';

/** Collects what a request says about the client that wants to sign in. `publicOrigin` is that of the settings. */
export function getSignInClient(c: AppContext, publicOrigin: string | null): SignInClient {
  const { address, language, credentials } = c.var;
  return {
    address,
    language,
    credentials,
    host: getHost(publicOrigin ?? c.req.url),
    pending: getPendingSignInCookie(c),
    device: getDeviceCookie(c),
  };
}

/**
 * Returns the host name of a URL; null where it is no domain. Nothing of a forged `Host` but a name gets into a
 * message.
 */
function getHost(url: string): string | null {
  const { hostname } = new URL(url);
  return hostname.length <= 253 && /^(?![\d.]+$)[a-z\d-]+(\.[a-z\d-]+)*$/.test(hostname) ? hostname : null;
}
