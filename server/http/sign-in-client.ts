import type { AppContext } from '../app-env.ts';
import type { SignInClient } from '../services/sign-in.ts';
import { getDeviceCookie, getPendingSignInCookie } from './cookies.ts';

/** Collects what a request says about the client that wants to sign in. */
export function getSignInClient(c: AppContext): SignInClient {
  const { address, language, credentials } = c.var;
  return {
    address,
    language,
    credentials,
    host: c.get('host'),
    pending: getPendingSignInCookie(c),
    device: getDeviceCookie(c),
  };
}
