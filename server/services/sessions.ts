import type { Customer } from '../domain/customer.ts';
import { createToken, hashToken, isToken } from '../domain/secrets.ts';
import type { Session, SessionStore } from '../store/store.ts';

const day = 86_400_000;
/** A session ends when nobody has used it for so long, */
const idleLength = 30 * day;
/** and in any case after so long. */
const absoluteLength = 90 * day;
/** The end is moved no more often than this, so that reading a page writes nothing. */
const extendEvery = day;

/** Seconds that the browser keeps the cookie. */
export const sessionCookieAge = absoluteLength / 1000;

export interface Sessions {
  /** Starts a session and gives its token; `oldToken`'s session ends (no session id outlives a sign-in). */
  start(customerId: string, oldToken: string | null): Promise<string>;
  /** The customer whose session this token is of; null when it is of none that is alive. */
  getCustomer(token: string): Promise<Customer | null>;
  end(token: string): Promise<void>;
  removeExpired(): Promise<void>;
}

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
      if (expiresAt - found.session.expiresAt >= extendEvery) {
        await store.extend(found.session.tokenHash, expiresAt);
      }
      return found.customer;
    },
    end,
    removeExpired: () => store.removeExpired(now()),
  };
}
