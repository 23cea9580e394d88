import { setTimeout as wait } from 'node:timers/promises';
import { createToken, hashToken, isToken, type Secrets, seal, unseal } from '../domain/secrets.ts';
import type { SessionLengths, Sessions, StartedSession } from '../services/sessions.ts';
import type { OidcSession, OidcStore } from '../store/store.ts';
import type { OidcProvider, Tokens } from './provider.ts';

/** The sessions that began at the OpenID provider, with the tokens of it, which are encrypted at rest. */
export interface OidcSessions {
  /** Starts a session of a customer whom another backend knows. */
  start(tokens: Tokens): Promise<StartedSession>;
  /** Keeps the tokens of a session that has just started in the program's own database. */
  keep(sessionToken: string, customerId: string, tokens: Tokens): Promise<void>;
  /**
   * Returns the access token of a session, refreshed when it is about to expire; null when there is no session, or it
   * has ended, here or at the provider. Rejects with OidcError when it must be refreshed and the provider can't be
   * reached.
   */
  findAccessToken(sessionToken: string): Promise<string | null>;
  /** Returns the ID token of an ended session; null once the secret that sealed it is gone. */
  getIdToken(ended: OidcSession): string | null;
  /**
   * Revokes the tokens of all sessions that have ended, whoever ended them, and then removes them. Never rejects: what
   * the provider does not answer is tried again later. Resolves when nothing is left to do now.
   */
  revokeEnded(): Promise<void>;
}

interface OidcSessionsOptions {
  store: OidcStore;
  provider: Pick<OidcProvider, 'refresh' | 'revoke'>;
  sessions: Pick<Sessions, 'end'>;
  secrets: Secrets;
  lengths: SessionLengths;
  /** Gets the reason why tokens could not be revoked, without personal data. */
  onRevokeError(reason: unknown): void;
  now: () => number;
}

/** Milliseconds before its end at which an access token is refreshed. */
const margin = 30_000;
/** Milliseconds that a refresh may take, after which another request tries it. */
const longestRefresh = 15_000;
const refreshPause = 100;
/** Milliseconds between two extensions of a session, so that reading a page rarely writes. */
const extensionInterval = 60_000;
/** Sessions whose tokens are revoked at once. */
const mostRevoked = 20;
/** Milliseconds after which another server, or the next try, revokes the tokens. */
const longestRevocation = 30_000;
/** Milliseconds after the latest end of a session in which a provider that does not answer is tried again. */
const revocationTries = 86_400_000;

/** Creates the sessions that are kept in this store. */
export function createOidcSessions({
  store,
  provider,
  sessions,
  secrets,
  lengths,
  onRevokeError,
  now,
}: OidcSessionsOptions): OidcSessions {
  const refreshes = new Map<string, Promise<Tokens | null>>();

  // The purpose names the session: against a writer of the database, tokens of another row can't be opened.
  const sealTokens = (tokenHash: string, tokens: Tokens) =>
    seal(secrets, `oidc tokens ${tokenHash}`, JSON.stringify(tokens));
  /** Null once the secret that sealed them is gone. */
  const openTokens = ({ tokenHash, sealedTokens }: OidcSession): Tokens | null => {
    const text = unseal(secrets, `oidc tokens ${tokenHash}`, sealedTokens);
    return text === null ? null : (JSON.parse(text) as Tokens);
  };

  const add = (sessionToken: string, customerId: string, tokens: Tokens, expiresAt: number) => {
    const tokenHash = hashToken(sessionToken);
    const sealedTokens = sealTokens(tokenHash, tokens);
    return store.add({ tokenHash, customerId, sealedTokens, createdAt: now(), expiresAt });
  };

  const isFresh = ({ expiresAt }: Tokens) => expiresAt === null || expiresAt - margin > now();

  /** Finds a session that is not over, and postpones its end. */
  const use = async (tokenHash: string): Promise<OidcSession | null> => {
    const session = await store.find(tokenHash, now());
    if (!session) return null;
    const latest = session.createdAt + lengths.sessionMax;
    // Shorter settings of today apply at once.
    if (latest <= now()) return null;
    const endsAt = Math.min(now() + lengths.sessionIdle, latest);
    if (endsAt - session.expiresAt >= Math.min(extensionInterval, lengths.sessionIdle / 2)) {
      await store.extend(tokenHash, endsAt);
    }
    return session;
  };

  /** Refreshes the tokens of a session once, however many requests and servers need them. */
  const refresh = async (tokenHash: string): Promise<Tokens | null> => {
    for (;;) {
      const isOurs = await store.claimRefresh(tokenHash, now(), now() + longestRefresh);
      const session = await store.find(tokenHash, now());
      const tokens = session && openTokens(session);
      if (!tokens) return null;
      if (isFresh(tokens)) {
        if (isOurs) await store.setTokens(tokenHash, sealTokens(tokenHash, tokens));
        return tokens;
      }
      if (isOurs) return exchange(tokenHash, tokens);
      await wait(refreshPause);
    }
  };

  const exchange = async (tokenHash: string, tokens: Tokens): Promise<Tokens | null> => {
    const { refreshToken } = tokens;
    try {
      const fresh = refreshToken === null ? null : await provider.refresh({ ...tokens, refreshToken });
      if (fresh === null) await sessions.end({ reason: 'provider', tokenHash });
      else await store.setTokens(tokenHash, sealTokens(tokenHash, fresh));
      return fresh;
    } catch (error) {
      // The next request tries again.
      await store.setTokens(tokenHash, sealTokens(tokenHash, tokens));
      // The token of before may be valid for some seconds.
      if (tokens.expiresAt !== null && tokens.expiresAt > now()) return tokens;
      throw error;
    }
  };

  /** Revokes the tokens of a session and removes it; false when the provider did not answer. */
  const revoke = async (ended: OidcSession): Promise<boolean> => {
    const tokens = openTokens(ended);
    try {
      if (tokens) await provider.revoke(tokens);
    } catch (error) {
      onRevokeError(error);
      if (ended.createdAt + lengths.sessionMax + revocationTries > now()) return false;
    }
    await store.remove(ended.tokenHash);
    return true;
  };

  const revokeAll = async (): Promise<void> => {
    for (;;) {
      const ended = await store.claimEnded(now(), now() + longestRevocation, mostRevoked);
      const results = await Promise.all(ended.map(revoke));
      // While it does not answer, others wait too.
      if (ended.length < mostRevoked || results.includes(false)) return;
    }
  };
  /** One after the other, so that a provider gets no flood. */
  let revoking = Promise.resolve();

  return {
    async start(tokens) {
      const token = createToken();
      const expiresAt = now() + Math.min(lengths.sessionIdle, lengths.sessionMax);
      await add(token, '', tokens, expiresAt);
      return { token, cookieAge: null };
    },
    keep: (sessionToken, customerId, tokens) =>
      add(sessionToken, customerId, tokens, now() + lengths.sessionMax),
    async findAccessToken(sessionToken) {
      if (!isToken(sessionToken)) return null;
      const tokenHash = hashToken(sessionToken);
      const session = await use(tokenHash);
      const tokens = session && openTokens(session);
      if (!tokens || isFresh(tokens)) return tokens?.accessToken ?? null;
      const running = refreshes.get(tokenHash) ?? refresh(tokenHash);
      refreshes.set(tokenHash, running);
      try {
        return (await running)?.accessToken ?? null;
      } finally {
        refreshes.delete(tokenHash);
      }
    },
    getIdToken: (ended) => openTokens(ended)?.idToken ?? null,
    revokeEnded() {
      revoking = revoking.then(revokeAll).catch(onRevokeError);
      return revoking;
    },
  };
}
