import { setTimeout as wait } from 'node:timers/promises';
import { hashToken } from '../domain/secrets.ts';
import type { OidcSession } from '../store/store.ts';
import type { Audit } from './audit.ts';
import type { CookieJar, Credentials } from './profiles.ts';
import type { Sessions } from './sessions.ts';

/**
 * Signs out the customer of these credentials. It opens no profile, and waits for another backend a short time only:
 * against a session that stays open at a shared computer while something else is down. Returns the session that began at
 * an OpenID provider; null for any other.
 */
export type SignOut = (
  credentials: Credentials,
  options: { everywhere: boolean },
) => Promise<OidcSession | null>;

interface SignOutOptions {
  sessions: Pick<Sessions, 'signOut'>;
  /** Ends the session of these cookies at another backend; null without one. Rejects when it does not answer. */
  logout: ((cookies: CookieJar) => Promise<void>) | null;
  audit: Pick<Audit, 'record'>;
  /** Gets the reason why another backend has not ended its session. */
  onError(error: unknown): void;
}

/** Milliseconds that a person waits for another backend. The call goes on after them. */
const longestWait = 2000;

/** Creates the service. */
export function createSignOut({ sessions, logout, audit, onError }: SignOutOptions): SignOut {
  const endAtBackend = async (cookies: CookieJar) => {
    try {
      await logout?.(cookies);
      // Only what happened: without an answer nobody knows whether the backend has ended its session.
      void audit.record({ action: 'sign-out', actor: 'customer' });
    } catch (error) {
      onError(error);
    }
  };

  return async ({ sessionToken, cookies }, { everywhere }) => {
    const hasCookies = cookies !== undefined && cookies.getHeader() !== '';
    const [ended] = await Promise.all([
      sessionToken === null ? null : sessions.signOut(sessionToken, everywhere),
      hasCookies && Promise.race([endAtBackend(cookies), wait(longestWait, undefined, { ref: false })]),
    ]);
    if (!ended || sessionToken === null) return null;
    const tokenHash = hashToken(sessionToken);
    return ended.oidc.find((session) => session.tokenHash === tokenHash) ?? null;
  };
}
