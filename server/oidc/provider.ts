import * as openid from 'openid-client';
import type { OidcEnv } from './oidc-env.ts';

/** The tokens of a customer. */
export interface Tokens {
  accessToken: string;
  /** Null where the provider gives none: then the session ends with the access token. */
  refreshToken: string | null;
  /** Proves to the provider which session there is to end. */
  idToken: string;
  /** When the access token expires, in milliseconds since 1970; null where that is not known. */
  expiresAt: number | null;
}

/** What must come back with a customer from the provider. */
export interface Challenge {
  /** Binds the answer to the browser that asked, against cross-site request forgery. */
  state: string;
  /** Binds the ID token to this sign-in, against a replayed one. */
  nonce: string;
  /** The PKCE verifier: a stolen code is of no use without it. */
  verifier: string;
}

/** Why a sign-in did not succeed. */
export class OidcError extends Error {
  override name = 'OidcError';
  readonly reason: 'cancelled' | 'failed';
  /** For the log. It does not quote the customer. */
  readonly code: string;
  constructor(reason: 'cancelled' | 'failed', code: string) {
    super(`Signing in at the OpenID provider did not succeed: ${code}`);
    this.reason = reason;
    this.code = code;
  }
}

/** The only code that talks to the OpenID provider. */
export interface OidcProvider {
  /** Returns the address at which a customer signs in. Rejects with OidcError. */
  getAuthorizationUrl(redirectUri: string, challenge: Challenge, language: string): Promise<string>;
  /** Exchanges the code in the address that the customer came back with. Rejects with OidcError. */
  exchange(
    url: URL,
    challenge: Challenge,
  ): Promise<{ tokens: Tokens; claims: Readonly<Record<string, unknown>> }>;
  /** New tokens; null when the provider has ended the session. Rejects with OidcError when it can't be reached. */
  refresh(tokens: Tokens & { refreshToken: string }): Promise<Tokens | null>;
  /** Revokes the tokens, where the provider can. Rejects with OidcError. */
  revoke(tokens: Tokens): Promise<void>;
  /**
   * Returns the address that ends the session at the provider and leads back; null where it has none. Never rejects.
   */
  getEndSessionUrl(idToken: string | null, returnUrl: string): Promise<string | null>;
}

/** Seconds. */
const timeout = 5;

/** Creates the client of a provider. Its description is read when it is first needed. */
export function createOidcProvider(env: OidcEnv, now: () => number = Date.now): OidcProvider {
  let discovered: Promise<openid.Configuration> | null = null;

  const discover = async (): Promise<openid.Configuration> => {
    const isHttp = new URL(env.issuer).protocol === 'http:';
    // Marked as deprecated to be noticed: the settings allow http on loopback addresses only.
    const execute = isHttp ? [openid.allowInsecureRequests] : [];
    const found = await openid.discovery(new URL(env.issuer), env.clientId, undefined, undefined, {
      timeout,
      execute,
    });
    const metadata = found.serverMetadata();
    const config = new openid.Configuration(
      metadata,
      env.clientId,
      undefined,
      getAuthentication(env.clientSecret, metadata.token_endpoint_auth_methods_supported),
    );
    config.timeout = timeout;
    for (const apply of execute) apply(config);
    // The signature of the ID token is checked too, not only the connection that it came by.
    openid.enableNonRepudiationChecks(config);
    return config;
  };

  const getConfig = (): Promise<openid.Configuration> => {
    discovered ??= discover().catch((error: unknown) => {
      // The next request tries again.
      discovered = null;
      throw error;
    });
    return discovered;
  };

  const toTokens = (
    answer: openid.TokenEndpointResponse & openid.TokenEndpointResponseHelpers,
    before: Pick<Tokens, 'refreshToken' | 'idToken'>,
  ): Tokens => {
    const expiresIn = answer.expiresIn();
    return {
      accessToken: answer.access_token,
      refreshToken: answer.refresh_token ?? before.refreshToken,
      idToken: answer.id_token ?? before.idToken,
      expiresAt: expiresIn === undefined ? null : now() + expiresIn * 1000,
    };
  };

  return {
    async getAuthorizationUrl(redirectUri, { state, nonce, verifier }, language) {
      try {
        const parameters = {
          redirect_uri: redirectUri,
          scope: env.scope,
          state,
          nonce,
          code_challenge: await openid.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          ui_locales: language,
          // Without consent providers give no refresh token (OpenID Connect Core, 11).
          ...(env.scope.split(' ').includes('offline_access') && { prompt: 'consent' }),
        };
        return openid.buildAuthorizationUrl(await getConfig(), parameters).href;
      } catch (error) {
        throw toOidcError(error);
      }
    },
    async exchange(url, { state, nonce, verifier }) {
      try {
        const answer = await openid.authorizationCodeGrant(await getConfig(), url, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = { ...answer.claims() };
        return { tokens: toTokens(answer, { refreshToken: null, idToken: '' }), claims };
      } catch (error) {
        throw toOidcError(error);
      }
    },
    async refresh(tokens) {
      try {
        return toTokens(await openid.refreshTokenGrant(await getConfig(), tokens.refreshToken), tokens);
      } catch (error) {
        if (error instanceof openid.ResponseBodyError && error.error === 'invalid_grant') return null;
        throw toOidcError(error);
      }
    },
    async revoke({ accessToken, refreshToken }) {
      try {
        const config = await getConfig();
        if (!config.serverMetadata().revocation_endpoint) return;
        // A provider may ignore one of them.
        await Promise.all([
          openid.tokenRevocation(config, accessToken, { token_type_hint: 'access_token' }),
          refreshToken && openid.tokenRevocation(config, refreshToken, { token_type_hint: 'refresh_token' }),
        ]);
      } catch (error) {
        throw toOidcError(error);
      }
    },
    async getEndSessionUrl(idToken, returnUrl) {
      try {
        const config = await getConfig();
        if (!config.serverMetadata().end_session_endpoint) return null;
        return openid.buildEndSessionUrl(config, {
          post_logout_redirect_uri: returnUrl,
          ...(idToken !== null && { id_token_hint: idToken }),
        }).href;
      } catch {
        return null;
      }
    },
  };
}

/**
 * Returns how the program proves who it is. Providers that say nothing take `client_secret_basic` (OpenID Connect
 * Discovery, 3).
 */
function getAuthentication(secret: string | null, methods: readonly string[] | undefined): openid.ClientAuth {
  if (secret === null) return openid.None();
  const takesBasic = methods?.includes('client_secret_basic') ?? true;
  return takesBasic ? openid.ClientSecretBasic(secret) : openid.ClientSecretPost(secret);
}

function toOidcError(error: unknown): OidcError {
  if (error instanceof openid.AuthorizationResponseError) {
    const isCancelled = error.error === 'access_denied';
    return new OidcError(isCancelled ? 'cancelled' : 'failed', 'the provider answers with an error');
  }
  const { code, name, cause } = error as { code?: unknown; name?: string; cause?: { code?: unknown } };
  // `fetch` rejects with a TypeError, whose cause is that of the network: ECONNREFUSED, ENOTFOUND and others.
  const reason = code ?? cause?.code;
  return new OidcError('failed', typeof reason === 'string' ? reason : (name ?? 'unknown'));
}
