import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type InteractionResults, type KoaContextWithOIDC } from 'oidc-provider';
import { answerIcon } from '../../examples/icon.ts';

/** An OpenID provider whose accounts have no passwords. */
export interface TestProvider {
  issuer: string;
  /** The account that signs in next; null: the person cancels. */
  account: string | null;
  /** The claims of each account. */
  claims: Record<string, object>;
  /** The environment variables of a program that trusts it. */
  variables: Record<string, string>;
  /** The requested paths, without those of the provider's own pages. */
  requests: string[];
  /** It answers nothing but 503. */
  isDown: boolean;
  /** It accepts connections and never answers. */
  isSilent: boolean;
  /** Begins to answer, for a program at this origin. */
  trust(origin: string): void;
  /** Returns the account of an access token; null for any other token. */
  findAccount(accessToken: string): Promise<string | null>;
  /** Ends every session, as an administrator does. */
  endSessions(): Promise<void>;
  stop(): void;
}

const client = { client_id: 'profile page', client_secret: 'a secret of the page' };

/** Asks whether to sign out. The page of the library loads a font from another server. */
function logoutSource(ctx: KoaContextWithOIDC, form: string): void {
  const button = '<button form="op.logoutForm" name="logout" value="yes">Yes, sign me out</button>';
  ctx.body = `<!doctype html><title>Sign out</title>${form}${button}`;
}

/** Creates an OpenID provider (oidc-provider) that listens on a port of its own. */
export async function createProvider(): Promise<TestProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const grants: string[] = [];
  let provider: Provider | null = null;
  const getProvider = () => {
    if (provider) return provider;
    throw new Error('The provider trusts nobody yet');
  };

  const fixture: TestProvider = {
    issuer,
    account: 'c-layla',
    claims: {},
    requests: [],
    isDown: false,
    isSilent: false,
    variables: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: client.client_id,
      OIDC_CLIENT_SECRET: client.client_secret,
      OIDC_SCOPE: 'openid offline_access',
    },
    trust(origin) {
      provider = new Provider(issuer, {
        clients: [
          {
            ...client,
            redirect_uris: [`${origin}/sign-in/oidc/callback`],
            post_logout_redirect_uris: [`${origin}/sign-in/oidc/signed-out`],
            grant_types: ['authorization_code', 'refresh_token'],
          },
        ],
        cookies: { keys: ['for tests alone'] },
        claims: {
          openid: [
            'sub',
            'customer_number',
            'email',
            'email_verified',
            'phone_number',
            'phone_number_verified',
          ],
        },
        conformIdTokenClaims: false,
        features: {
          devInteractions: { enabled: false },
          revocation: {
            enabled: true,
            allowedPolicy: (_, { clientId }, token) => token.clientId === clientId,
          },
          rpInitiatedLogout: { logoutSource },
        },
        findAccount: (_, accountId) => ({
          accountId,
          claims: () => ({ sub: accountId, ...fixture.claims[accountId] }),
        }),
        // Seconds.
        ttl: {
          Interaction: 600,
          Session: 7200,
          Grant: 86_400,
          AccessToken: 3600,
          RefreshToken: 86_400,
          IdToken: 3600,
        },
        interactions: { url: (_, { uid }) => `/interaction/${uid}` },
        // A used refresh token ends the whole sign-in, so that two refreshes at once would be noticed.
        rotateRefreshToken: true,
      });
    },
    findAccount: async (token) => (await getProvider().AccessToken.find(token))?.accountId ?? null,
    async endSessions() {
      for (const id of grants) await (await getProvider().Grant.find(id))?.destroy();
    },
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };

  server.on('request', async (request, response) => {
    if (answerIcon(request, response)) return;
    const path = request.url ?? '';
    const current = getProvider();
    if (fixture.isSilent) return;
    if (fixture.isDown) return void response.writeHead(503).end();
    if (!path.startsWith('/interaction/')) {
      fixture.requests.push(`${request.method} ${path.split('?', 1)[0]}`);
      return current.callback()(request, response);
    }
    const { prompt, params, session } = await current.interactionDetails(request, response);
    let result: InteractionResults = { error: 'access_denied' };
    if (fixture.account !== null && prompt.name === 'login') {
      result = { login: { accountId: fixture.account } };
    } else if (fixture.account !== null) {
      const accountId = session?.accountId ?? fixture.account;
      const grant = new current.Grant({ accountId, clientId: client.client_id });
      grant.addOIDCScope(String(params.scope));
      const grantId = await grant.save();
      grants.push(grantId);
      result = { consent: { grantId } };
    }
    await current.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
  });
  return fixture;
}
