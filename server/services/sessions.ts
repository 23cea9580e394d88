import type { Customer } from '../domain/customer.ts';
import { createToken, hashToken, isToken } from '../domain/secrets.ts';
import {
  DatabaseBusyError,
  type EndedSessions,
  type Session,
  type SessionEnd,
  type SessionStore,
} from '../store/store.ts';
import type { Audit, AuditEvent } from './audit.ts';

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
  /**
   * The one way to end sessions: removes them, writes the audit entry of the reason, and has the tokens of an OpenID
   * provider revoked, without waiting for it. Changes of customers do the first step in their own transaction.
   */
  end(end: SessionEnd): Promise<EndedSessions>;
  /** Signs out the customer whose session this is, here or everywhere. */
  signOut(token: string, everywhere: boolean): Promise<EndedSessions>;
}

interface SessionsOptions {
  store: SessionStore;
  lengths: SessionLengths;
  audit: Pick<Audit, 'record'>;
  /** Is called when sessions of an OpenID provider have ended. */
  onOidcEnd?: () => void;
  now?: () => number;
}

/** What the audit log says of an end; null where it has an entry of the cause, or of the next sign-in. */
const auditEvents: Record<SessionEnd['reason'], Pick<AuditEvent, 'action' | 'actor'> | null> = {
  'signed-out': { action: 'sign-out', actor: 'customer' },
  everywhere: { action: 'sign-out-everywhere', actor: 'customer' },
  admin: { action: 'admin-end-sessions', actor: 'admin' },
  replaced: null,
  provider: null,
  unknown: null,
  'mobile-changed': null,
  deleted: null,
  expired: null,
};

/** Creates the sessions that are kept in this store. */
export function createSessions({
  store,
  lengths,
  audit,
  onOidcEnd,
  now = Date.now,
}: SessionsOptions): Sessions {
  /** The end of a session is postponed at most once in this time, so that reading a page rarely writes. */
  const extensionInterval = Math.min(minute, lengths.sessionIdle / 2);

  const end = async (which: SessionEnd): Promise<EndedSessions> => {
    const ended = await store.end(which);
    if (ended.oidc.length > 0) onOidcEnd?.();
    const event = auditEvents[which.reason];
    if (event)
      for (const customerId of listCustomers(which, ended)) void audit.record({ ...event, customerId });
    return ended;
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
      if (oldToken !== null) await end({ reason: 'replaced', tokenHash: hashToken(oldToken) });
      const token = createToken();
      const isKept = keepSignedIn && lengths.keepSignedIn;
      const created = { createdAt: now(), isKept };
      const session = { tokenHash: hashToken(token), expiresAt: getEnd(created), ...created };
      const isAdded = await store.add(customer, session);
      return isAdded ? { token, cookieAge: isKept ? keptLength / 1000 : null } : null;
    },
    open,
    end,
    async signOut(token, everywhere) {
      const session = everywhere ? await open(token) : null;
      if (session) return end({ reason: 'everywhere', customerIds: [session.customer.customer_id] });
      return end({ reason: 'signed-out', tokenHash: hashToken(token) });
    },
  };
}

/** Returns whose sessions have ended, each customer once; null for one whom only another backend knows. */
function listCustomers(which: SessionEnd, { customerIds, oidc }: EndedSessions): Set<string | null> {
  // The operator's systems ended the sessions of these customers, also where there were none.
  if (which.reason === 'admin') return new Set(which.customerIds);
  const ofBackend = oidc.some(({ customerId }) => customerId === '') ? [null] : [];
  return new Set([...customerIds, ...ofBackend]);
}
