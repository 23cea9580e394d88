import type { Customer } from '../domain/customer.ts';
import { createToken, hashToken, isToken } from '../domain/secrets.ts';
import type { Session, SessionStore } from '../store/store.ts';

/** Milliseconds. */
const day = 86_400_000;
/** A session ends when it is not used for this time. */
const idleLength = 30 * day;
/** A session ends after this time even when it is used. */
const absoluteLength = 90 * day;
/** The end of a session is postponed at most once in this time, so that reading a page rarely writes. */
const extensionInterval = day;

/** `Max-Age` of the session cookie in seconds. */
export const sessionCookieAge = absoluteLength / 1000;

/** Sessions of customers: opaque tokens, of which only hashes are stored. */
export interface Sessions {
  /** Starts a session and returns its token. Ends the session of `oldToken`: against session fixation, no token outlives a sign-in. */
  start(customerId: string, oldToken: string | null): Promise<string>;
  /** The customer of the session with this token; null when there is no such session, or it has ended. */
  getCustomer(token: string): Promise<Customer | null>;
  end(token: string): Promise<void>;
  removeExpired(): Promise<void>;
}

/** Creates the sessions that are kept in this store. */
export function createSessions(store: SessionStore, now: () => number = Date.now): Sessions {
  const end = async (token: string) => {
    if (isToken(token)) await store.remove(hashToken(token));
  };
  const getEnd = ({ createdAt }: Pick<Session, 'createdAt'>) =>
    Math.min(now() + idleLength, createdAt + absoluteLength);

  return {
    async start(customerId, oldToken) {
      if (oldToken !== null) await end(oldToken);
      const token = createToken();
      const createdAt = now();
      const expiresAt = getEnd({ createdAt });
      await store.add(customerId, { tokenHash: hashToken(token), createdAt, expiresAt });
      return token;
    },
    async getCustomer(token) {
      if (!isToken(token)) return null;
      const found = await store.find(hashToken(token), now());
      if (!found) return null;
      const expiresAt = getEnd(found.session);
      if (expiresAt - found.session.expiresAt >= extensionInterval) {
        await store.extend(found.session.tokenHash, expiresAt);
      }
      return found.customer;
    },
    end,
    removeExpired: () => store.removeExpired(now()),
  };
}
