import { afterEach, expect, test, vi } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { createTestApp, type TestApp } from '../testing/create-test-app.ts';
import { TestBrowser } from '../testing/test-browser.ts';
import { createAppWithCustomers, layla } from '../testing/test-customers.ts';

const { mobile } = layla;

/** Returns the cookie that remembers the number of a started sign-in. */
async function startSignIn(app: TestApp, number: string = mobile): Promise<string> {
  const browser = new TestBrowser(app);
  await browser.postJson(apiPaths.login, { mobile: number });
  return browser.cookies.get('sign-in') ?? '';
}

/** Returns which step a browser with this cookie sees. */
async function getStep(app: TestApp, cookie: string): Promise<'code' | 'mobile'> {
  const browser = new TestBrowser(app);
  browser.cookies.set('sign-in', cookie);
  const page = await (await browser.get('/sign-in')).text();
  return page.includes('name="code"') ? 'code' : 'mobile';
}

afterEach(() => {
  vi.useRealTimers();
});

test('the number can’t be read from the cookie', async () => {
  const app = await createAppWithCustomers();
  const cookie = await startSignIn(app);
  expect(await getStep(app, cookie)).toBe('code');
  const digits = mobile.slice(1);
  for (const encoding of ['utf8', 'base64', 'base64url', 'hex'] as const) {
    expect(Buffer.from(decodeURIComponent(cookie), encoding).toString('latin1')).not.toContain(digits);
  }
  expect(await startSignIn(app)).not.toBe(cookie);
});

test('the cookie expires on the server with the code, whatever the browser keeps', async () => {
  const app = await createAppWithCustomers();
  const cookie = await startSignIn(app);
  const start = Date.now();
  vi.useFakeTimers({ toFake: ['Date'], now: start + 295_000 });
  expect(await getStep(app, cookie)).toBe('code');
  vi.setSystemTime(start + 301_000);
  expect(await getStep(app, cookie)).toBe('mobile');
});

test('a cookie of another secret, another purpose or none counts as none', async () => {
  const app = await createAppWithCustomers();
  const cookie = await startSignIn(app);
  const other = await createTestApp({ variables: { SESSION_SECRET: 'another secret for tests alone' } });
  const changed = `${cookie[0] === 'A' ? 'B' : 'A'}${cookie.slice(1)}`;
  for (const foreign of [await startSignIn(other), changed, cookie.slice(0, -2), 'x', 'é'.repeat(64), '']) {
    expect(await getStep(app, encodeURIComponent(foreign))).toBe('mobile');
  }
});
