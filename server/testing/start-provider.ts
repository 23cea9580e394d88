import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type InteractionResults } from 'oidc-provider';
import { onTestFinished, vi } from 'vitest';
import { stop } from './start-backend.ts';
import type { TestBrowser } from './test-browser.ts';

/** An OpenID provider, whose people need no password. */
export interface ProviderFixture {
  issuer: string;
  provider: Provider;
  /** Who signs in next; null: nobody, the person cancels. */
  account: string | null;
  /** The claims of each account. */
  claims: Record<string, object>;
  /** The environment variables of a program that trusts it. */
  variables: Record<string, string | undefined>;
  /** The paths that were requested, without those of people. */
  requests: string[];
}

const client = { client_id: 'profile page', client_secret: 'a secret of the page' };

/** Starts an OpenID provider (oidc-provider) for the current test. */
export async function startProvider(): Promise<ProviderFixture> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => stop(server));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // It warns that its keys and its store are for development.
  vi.spyOn(console, 'warn').mockReturnValue();
  vi.spyOn(console, 'info').mockReturnValue();
  const provider = new Provider(issuer, {
    clients: [
      {
        ...client,
        redirect_uris: ['http://localhost/sign-in/oidc/callback'],
        post_logout_redirect_uris: ['http://localhost/sign-in/oidc/signed-out'],
        grant_types: ['authorization_code', 'refresh_token'],
      },
    ],
    cookies: { keys: ['for tests alone'] },
    claims: { openid: ['sub', 'customer_number', 'phone_number', 'phone_number_verified'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
    findAccount: (_, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, ...fixture.claims[accountId] }),
    }),
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    // A used refresh token ends the whole sign-in, so that two refreshes at once would be noticed.
    rotateRefreshToken: true,
  });
  const fixture: ProviderFixture = {
    issuer,
    provider,
    account: 'c-layla',
    claims: {},
    requests: [],
    variables: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: client.client_id,
      OIDC_CLIENT_SECRET: client.client_secret,
      OIDC_SCOPE: 'openid offline_access',
      SMS_WEBHOOK_URL: undefined,
    },
  };
  const answer = provider.callback();
  server.on('request', async (request, response) => {
    const path = request.url ?? '';
    if (!path.startsWith('/interaction/')) {
      fixture.requests.push(`${request.method} ${path.split('?', 1)[0]}`);
      return answer(request, response);
    }
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    let result: InteractionResults = { error: 'access_denied' };
    if (fixture.account !== null && prompt.name === 'login') {
      result = { login: { accountId: fixture.account } };
    } else if (fixture.account !== null) {
      const accountId = session?.accountId ?? fixture.account;
      const grant = new provider.Grant({ accountId, clientId: client.client_id });
      grant.addOIDCScope(String(params.scope));
      result = { consent: { grantId: await grant.save() } };
    }
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
  });
  return fixture;
}

/** Follows the redirects of the provider as a browser does, and returns the address on our site that they lead to. */
export async function visitProvider(location: string, cookies = new Map<string, string>()): Promise<string> {
  let url = location;
  while (!url.startsWith('http://localhost/')) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const next = response.headers.get('location');
    if (next === null) throw new Error(`The provider answers ${response.status}: ${await response.text()}`);
    url = new URL(next, url).href;
  }
  return url;
}

/** Signs in at the provider, and returns the last answer of our site. */
export async function signInAtProvider(browser: TestBrowser, next = '/'): Promise<Response> {
  const start = await browser.get(`/sign-in/oidc?next=${encodeURIComponent(next)}`);
  const { pathname, search } = new URL(await visitProvider(start.headers.get('location') ?? ''));
  return browser.get(pathname + search);
}
