import type { AppContext } from '../app-env.ts';
import type { SignInClient } from '../services/sign-in.ts';
import { getPendingSignInCookie } from './cookies.ts';

/** Collects what a request says about the client that wants to sign in. */
export function getSignInClient(c: AppContext): SignInClient {
  const { address, language, credentials } = c.var;
  return { address, language, credentials, pending: getPendingSignInCookie(c) };
}
