import type { Customer } from '../domain/customer.ts';
import { createToken, hashToken, isToken } from '../domain/secrets.ts';
import { DatabaseBusyError, type Session, type SessionStore } from '../store/store.ts';

/** Milliseconds. */
const minute = 60_000;
const keptLength = 30 * 24 * 60 * minute;

/** How long sessions last, in milliseconds. */
export interface SessionLengths {
  /** A session ends when it is not used for this time. */
  sessionIdle: number;
  /** A session ends after this time even when it is used. */
  sessionMax: number;
  /** Whether customers may stay signed in on a device for 30 days, used or not. */
  keepSignedIn: boolean;
}

/** A session that has just started. */
export interface StartedSession {
  token: string;
  /** `Max-Age` of its cookie in seconds; null: until the browser is closed. */
  cookieAge: number | null;
}

export interface OpenSession {
  customer: Customer;
  /** When the session ends unless it is used again, in milliseconds since 1970. */
  endsAt: number;
}

interface SessionToStart {
  customer: Pick<Customer, 'customer_id' | 'mobile'>;
  /** The client's session of before, which ends: against session fixation, no token outlives a sign-in. */
  oldToken: string | null;
  keepSignedIn: boolean;
}

/** Sessions of customers: opaque tokens, of which only hashes are stored. */
export interface Sessions {
  /** Starts a session; null when the customer has another mobile number by now. */
  start(session: SessionToStart): Promise<StartedSession | null>;
  /** Returns the session with this token; null when there is none, or it has ended. */
  open(token: string): Promise<OpenSession | null>;
  end(token: string): Promise<void>;
  /** Ends all sessions of the customer whose session this is. */
  endAll(token: string): Promise<void>;
  removeExpired(): Promise<void>;
}

/** Creates the sessions that are kept in this store. */
export function createSessions(
  store: SessionStore,
  lengths: SessionLengths,
  now: () => number = Date.now,
): Sessions {
  /** The end of a session is postponed at most once in this time, so that reading a page rarely writes. */
  const extensionInterval = Math.min(minute, lengths.sessionIdle / 2);

  const end = async (token: string) => {
    if (isToken(token)) await store.remove(hashToken(token));
  };

  /** The latest end of a session. It follows the settings of today, so that shorter ones apply at once. */
  const getLatestEnd = ({ createdAt, isKept }: Pick<Session, 'createdAt' | 'isKept'>) =>
    createdAt + (isKept && lengths.keepSignedIn ? keptLength : lengths.sessionMax);

  const getEnd = (session: Pick<Session, 'createdAt' | 'isKept'>) => {
    const latest = getLatestEnd(session);
    return session.isKept && lengths.keepSignedIn ? latest : Math.min(now() + lengths.sessionIdle, latest);
  };

  const open = async (token: string): Promise<OpenSession | null> => {
    if (!isToken(token)) return null;
    const found = await store.find(hashToken(token), now());
    if (!found) return null;
    const { session, customer } = found;
    if (getLatestEnd(session) <= now()) return null;
    const endsAt = getEnd(session);
    if (endsAt - session.expiresAt < extensionInterval) {
      return { customer, endsAt: Math.min(session.expiresAt, endsAt) };
    }
    try {
      await store.extend(session.tokenHash, endsAt);
    } catch (error) {
      // A profile can be read while nothing can be written.
      if (!(error instanceof DatabaseBusyError)) throw error;
      return { customer, endsAt: session.expiresAt };
    }
    return { customer, endsAt };
  };

  return {
    async start({ customer, oldToken, keepSignedIn }) {
      if (oldToken !== null) await end(oldToken);
      const token = createToken();
      const isKept = keepSignedIn && lengths.keepSignedIn;
      const created = { createdAt: now(), isKept };
      const session = { tokenHash: hashToken(token), expiresAt: getEnd(created), ...created };
      const isAdded = await store.add(customer, session);
      return isAdded ? { token, cookieAge: isKept ? keptLength / 1000 : null } : null;
    },
    open,
    end,
    async endAll(token) {
      const session = await open(token);
      if (session) await store.removeAll(session.customer.customer_id);
    },
    removeExpired: () => store.removeExpired(now()),
  };
}
