import { randomBytes } from 'node:crypto';
import { BackendError } from '../backend/errors.ts';
import { longestId } from '../domain/customer.ts';
import { parseMobile } from '../domain/mobile.ts';
import { getNetworks } from '../domain/network.ts';
import { hashWithSecrets, type Secrets, seal, unseal } from '../domain/secrets.ts';
import type { Audit } from '../services/audit.ts';
import type { SessionLengths, Sessions, StartedSession } from '../services/sessions.ts';
import type { CustomerStore, Store } from '../store/store.ts';
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
  /** `unknown`: the provider knows the person, but there is no such customer. */
  | { kind: 'cancelled' | 'failed' | 'unknown'; next: string };

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
  /**
   * Ends a session that began at the provider and revokes its tokens. Returns the sealed address that ends the session
   * at the provider too and leads to `returnUrl`; null without one.
   */
  end(sessionToken: string, options: { everywhere: boolean; returnUrl: string }): Promise<string | null>;
  /** Takes the tokens of all sessions of a customer out of the database; the function that it returns revokes them. */
  takeAll: OidcSessions['takeAll'];
  /** Writes into the audit log who has signed in. */
  recordSignIn(customerId: string): void;
  /** Opens what `end` has returned; null for anything else. */
  openSignOut(sealed: string): string | null;
  removeExpired(): Promise<void>;
}

/** Starts a session once the provider has named the person; null when there is no such customer. */
type StartSession = (
  tokens: Tokens,
  claims: Readonly<Record<string, unknown>>,
  oldToken: string | null,
) => Promise<StartedSession | null>;

interface OidcOptions {
  env: OidcEnv;
  store: Pick<Store, 'oidc' | 'createLimiter'> & { customers: Pick<CustomerStore, 'get' | 'findByMobile'> };
  sessions: Pick<Sessions, 'start'>;
  audit: Pick<Audit, 'record'>;
  /** Another backend has the customers, and gets the access tokens. */
  hasBackend: boolean;
  secrets: Secrets;
  lengths: SessionLengths;
  /** Gets the reason why a sign-in failed, without personal data. */
  onError(code: string): void;
  now?: () => number;
}

/** Seconds that a customer may spend at the provider; the cookie of an attempt lives as long. */
export const attemptLifetime = 900;
/** Characters that a cookie can hold. Without the ID token the provider asks the person before it signs out. */
const longestSignOut = 3500;

/** Creates the service for this provider. */
export function createOidc(options: OidcOptions): Oidc {
  const { env, store, sessions, audit, hasBackend, secrets, lengths, onError, now = Date.now } = options;
  const provider = createOidcProvider(env, now);
  const oidcSessions = createOidcSessions({ store: store.oidc, provider, secrets, lengths, now });
  // Against denial of service: each attempt calls the provider.
  const limiter = store.createLimiter({ name: 'oidc', points: 100, duration: 600 });

  // Counts are kept under hashes: the database holds no address of a visitor.
  const toKeys = (address: string) => hashWithSecrets(secrets, 'limit', getNetworks(address).own);

  const startSession: StartSession = async (tokens, claims, oldToken) => {
    // Against session fixation: no session of before outlives a sign-in.
    if (oldToken !== null) await oidcSessions.end(oldToken, { everywhere: false });
    if (hasBackend) return oidcSessions.start(tokens);
    const customer = await findCustomer(store.customers, env.customerClaim, claims);
    const session = customer && (await sessions.start({ customer, oldToken, keepSignedIn: false }));
    if (!session) return null;
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
      const fail = (kind: 'cancelled' | 'failed' | 'unknown', code: string): OidcOutcome => {
        onError(code);
        return { kind, next };
      };
      // Without its attempt this browser has not asked to sign in: somebody else may have sent it here (login CSRF).
      if (!attempt) return fail('failed', 'no sign-in under way in this browser');
      if ((await limiter.take(toKeys(address))).isExceeded) return fail('failed', 'too many attempts');
      try {
        const { tokens, claims } = await provider.exchange(url, attempt);
        const session = await startSession(tokens, claims, oldToken);
        if (session) return { kind: 'signedIn', session, next };
        await provider.revoke(tokens);
        return fail('unknown', 'no such customer');
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
    async end(sessionToken, { everywhere, returnUrl }) {
      const ended = await oidcSessions.end(sessionToken, { everywhere });
      if (!ended) return null;
      const sealUrl = (url: string | null) => url && seal(secrets, 'oidc sign-out', url);
      const sealed = sealUrl(await provider.getEndSessionUrl(ended.idToken || null, returnUrl));
      if (sealed === null || sealed.length <= longestSignOut) return sealed;
      return sealUrl(await provider.getEndSessionUrl(null, returnUrl));
    },
    takeAll: oidcSessions.takeAll,
    recordSignIn(customerId) {
      void audit.record({ action: 'sign-in', actor: 'customer', customerId, details: { by: 'openid' } });
    },
    openSignOut: (sealed) => unseal(secrets, 'oidc sign-out', sealed),
    removeExpired: () => oidcSessions.removeExpired(),
  };
}

/** 256 random bits, as RFC 7636 wants them for a verifier. */
function createSecret(): string {
  return randomBytes(32).toString('base64url');
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
  // Against a person who enters the number of somebody else at the provider.
  if (claims.phone_number_verified !== true) return null;
  const mobile = text.startsWith('+') ? parseMobile(text, 'AE') : null;
  return mobile === null ? null : customers.findByMobile(mobile);
}
