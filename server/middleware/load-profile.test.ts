import { describe, expect, test, vi } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { emptyDatabase } from '../testing/create-database.ts';
import { requestCode, signIn, TestBrowser } from '../testing/test-browser.ts';
import { createAppWithCustomers, layla } from '../testing/test-customers.ts';

const { mobile } = layla;

/** Returns the cookies that signing in and choosing a language set, as their lines say. */
async function collectCookies(variables: Record<string, string>, origin: string, headers = {}) {
  const app = await createAppWithCustomers({ variables });
  const browser = new TestBrowser(app, { origin, headers });
  const login = await browser.postJson(apiPaths.login, { mobile });
  await app.dependencies.signIn.settle();
  const code = app.gateway.requests.at(-1)?.body.code;
  const verify = await browser.postJson(apiPaths.verify, { mobile, code });
  const language = await browser.postJson(apiPaths.language, { language: 'ar' });
  const lines = [login, verify, language].flatMap((response) => response.headers.getSetCookie());
  return { app, browser, lines: lines.filter((line) => !/max-age=0/i.test(line)) };
}

describe('over http', () => {
  test('cookies are for this server alone, and no script reads them', async () => {
    const { lines } = await collectCookies({}, 'http://localhost');
    expect(lines.map((line) => line.split('=')[0])).toEqual(['sign-in', 'session', 'device', 'language']);
    for (const line of lines) {
      expect(line).toContain('; HttpOnly');
      expect(line).toContain('; SameSite=Lax');
      expect(line).toContain('; Path=/');
      expect(line).not.toMatch(/; (Secure|Domain)/);
    }
  });

  test('the session’s cookie ends with the browser', async () => {
    const { lines } = await collectCookies({}, 'http://localhost');
    expect(lines[1]).toMatch(/^session=/);
    expect(lines[1]).not.toMatch(/Max-Age|Expires/);
  });
});

describe.each([
  ['PUBLIC_ORIGIN', { PUBLIC_ORIGIN: 'https://profile.example' }, 'https://profile.example', {}],
  ['a trusted proxy', { TRUST_PROXY: '1' }, 'https://localhost', { 'x-forwarded-proto': 'https' }],
])('over https, as %s says', (_, variables, origin, headers) => {
  test('cookies are bound to https and to this host', async () => {
    const { browser, lines } = await collectCookies(variables, origin, headers);
    const names = lines.map((line) => line.split('=')[0]);
    expect(names).toEqual(['__Host-sign-in', '__Host-session', '__Host-device', 'language']);
    for (const line of lines) expect(line).toContain('; Secure');
    expect((await browser.get(apiPaths.customer)).status).toBe(200);
  });

  test('a session cookie that another host could have set does not count', async () => {
    const { app, browser } = await collectCookies(variables, origin, headers);
    const other = new TestBrowser(app, { origin, headers });
    other.cookies.set('session', browser.cookies.get('__Host-session') ?? '');
    expect((await other.get(apiPaths.customer)).status).toBe(401);
  });

  test('signing out takes the cookie away', async () => {
    const { browser } = await collectCookies(variables, origin, headers);
    const response = await browser.postJson(apiPaths.logout, {});
    expect(response.headers.getSetCookie()[0]).toMatch(/^__Host-session=;.*Max-Age=0.*; Secure/);
  });
});

test('the scheme that an untrusted proxy reports does not count', async () => {
  const { lines } = await collectCookies({}, 'http://localhost', { 'x-forwarded-proto': 'https' });
  for (const line of lines) expect(line).not.toContain('; Secure');
});

test('a customer who is gone has no session', async () => {
  const app = await createAppWithCustomers();
  const browser = await signIn(app, mobile);
  await emptyDatabase(app.databaseUrl);
  expect((await browser.get(apiPaths.customer)).status).toBe(401);
  expect((await browser.get('/')).status).toBe(303);
});

test('a malformed token needs no query of the database', async () => {
  const app = await createAppWithCustomers();
  const find = vi.spyOn(app.dependencies.store.sessions, 'find');
  const browser = new TestBrowser(app);
  for (const token of ['', 'x', 'A'.repeat(44), `${'A'.repeat(42)}%00`]) {
    browser.cookies.set('session', token);
    expect((await browser.get(apiPaths.customer)).status).toBe(401);
  }
  expect(find).not.toHaveBeenCalled();
});

test('asking for a code keeps the session that there is', async () => {
  const app = await createAppWithCustomers();
  const browser = await signIn(app, mobile);
  await requestCode(app, browser, mobile);
  expect((await browser.get(apiPaths.customer)).status).toBe(200);
});
