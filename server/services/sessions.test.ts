import { expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { hashToken } from '../domain/secrets.ts';
import { createTestApp } from '../testing/create-test-app.ts';
import { requestCode, signIn, TestBrowser } from '../testing/test-browser.ts';
import { createAppWithCustomers, createSignedIn, layla } from '../testing/test-customers.ts';

const minute = 60_000;

/** A signed-in browser in an app whose time a test lets pass. */
async function createTimed() {
  let time = Date.now();
  const { app, browser } = await createSignedIn(layla, { now: () => time });
  return {
    app,
    browser,
    async isSignedInAfter(milliseconds: number): Promise<boolean> {
      time += milliseconds;
      return (await browser.get(apiPaths.customer)).status === 200;
    },
  };
}

test('a session is kept as the hash of its token alone', async () => {
  const { app, browser } = await createSignedIn();
  const token = browser.cookies.get('session') ?? '';
  expect(token).toMatch(/^[\w-]{43}$/);
  const { sessions } = app.dependencies.store;
  const found = await sessions.find(hashToken(token), Date.now());
  expect(found?.session.tokenHash).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.stringify(found)).not.toContain(token);
  expect(await sessions.find(token, Date.now())).toBeNull();
});

test('signing in again gives a new token and ends the old session', async () => {
  const { app, browser } = await createSignedIn();
  const old = browser.cookies.get('session') ?? '';
  await signIn(app, layla.mobile, browser);
  expect(browser.cookies.get('session')).not.toBe(old);
  expect(await app.dependencies.sessions.open(old)).toBeNull();
});

test('a token that was planted before signing in is never the session', async () => {
  const app = await createAppWithCustomers();
  const browser = new TestBrowser(app);
  const planted = 'A'.repeat(43);
  browser.cookies.set('session', planted);
  await signIn(app, layla.mobile, browser);
  expect(browser.cookies.get('session')).not.toBe(planted);
});

test('a session ends when nobody has used it for 30 minutes', async () => {
  const { isSignedInAfter } = await createTimed();
  expect(await isSignedInAfter(30 * minute - 1)).toBe(true);
  expect(await isSignedInAfter(30 * minute)).toBe(false);
});

test('using a session keeps it, but not beyond 12 hours', async () => {
  const { isSignedInAfter } = await createTimed();
  for (let hours = 0; hours < 11.5; hours += 0.5 - 1 / 60) {
    expect(await isSignedInAfter(29 * minute)).toBe(true);
  }
  expect(await isSignedInAfter(29 * minute)).toBe(false);
});

test('sessions and codes that have ended are removed, others not', async () => {
  let time = Date.now();
  const { app, browser } = await createSignedIn(layla, { now: () => time });
  const { sessions, signIn: codes, store } = app.dependencies;
  time += 15 * minute;
  const other = await signIn(app, layla.mobile);
  time += 15 * minute;
  await sessions.removeExpired();
  await codes.removeExpired();
  const isStored = async (b: TestBrowser) =>
    store.sessions.find(hashToken(b.cookies.get('session') ?? ''), 0);
  expect(await isStored(browser)).toBeNull();
  expect(await isStored(other)).not.toBeNull();
});

test('two servers on one database share sessions', async () => {
  const { app, browser } = await createSignedIn();
  const second = await createTestApp({ databaseUrl: app.databaseUrl });
  const moved = new TestBrowser(second);
  moved.cookies.set('session', browser.cookies.get('session') ?? '');
  expect((await moved.get(apiPaths.customer)).status).toBe(200);
  await browser.postJson(apiPaths.logout, {});
  expect((await moved.get(apiPaths.customer)).status).toBe(401);
});

test('two servers on one database share codes', async () => {
  const app = await createAppWithCustomers();
  const second = await createTestApp({ databaseUrl: app.databaseUrl });
  const { mobile } = layla;
  const code = await requestCode(app, new TestBrowser(app), mobile);
  const response = await new TestBrowser(second).postJson(apiPaths.verify, { mobile, code });
  expect(response.status).toBe(200);
});
