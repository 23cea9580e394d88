import { expect, test, vi } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { createAdminApp } from '../create-admin-app.ts';
import { hashToken } from '../domain/secrets.ts';
import { createTestApp, type TestApp } from '../testing/create-test-app.ts';
import { createCommandContext, importText } from '../testing/import-text.ts';
import { signInAtProvider, startProvider, visitProvider } from '../testing/start-provider.ts';
import { readJson, TestBrowser } from '../testing/test-browser.ts';

const mobile = '+971501112233';
/** The requests that revoke an access token and a refresh token. */
const revocations = ['POST /token/revocation', 'POST /token/revocation'];

/** Returns a program whose customers are in its own database, and an OpenID provider that knows one of them. */
async function start(variables: Record<string, string | undefined> = {}, now?: () => number) {
  const fixture = await startProvider();
  const app = await createTestApp({
    ...(now && { now }),
    variables: { SMS_WEBHOOK_URL: undefined, ...fixture.variables, ...variables },
  });
  const changes = { first_name: 'Layla', last_name: 'Haddad', language: 'en' };
  await app.dependencies.store.customers.put([{ customer_id: 'c-layla', mobile, changes }]);
  return { ...fixture, fixture, app, browser: new TestBrowser(app) };
}

function cookieNames(response: Response): string[] {
  return response.headers.getSetCookie().map((line) => line.split('=', 1)[0] ?? '');
}

test('a customer signs in at the provider, and comes back to the page that was asked for', async () => {
  const { issuer, browser, app } = await start();
  const page = await browser.get('/edit?x=1');
  const signIn = page.headers.get('location') ?? '';
  expect(signIn).toBe('/sign-in?next=%2Fedit%3Fx%3D1');
  const toOidc = (await browser.get(signIn)).headers.get('location') ?? '';
  expect(toOidc).toBe('/sign-in/oidc?next=%2Fedit%3Fx%3D1');
  const toProvider = await browser.get(toOidc);
  const url = new URL(toProvider.headers.get('location') ?? '');
  expect(url.origin).toBe(issuer);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    response_type: 'code',
    redirect_uri: 'http://localhost/sign-in/oidc/callback',
    code_challenge_method: 'S256',
    ui_locales: 'en',
  });
  expect(cookieNames(toProvider)).toContain('oidc');
  const back = new URL(await visitProvider(url.href));
  const answer = await browser.get(back.pathname + back.search);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/edit?x=1']);
  expect(browser.cookies.has('oidc')).toBe(false);
  expect(await readJson(await browser.get(apiPaths.customer))).toMatchObject({ customer_id: 'c-layla' });

  await app.dependencies.audit.settle();
  const entries = await app.dependencies.store.audit.list({ since: 0 }, 0, 10);
  expect(entries).toMatchObject([{ action: 'sign-in', customerId: 'c-layla', details: { by: 'openid' } }]);
  // The tokens are encrypted in the database, and the log names nobody.
  const session = hashToken(browser.cookies.get('session') ?? '');
  const sealed = JSON.stringify(await app.dependencies.store.oidc.find(session, Date.now()));
  expect(sealed).toContain('sealedTokens');
  expect(sealed).not.toContain('idToken');
  expect(app.logs.join()).not.toMatch(/layla|code=|state=/);
});

test('the answer of the provider works once, and only in the browser that asked', async () => {
  const { app, browser } = await start();
  const url = (await browser.get('/sign-in/oidc')).headers.get('location') ?? '';
  const back = new URL(await visitProvider(url));
  const path = back.pathname + back.search;
  const other = new TestBrowser(app);
  const refused = await other.get(path);
  expect(refused.headers.get('location')).toBe('/sign-in/continue?next=%2F');
  expect(await (await other.get('/sign-in/continue')).text()).toContain('Signing in did not work');
  expect(app.logs.join()).toContain('no sign-in under way in this browser');
  // Another attempt of the same browser has another state.
  await other.get('/sign-in/oidc');
  expect((await other.get(path)).headers.get('location')).toBe('/sign-in/continue?next=%2F');
  expect(other.cookies.has('session')).toBe(false);
  expect((await browser.get(path)).headers.get('location')).toBe('/');
  expect(browser.cookies.has('session')).toBe(true);
  expect((await other.get(path)).headers.get('location')).toBe('/sign-in/continue?next=%2F');
});

test('errors of the provider are shown on our page in the language of the person', async () => {
  const { fixture, browser } = await start();
  await browser.postForm('/language', { language: 'ar', next: '/sign-in' });
  fixture.account = null;
  const cancelled = await signInAtProvider(browser, '/edit');
  expect(cancelled.headers.get('location')).toBe('/sign-in/continue?next=%2Fedit');
  const page = await (await browser.get('/sign-in/continue?next=%2Fedit')).text();
  expect(page).toContain('<html lang="ar" dir="rtl"');
  expect(page).toContain('لم يتم تسجيل الدخول');
  expect(page).toContain('href="/sign-in/oidc?next=%2Fedit"');
  fixture.account = 'stranger';
  await signInAtProvider(browser);
  expect(await (await browser.get('/sign-in/continue')).text()).toContain('لا يخص أي عميل');
  expect(browser.cookies.has('session')).toBe(false);
});

test('a provider that can’t be reached leaves the person on our page', async () => {
  // Port 1 is one that `fetch` refuses itself.
  const { app, browser } = await start({ OIDC_ISSUER: 'http://127.0.0.1:2' });
  const response = await browser.get('/sign-in/oidc?next=%2Fedit');
  expect(response.headers.get('location')).toBe('/sign-in/continue?next=%2Fedit');
  expect(await (await browser.get('/sign-in/continue')).text()).toContain('Signing in did not work');
  expect(app.logs.join()).toContain('"code":"ECONNREFUSED"');
});

test('it never leads to another site', async () => {
  const { browser } = await start();
  expect((await signInAtProvider(browser, '//evil.example')).headers.get('location')).toBe('/');
});

test.each([
  ['email', { email: 'c-layla' }, 'لم يتم تأكيد البريد الإلكتروني'],
  ['phone_number', { phone_number: mobile }, 'رقم الهاتف المتحرك'],
])(
  '%s finds a customer only if the provider has verified it, and the page says so',
  async (claim, claims, text) => {
    const { fixture, browser } = await start({ OIDC_CUSTOMER_CLAIM: claim });
    await browser.postForm('/language', { language: 'ar', next: '/sign-in' });
    fixture.account = 'someone';
    for (const verified of [undefined, false, 'true']) {
      fixture.claims.someone = { ...claims, [`${claim}_verified`]: verified };
      const refused = await signInAtProvider(browser);
      expect(refused.headers.get('location')).toBe('/sign-in/continue?next=%2F');
      expect(await (await browser.get('/sign-in/continue')).text()).toContain(text);
      expect(browser.cookies.has('session')).toBe(false);
    }
    fixture.claims.someone = { ...claims, [`${claim}_verified`]: true };
    expect((await signInAtProvider(browser)).headers.get('location')).toBe('/');
  },
);

test('a configured claim finds the customer: the number if it is verified, or an id', async () => {
  const byNumber = await start({ OIDC_CUSTOMER_CLAIM: 'phone_number' });
  const { fixture, browser } = byNumber;
  fixture.account = 'someone';
  fixture.claims.someone = { phone_number: '+971 50 111 2233', phone_number_verified: false };
  expect((await signInAtProvider(browser)).headers.get('location')).toBe('/sign-in/continue?next=%2F');
  fixture.claims.someone = { phone_number: '+971 50 111 2233', phone_number_verified: true };
  expect((await signInAtProvider(browser)).headers.get('location')).toBe('/');
  expect(await readJson(await browser.get(apiPaths.customer))).toMatchObject({ customer_id: 'c-layla' });
  const byId = await start({ OIDC_CUSTOMER_CLAIM: 'customer_number' });
  byId.fixture.account = 'else';
  for (const customer_number of ['c-\0', { $ne: 1 }, 'x'.repeat(256)]) {
    byId.fixture.claims.else = { customer_number };
    const refused = await signInAtProvider(byId.browser);
    expect(refused.headers.get('location')).toBe('/sign-in/continue?next=%2F');
  }
  byId.fixture.claims.else = { customer_number: 'c-layla' };
  expect((await signInAtProvider(byId.browser)).headers.get('location')).toBe('/');
});

test('signing out revokes the tokens, and ends the session at the provider', async () => {
  const { fixture, issuer, app, browser } = await start();
  await signInAtProvider(browser);
  const session = browser.cookies.get('session') ?? '';
  fixture.requests.length = 0;
  const response = await browser.postForm('/sign-out', {});
  expect([response.status, response.headers.get('location')]).toEqual([303, '/sign-in/continue']);
  await vi.waitFor(() => expect(fixture.requests).toEqual(revocations));
  const page = await browser.get('/sign-in/continue');
  const [, url = ''] = /^0; url=(.+)$/.exec(page.headers.get('refresh') ?? '') ?? [];
  expect(url).toMatch(new RegExp(`^${issuer}/session/end\\?`));
  expect(new URL(url).searchParams.get('id_token_hint')).toMatch(/^ey/);
  expect(await page.text()).toContain('You are signed out.');
  // Only once, so that the way back is no loop.
  expect((await browser.get('/sign-in/continue')).headers.has('refresh')).toBe(false);
  const back = await browser.get('/sign-in/oidc/signed-out');
  expect(back.headers.get('location')).toBe('/sign-in/continue');
  const thief = new TestBrowser(app);
  thief.cookies.set('session', session);
  expect((await thief.get(apiPaths.customer)).status).toBe(401);
});

test('signing out everywhere ends the sessions of other devices too', async () => {
  const { fixture, app, browser } = await start();
  const other = new TestBrowser(app);
  await signInAtProvider(browser);
  await signInAtProvider(other);
  fixture.requests.length = 0;
  expect((await browser.postJson(apiPaths.logout, { everywhere: true })).status).toBe(204);
  await vi.waitFor(() => expect(fixture.requests).toEqual([...revocations, ...revocations]));
  expect((await other.get(apiPaths.customer)).status).toBe(401);
});

test('the admin API ends sessions with their tokens, which it revokes, and deletes them with the customer', async () => {
  const key = 'k'.repeat(32);
  const { fixture, app, browser } = await start({ ADMIN_PORT: '0', ADMIN_KEY: key });
  const { admin } = app.dependencies;
  if (!admin) throw new Error('There is no admin API');
  const { request } = createAdminApp(app.dependencies, admin);
  const remove = (path: string) =>
    request(
      `/v1/customers/c-layla${path}`,
      { method: 'DELETE', headers: { authorization: `Bearer ${key}` } },
      { incoming: { socket: { remoteAddress: '192.0.2.9' } } },
    );
  for (const path of ['/sessions', '']) {
    await signInAtProvider(browser);
    expect((await browser.get(apiPaths.customer)).status).toBe(200);
    fixture.requests.length = 0;
    expect((await remove(path)).status).toBe(204);
    await vi.waitFor(() => expect(fixture.requests).toEqual(revocations));
    expect((await browser.get(apiPaths.customer)).status).toBe(401);
  }
});

test.each([
  [
    'an import that changes the number',
    (app: TestApp) => importText(createCommandContext(app), 'customer_id,mobile\nc-layla,+971501112244\n'),
  ],
  [
    'a command that deletes the customer',
    (app: TestApp) => app.dependencies.store.customers.removeAll(['c-layla']),
  ],
  [
    'the end of the session by its age',
    (app: TestApp) => app.dependencies.sessions.end({ reason: 'expired', now: Date.now() + 43_200_000 }),
  ],
])('%s has the tokens revoked by the server, which alone knows the provider', async (_, end) => {
  const { fixture, app, browser } = await start();
  await signInAtProvider(browser);
  fixture.requests.length = 0;
  await end(app);
  expect((await browser.get(apiPaths.customer)).status).toBe(401);
  await app.dependencies.oidc?.revokeEnded();
  expect(fixture.requests).toEqual(revocations);
  // Only once.
  await app.dependencies.oidc?.revokeEnded();
  expect(fixture.requests).toEqual(revocations);
});

test('a change of the number by the admin API revokes the tokens at once', async () => {
  const key = 'k'.repeat(32);
  const { fixture, app, browser } = await start({ ADMIN_PORT: '0', ADMIN_KEY: key });
  const { admin } = app.dependencies;
  if (!admin) throw new Error('There is no admin API');
  await signInAtProvider(browser);
  fixture.requests.length = 0;
  const { status } = await createAdminApp(app.dependencies, admin).request(
    '/v1/customers/c-layla',
    {
      method: 'PUT',
      body: JSON.stringify({ mobile: '+971501112244' }),
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    },
    { incoming: { socket: { remoteAddress: '192.0.2.9' } } },
  );
  expect(status).toBe(200);
  await vi.waitFor(() => expect(fixture.requests).toEqual(revocations));
});

test('tokens that the provider could not revoke are revoked when it is back', async () => {
  const clock = { now: Date.now() };
  const { fixture, app, browser } = await start({}, () => clock.now);
  await signInAtProvider(browser);
  fixture.isDown = true;
  expect((await browser.postJson(apiPaths.logout, {})).status).toBe(204);
  await app.dependencies.oidc?.revokeEnded();
  expect(app.logs.join()).toContain('Tokens could not be revoked');
  fixture.isDown = false;
  fixture.requests.length = 0;
  clock.now += 60_000;
  await app.dependencies.oidc?.revokeEnded();
  expect(fixture.requests).toEqual(revocations);
});

test.each(['API', 'page'])('signing out works while the provider never answers (%s)', async (by) => {
  const { fixture, app, browser } = await start();
  await signInAtProvider(browser);
  const session = browser.cookies.get('session') ?? '';
  fixture.isSilent = true;
  const before = performance.now();
  if (by === 'API') expect((await browser.postJson(apiPaths.logout, {})).status).toBe(204);
  else expect((await browser.postForm('/sign-out', {})).status).toBe(303);
  expect(performance.now() - before).toBeLessThan(4000);
  expect(browser.cookies.has('session')).toBe(false);
  const thief = new TestBrowser(app);
  thief.cookies.set('session', session);
  expect((await thief.get(apiPaths.customer)).status).toBe(401);
  fixture.stop();
});

test('many people sign in from one address; only failures are limited', async () => {
  const { app } = await start();
  /** Comes back with an answer that the provider did not give. */
  const fail = async () => {
    const visitor = new TestBrowser(app);
    await visitor.get('/sign-in/oidc');
    return visitor.get('/sign-in/oidc/callback?code=x&state=x');
  };
  const signIn = async () => (await signInAtProvider(new TestBrowser(app))).headers.get('location');
  for (let failures = 0; failures < 99; failures += 1) await fail();
  // One more is left, and no success takes it.
  for (let people = 0; people < 3; people += 1) expect(await signIn()).toBe('/');
  expect(app.logs.join()).not.toContain('too many attempts');
  await fail();
  expect(await signIn()).toBe('/sign-in/continue?next=%2F');
  expect(app.logs.join()).toContain('too many attempts');
});

test('one-time codes stay beside the provider where an SMS gateway is set', async () => {
  const { variables } = await startProvider();
  const app = await createTestApp({ variables });
  const changes = { first_name: 'Layla' };
  await app.dependencies.store.customers.put([{ customer_id: 'c-layla', mobile, changes }]);
  const browser = new TestBrowser(app);
  const page = await (await browser.get('/sign-in?next=%2Fedit')).text();
  expect(page).toContain('Mobile number');
  expect(page).toContain('href="/sign-in/oidc?next=%2Fedit"');
  // What was typed before the session ended is kept for either way.
  const typed = { form_customer: 'c-layla', 'root[first_name]': 'Typed' };
  await browser.postForm('/sign-in?next=%2Fedit', typed);
  expect((await signInAtProvider(browser, '/edit')).headers.get('location')).toBe('/edit');
  expect(await (await browser.get('/edit')).text()).toMatch(/name="root\[first_name\]"[^>]*value="Typed"/);
  const signedOut = await browser.postForm('/sign-out', {});
  expect(signedOut.headers.get('location')).toBe('/sign-in');
  expect((await browser.get('/sign-in')).headers.get('refresh')).toContain('/session/end?');
});
