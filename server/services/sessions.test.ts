import { describe, expect, test, vi } from 'vitest';
import { apiPaths, sessionEndsInHeader } from '../../shared/customer-api.ts';
import { pagePaths } from '../../shared/page.ts';
import { hashToken } from '../domain/secrets.ts';
import { createTestApp, type TestApp } from '../testing/create-test-app.ts';
import { createCommandContext, importText } from '../testing/import-text.ts';
import { requestCode, signIn, TestBrowser } from '../testing/test-browser.ts';
import { createAppWithCustomers, createSignedIn, layla, omar } from '../testing/test-customers.ts';

const minute = 60_000;

const day = 1440 * minute;

/** Signs in and asks to stay signed in. */
async function keepSignedIn(app: TestApp): Promise<TestBrowser> {
  const browser = new TestBrowser(app);
  const { mobile } = layla;
  const code = await requestCode(app, browser, mobile);
  await browser.postJson(apiPaths.verify, { mobile, code, keep_signed_in: true });
  return browser;
}

async function isSignedIn(browser: TestBrowser): Promise<boolean> {
  return (await browser.get(apiPaths.customer)).status === 200;
}

/** Creates a signed-in browser in an app whose clock a test moves. */
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

test('the lengths of a session can be configured', async () => {
  let time = Date.now();
  const variables = { SESSION_IDLE: '5m', SESSION_MAX: '1h' };
  const { browser } = await createSignedIn(layla, { variables, now: () => time });
  for (let count = 0; count < 14; count += 1) {
    time += 4 * minute;
    expect(await isSignedIn(browser)).toBe(true);
  }
  time += 4 * minute;
  expect(await isSignedIn(browser)).toBe(false);
});

test('using a session extends it at most once a minute', async () => {
  let time = Date.now();
  const { app, browser } = await createSignedIn(layla, { now: () => time });
  const extend = vi.spyOn(app.dependencies.store.sessions, 'extend');
  for (let seconds = 0; seconds < 180; seconds += 10) {
    time += 10_000;
    await browser.get(apiPaths.customer);
  }
  expect(extend).toHaveBeenCalledTimes(3);
});

describe('a session that is kept', () => {
  test('lasts 30 days, used or not, in a cookie of that age', async () => {
    let time = Date.now();
    const app = await createAppWithCustomers({ now: () => time });
    const used = await keepSignedIn(app);
    const unused = await keepSignedIn(app);
    time += 29 * day;
    expect([await isSignedIn(used), await isSignedIn(unused)]).toEqual([true, true]);
    time += day;
    expect([await isSignedIn(used), await isSignedIn(unused)]).toEqual([false, false]);
  });

  test('has a cookie that outlives the browser', async () => {
    const app = await createAppWithCustomers();
    const browser = new TestBrowser(app);
    const { mobile } = layla;
    const code = await requestCode(app, browser, mobile);
    const response = await browser.postForm(apiPaths.verify, { mobile, code, keep_signed_in: '1' });
    expect(response.headers.getSetCookie()[0]).toMatch(/^session=.*; Max-Age=2592000;/);
  });

  test('is one as others where the operator switches it off, also when it started before', async () => {
    let time = Date.now();
    const now = () => time;
    const app = await createAppWithCustomers({ now });
    const before = await keepSignedIn(app);
    const variables = { KEEP_SIGNED_IN: '0' };
    const second = await createTestApp({ databaseUrl: app.databaseUrl, variables, now });
    const { mobile } = layla;
    const browser = new TestBrowser(second);
    const step = await new TestBrowser(second).postForm(pagePaths.signIn, { mobile: '+971501112299' });
    expect(await step.text()).not.toContain('name="stay"');
    const code = await requestCode(second, browser, mobile);
    const response = await browser.postJson(apiPaths.verify, { mobile, code, keep_signed_in: true });
    expect(response.headers.getSetCookie()[0]).not.toContain('Max-Age');
    time += 31 * minute;
    expect(await isSignedIn(browser)).toBe(false);
    time += 12 * 60 * minute;
    const moved = new TestBrowser(second);
    moved.cookies.set('session', before.cookies.get('session') ?? '');
    expect(await isSignedIn(moved)).toBe(false);
  });
});

describe('when the mobile number of a customer changes', () => {
  test.each(['import', 'put'])('all of the customer’s sessions end, others not (%s)', async (by) => {
    const { app, browser } = await createSignedIn();
    const kept = await keepSignedIn(app);
    const other = await signIn(app, omar.mobile);
    const { customers } = app.dependencies.store;
    const { customer_id } = layla;
    if (by === 'import') {
      await importText(createCommandContext(app), `customer_id,mobile\n${customer_id},+971509999999\n`);
    } else {
      await customers.put([{ customer_id, mobile: '+971509999999', changes: {} }]);
    }
    expect(await Promise.all([browser, kept, other].map(isSignedIn))).toEqual([false, false, true]);
    // Getting the number back does not open earlier sessions.
    await customers.put([{ customer_id, mobile: layla.mobile, changes: {} }]);
    expect(await isSignedIn(browser)).toBe(false);
  });

  test('a sign-in with the old number is too late', async () => {
    const app = await createAppWithCustomers();
    const { store, sessions } = app.dependencies;
    const customer = await store.customers.get(layla.customer_id);
    if (!customer) throw new Error('No customer');
    await store.customers.put([{ ...customer, mobile: '+971509999999', changes: {} }]);
    expect(await sessions.start({ customer, oldToken: null, keepSignedIn: false })).toBeNull();
  });

  test('an import of the same number ends none', async () => {
    const { app, browser } = await createSignedIn();
    const csv = `mobile,email\n${layla.mobile},new@example.com\n`;
    await importText(createCommandContext(app), csv);
    expect(await isSignedIn(browser)).toBe(true);
  });
});

describe('signing out everywhere', () => {
  test.each(['API', 'page'])('ends all sessions of the customer, others not (%s)', async (by) => {
    const { app, browser } = await createSignedIn();
    const second = await keepSignedIn(app);
    const other = await signIn(app, omar.mobile);
    if (by === 'API') {
      const response = await browser.postJson(apiPaths.logout, { everywhere: true });
      expect(response.status).toBe(204);
    } else {
      const response = await browser.postForm(pagePaths.signOut, { everywhere: '' });
      expect(response.status).toBe(303);
    }
    expect(await Promise.all([browser, second, other].map(isSignedIn))).toEqual([false, false, true]);
  });

  test('needs a session that has not ended', async () => {
    const { app, browser } = await createSignedIn();
    const ended = new TestBrowser(app);
    ended.cookies.set('session', browser.cookies.get('session') ?? '');
    await browser.postJson(apiPaths.logout, {});
    await signIn(app, layla.mobile, browser);
    await ended.postJson(apiPaths.logout, { everywhere: true });
    expect(await isSignedIn(browser)).toBe(true);
  });
});

test('every answer to a customer says in how many seconds the session ends', async () => {
  const { browser } = await createSignedIn();
  const response = await browser.get(apiPaths.customer);
  const seconds = Number(response.headers.get(sessionEndsInHeader));
  expect(seconds).toBeGreaterThan(1790);
  expect(seconds).toBeLessThanOrEqual(1800);
  expect(await (await browser.get(pagePaths.profile)).text()).toMatch(/"sessionEndsIn":1[78]\d\d/);
  const visitor = await new TestBrowser(await createTestApp()).get(pagePaths.signIn);
  expect(visitor.headers.has(sessionEndsInHeader)).toBe(false);
});

test('sessions and codes that have ended are removed, others not', async () => {
  let time = Date.now();
  const { app, browser } = await createSignedIn(layla, { now: () => time });
  const { sessions, signIn: codes, store } = app.dependencies;
  time += 15 * minute;
  const other = await signIn(app, layla.mobile);
  time += 15 * minute;
  await sessions.end({ reason: 'expired', now: time });
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
