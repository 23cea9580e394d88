import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { BackendError } from '../backend/errors.ts';
import { longestId } from '../domain/customer.ts';
import { parseMobile } from '../domain/mobile.ts';
import { getNetworks } from '../domain/network.ts';
import { hashToken, hashWithSecrets, type Secrets, seal, unseal } from '../domain/secrets.ts';
import type { Audit } from '../services/audit.ts';
import type { SessionLengths, Sessions, StartedSession } from '../services/sessions.ts';
import type { CustomerStore, OidcSession, Store } from '../store/store.ts';
import type { OidcEnv } from './oidc-env.ts';
import { createOidcSessions, type OidcSessions } from './oidc-sessions.ts';
import { type Challenge, createOidcProvider, OidcError, type Tokens } from './provider.ts';

/** A sign-in that waits for the customer to come back from the provider; its browser keeps it sealed. */
interface Attempt extends Challenge {
  /** The path of this site to go to afterwards. */
  next: string;
  /** Milliseconds since 1970. */
  startedAt: number;
}

export type OidcOutcome =
  | { kind: 'signedIn'; session: StartedSession; next: string }
  /**
   * `unknown`: the provider knows the person, but there is no such customer. `unverified`: it has not verified the
   * address or number that would find the customer.
   */
  | { kind: 'cancelled' | 'failed' | 'unknown' | 'unverified'; next: string };

/** Signing in and out at an OpenID provider. */
export interface Oidc {
  /** Begins a sign-in: where to send the browser, and what it keeps meanwhile. Rejects with OidcError. */
  start(request: {
    redirectUri: string;
    next: string;
    language: string;
  }): Promise<{ url: string; sealed: string }>;
  /** Ends a sign-in: the customer has come back to `url`. `oldToken` is the client's session of before. */
  finish(request: {
    url: URL;
    sealed: string | null;
    oldToken: string | null;
    address: string;
  }): Promise<OidcOutcome>;
  /** Returns the access token of a session; null for any other session. Rejects with BackendError. */
  findAccessToken(sessionToken: string): Promise<string | null>;
  /** Ends a session that has just started, of a person whom another backend does not know. */
  refuse(session: StartedSession): Promise<void>;
  /**
   * Returns the sealed address that ends an ended session at the provider too and leads to `returnUrl`; null without
   * one, or when the provider does not describe itself in time.
   */
  sealSignOut(ended: OidcSession, returnUrl: string): Promise<string | null>;
  /** Writes into the audit log who has signed in. */
  recordSignIn(customerId: string): void;
  /** Opens what `sealSignOut` has returned; null for anything else. */
  openSignOut(sealed: string): string | null;
  /** Revokes the tokens of all sessions that have ended, by whatever server or command, and removes them. */
  revokeEnded: OidcSessions['revokeEnded'];
}

/** Starts a session once the provider has named the person, or says why not. */
type StartSession = (
  tokens: Tokens,
  claims: Readonly<Record<string, unknown>>,
  oldToken: string | null,
) => Promise<StartedSession | 'unknown' | 'unverified'>;

interface OidcOptions {
  env: OidcEnv;
  store: Pick<Store, 'oidc' | 'createLimiter'> & { customers: Pick<CustomerStore, 'get' | 'findByMobile'> };
  sessions: Pick<Sessions, 'start' | 'end'>;
  audit: Pick<Audit, 'record'>;
  /** Another backend has the customers, and gets the access tokens. */
  hasBackend: boolean;
  secrets: Secrets;
  lengths: SessionLengths;
  /** Gets the reason why a sign-in failed, without personal data. */
  onError(code: string): void;
  /** Gets the reason why tokens could not be revoked. */
  onRevokeError(reason: unknown): void;
  now?: () => number;
}

/** Seconds that a customer may spend at the provider; the cookie of an attempt lives as long. */
export const attemptLifetime = 900;
/** Milliseconds that signing out waits for the provider's description, which is known as a rule. */
const longestDescription = 1000;
/** Characters that a cookie can hold. Without the ID token the provider asks the person before it signs out. */
const longestSignOut = 3500;

/** Creates the service for this provider. */
export function createOidc(options: OidcOptions): Oidc {
  const {
    env,
    store,
    sessions,
    audit,
    hasBackend,
    secrets,
    lengths,
    onError,
    onRevokeError,
    now = Date.now,
  } = options;
  const provider = createOidcProvider(env, now);
  const oidcSessions = createOidcSessions({
    store: store.oidc,
    provider,
    sessions,
    secrets,
    lengths,
    onRevokeError,
    now,
  });
  // Against denial of service: each failed attempt may call the provider. A success does not count, since many people
  // may sign in from one address (NAT).
  const limiter = store.createLimiter({ name: 'oidc', points: 100, duration: 600 });

  // Counts are kept under hashes: the database holds no address of a visitor.
  const toKeys = (address: string) => hashWithSecrets(secrets, 'limit', getNetworks(address).own);

  const startSession: StartSession = async (tokens, claims, oldToken) => {
    // Against session fixation: no session of before outlives a sign-in.
    if (hasBackend) {
      if (oldToken !== null) await sessions.end({ reason: 'replaced', tokenHash: hashToken(oldToken) });
      return oidcSessions.start(tokens);
    }
    if (isUnverified(env.customerClaim, claims)) return 'unverified';
    const customer = await findCustomer(store.customers, env.customerClaim, claims);
    const session = customer && (await sessions.start({ customer, oldToken, keepSignedIn: false }));
    if (!session) return 'unknown';
    await oidcSessions.keep(session.token, customer.customer_id, tokens);
    return session;
  };

  const openAttempt = (sealed: string | null): Attempt | null => {
    const text = sealed === null ? null : unseal(secrets, 'oidc attempt', sealed);
    const attempt = text === null ? null : (JSON.parse(text) as Attempt);
    return attempt && now() <= attempt.startedAt + attemptLifetime * 1000 ? attempt : null;
  };

  return {
    async start({ redirectUri, next, language }) {
      const challenge = { state: createSecret(), nonce: createSecret(), verifier: createSecret() };
      const url = await provider
        .getAuthorizationUrl(redirectUri, challenge, language)
        .catch((error: OidcError) => {
          onError(error.code);
          throw error;
        });
      const attempt: Attempt = { ...challenge, next, startedAt: now() };
      return { url, sealed: seal(secrets, 'oidc attempt', JSON.stringify(attempt)) };
    },
    async finish({ url, sealed, oldToken, address }) {
      const attempt = openAttempt(sealed);
      const next = attempt?.next ?? '/';
      const fail = (kind: Exclude<OidcOutcome['kind'], 'signedIn'>, code: string): OidcOutcome => {
        onError(code);
        return { kind, next };
      };
      // Without its attempt this browser has not asked to sign in: somebody else may have sent it here (login CSRF).
      if (!attempt) return fail('failed', 'no sign-in under way in this browser');
      const keys = toKeys(address);
      if ((await limiter.take(keys)).isExceeded) return fail('failed', 'too many attempts');
      try {
        const { tokens, claims } = await provider.exchange(url, attempt);
        const session = await startSession(tokens, claims, oldToken);
        if (typeof session === 'object') {
          await limiter.giveBack(keys);
          return { kind: 'signedIn', session, next };
        }
        await provider.revoke(tokens).catch(onRevokeError);
        return fail(session, session === 'unverified' ? 'unverified claim' : 'no such customer');
      } catch (error) {
        if (!(error instanceof OidcError)) throw error;
        return fail(error.reason, error.code);
      }
    },
    async findAccessToken(sessionToken) {
      try {
        return await oidcSessions.findAccessToken(sessionToken);
      } catch (error) {
        if (!(error instanceof OidcError)) throw error;
        throw new BackendError('busy', { code: 'OpenID provider' });
      }
    },
    async refuse({ token }) {
      await sessions.end({ reason: 'unknown', tokenHash: hashToken(token) });
    },
    async sealSignOut(ended, returnUrl) {
      const sealUrl = async (idToken: string | null) => {
        const url = await Promise.race([
          provider.getEndSessionUrl(idToken, returnUrl),
          wait(longestDescription, null, { ref: false }),
        ]);
        return url && seal(secrets, 'oidc sign-out', url);
      };
      const sealed = await sealUrl(oidcSessions.getIdToken(ended));
      return sealed === null || sealed.length <= longestSignOut ? sealed : sealUrl(null);
    },
    recordSignIn(customerId) {
      void audit.record({ action: 'sign-in', actor: 'customer', customerId, details: { by: 'openid' } });
    },
    openSignOut: (sealed) => unseal(secrets, 'oidc sign-out', sealed),
    revokeEnded: oidcSessions.revokeEnded,
  };
}

/** 256 random bits, as RFC 7636 wants them for a verifier. */
function createSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * Returns whether the provider has not verified the number or address that finds the customer: against a person who
 * enters that of somebody else there.
 */
function isUnverified(claim: string, claims: Readonly<Record<string, unknown>>): boolean {
  return (claim === 'email' || claim === 'phone_number') && claims[`${claim}_verified`] !== true;
}

/** Returns the customer whom a claim names; null without one. */
async function findCustomer(
  customers: Pick<CustomerStore, 'get' | 'findByMobile'>,
  claim: string,
  claims: Readonly<Record<string, unknown>>,
) {
  const value = claims[claim];
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value);
  // PostgreSQL throws an error for a text with NUL, which no id has.
  if (text.length > longestId || text.includes('\0')) return null;
  if (claim !== 'phone_number') return customers.get(text);
  const mobile = text.startsWith('+') ? parseMobile(text, 'AE') : null;
  return mobile === null ? null : customers.findByMobile(mobile);
}
