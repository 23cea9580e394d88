import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createBackend } from '../../examples/backend/create-backend.ts';
import { apiPaths } from '../../shared/customer-api.ts';
import { createTestApp } from '../testing/create-test-app.ts';
import { stop } from '../testing/start-backend.ts';
import { signInAtProvider, startProvider } from '../testing/start-provider.ts';
import { readJson, TestBrowser } from '../testing/test-browser.ts';

const hour = 3_600_000;

/** Returns the reference backend, which takes the access tokens of a provider, and a program in front of both. */
async function start(variables: Record<string, string | undefined> = {}) {
  const fixture = await startProvider();
  const backend = createBackend({
    findCustomer: fixture.findAccount,
  });
  await new Promise<void>((resolve) => backend.server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => stop(backend.server));
  const url = `http://127.0.0.1:${(backend.server.address() as AddressInfo).port}`;
  const clock = { now: Date.now() };
  const options = {
    now: () => clock.now,
    variables: {
      SMS_WEBHOOK_URL: undefined,
      ...fixture.variables,
      BACKEND_URL: url,
      SESSION_IDLE: '12h',
      ...variables,
    },
  };
  const app = await createTestApp(options);
  return { fixture, backend, app, clock, options, browser: new TestBrowser(app) };
}

test('the calls of the backend carry the access token, and need no cookie', async () => {
  const { backend, browser } = await start();
  const seen = new Set<string | undefined>();
  backend.server.on('request', ({ headers }) => seen.add(headers.authorization));
  expect((await signInAtProvider(browser, '/edit')).headers.get('location')).toBe('/edit');
  expect(await (await browser.get('/edit')).text()).toContain('value="Layla"');
  const saved = await browser.postForm('/edit', { 'root[first_name]': 'Lina', 'root[last_name]': 'Haddad' });
  expect(saved.status).toBe(303);
  expect(backend.data.get('c-layla')).toMatchObject({ first_name: 'Lina' });
  expect([...seen]).toEqual([expect.stringMatching(/^Bearer [\w-]{20,}$/)]);
  const signedOut = await browser.postForm('/sign-out', {});
  expect(signedOut.headers.get('location')).toBe('/sign-in/continue');
  expect((await browser.get(apiPaths.customer)).status).toBe(401);
  expect((await browser.postJson(apiPaths.login, { mobile: '+971501112233' })).status).toBe(404);
});

test('a person whom the backend does not know stays on our page, without a loop of redirects', async () => {
  const { fixture, browser } = await start();
  fixture.account = 'stranger';
  expect((await signInAtProvider(browser)).headers.get('location')).toBe('/sign-in/continue?next=%2F');
  expect(await (await browser.get('/sign-in/continue')).text()).toContain('belongs to no customer');
  expect(browser.cookies.has('session')).toBe(false);
});

test('an expired access token is refreshed once, for all requests of all servers', async () => {
  const { fixture, app, clock, options, browser } = await start();
  await signInAtProvider(browser);
  const second = await createTestApp({ ...options, databaseUrl: app.databaseUrl });
  const other = new TestBrowser(second);
  other.cookies.set('session', browser.cookies.get('session') ?? '');
  fixture.requests.length = 0;
  clock.now += hour;
  const answers = await Promise.all(
    [browser, other, browser, other].map((each) => each.get(apiPaths.customer)),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(fixture.requests.filter((path) => path === 'POST /token')).toHaveLength(1);
  // The new refresh token was kept.
  clock.now += hour;
  expect((await browser.get(apiPaths.customer)).status).toBe(200);
});

test('a session ends when the provider ends it, or when it is too old', async () => {
  const { fixture, clock, browser } = await start();
  await signInAtProvider(browser);
  await fixture.endSessions();
  clock.now += hour;
  expect((await browser.get(apiPaths.customer)).status).toBe(401);
  await signInAtProvider(browser);
  expect((await browser.get(apiPaths.customer)).status).toBe(200);
  clock.now += 12 * hour;
  expect((await browser.get(apiPaths.customer)).status).toBe(401);
});

test('while the provider can’t be reached, an expired token makes the page say so', async () => {
  const { fixture, clock, browser } = await start();
  await signInAtProvider(browser);
  fixture.isDown = true;
  expect((await browser.get(apiPaths.customer)).status).toBe(200);
  clock.now += hour;
  const answer = await browser.get(apiPaths.customer);
  expect([answer.status, answer.headers.has('retry-after')]).toEqual([503, true]);
  expect((await browser.get('/edit')).status).toBe(503);
  fixture.isDown = false;
  expect((await browser.get(apiPaths.customer)).status).toBe(200);
});

test('one-time codes of the backend stay beside the provider where it has cookies', async () => {
  const { backend, browser } = await start({ BACKEND_COOKIES: 'backend_session, csrftoken' });
  const page = await (await browser.get('/sign-in')).text();
  expect(page).toContain('Mobile number');
  expect(page).toContain('href="/sign-in/oidc?next=%2F"');
  const mobile = '+971501112233';
  await browser.postForm('/sign-in', { mobile });
  await browser.postForm('/sign-in', { code: backend.codes.get(mobile) ?? '' });
  expect(await readJson(await browser.get(apiPaths.customer))).toMatchObject({ customer_id: 'c-layla' });
  expect(browser.cookies.has('session')).toBe(false);
});

describe('a session has one kind of credential, and ends with all cookies', () => {
  const mobile = '+971501112233';
  const cookieNames = ['session', 'backend_session', 'csrftoken'];

  /** Starts with both ways to sign in. `seen` are the credentials of each call of the backend. */
  async function startBoth() {
    const started = await start({ BACKEND_COOKIES: 'backend_session, csrftoken' });
    const { backend, browser } = started;
    const seen: string[] = [];
    backend.server.prependListener('request', ({ headers }) => {
      seen.push([headers.authorization && 'token', headers.cookie && 'cookie'].filter(Boolean).join());
    });
    const signInByCode = async () => {
      await browser.postForm('/sign-in', { mobile });
      return browser.postForm('/sign-in', { code: backend.codes.get(mobile) ?? '' });
    };
    const getNames = () => cookieNames.filter((name) => browser.cookies.has(name));
    return { ...started, seen, signInByCode, getNames };
  }

  test('the access token, once the customer signs in at the provider', async () => {
    const { browser, seen, signInByCode, getNames } = await startBoth();
    await signInByCode();
    expect(getNames()).toEqual(['backend_session', 'csrftoken']);
    const old = browser.cookies.get('backend_session') ?? '';
    // A browser that is signed in does not ask again: the session of before has ended at the backend alone.
    browser.cookies.set('backend_session', 'ended');
    await signInAtProvider(browser);
    expect(getNames()).toEqual(['session']);
    // Not even a cookie that comes from elsewhere is used beside the token.
    browser.cookies.set('backend_session', old);
    seen.length = 0;
    expect((await browser.get(apiPaths.customer)).status).toBe(200);
    expect(seen).toEqual(['token']);
    await browser.postForm('/sign-out', {});
    expect(getNames()).toEqual([]);
    expect((await browser.get(apiPaths.customer)).status).toBe(401);
    browser.cookies.set('backend_session', old);
    expect((await browser.get(apiPaths.customer)).status).toBe(401);
  });

  test('the backend’s cookies, once the customer signs in by a code; the tokens of before are revoked', async () => {
    const { app, fixture, clock, browser, seen, signInByCode, getNames } = await startBoth();
    await signInAtProvider(browser);
    const session = browser.cookies.get('session') ?? '';
    // The provider has ended the session, which the browser does not know.
    await fixture.endSessions();
    clock.now += hour;
    fixture.requests.length = 0;
    expect((await signInByCode()).status).toBe(303);
    expect(getNames()).toEqual(['backend_session', 'csrftoken']);
    seen.length = 0;
    expect((await browser.get(apiPaths.customer)).status).toBe(200);
    expect(seen).toEqual(['cookie']);
    expect(await app.dependencies.oidc?.findAccessToken(session)).toBeNull();
  });

  test('what the audit log says happened: the backend’s own sessions are not ended everywhere', async () => {
    const { app, browser, signInByCode } = await startBoth();
    const readActions = async () => {
      await app.dependencies.audit.settle();
      const entries = await app.dependencies.store.audit.list({ since: 0 }, 0, 20);
      return entries.map(({ action }) => action);
    };
    await signInByCode();
    expect((await browser.postJson(apiPaths.logout, { everywhere: true })).status).toBe(204);
    expect(await readActions()).toEqual(['sign-in', 'sign-out']);
    await signInAtProvider(browser);
    const other = new TestBrowser(app);
    await signInAtProvider(other);
    expect((await browser.postJson(apiPaths.logout, { everywhere: true })).status).toBe(204);
    expect((await other.get(apiPaths.customer)).status).toBe(200);
    // Nobody is signed in any more.
    await browser.postJson(apiPaths.logout, { everywhere: true });
    expect(await readActions()).toEqual(['sign-in', 'sign-out', 'sign-in', 'sign-in', 'sign-out']);
  });
});
