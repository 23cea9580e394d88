import { describe, expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { createTestApp, type TestApp } from '../testing/create-test-app.ts';
import { readJson, requestCode, signIn, TestBrowser } from '../testing/test-browser.ts';
import { createAppWithCustomers, layla } from '../testing/test-customers.ts';

const { login: loginPath, verify: verifyPath } = apiPaths;
const { mobile } = layla;

interface Caller {
  address?: string;
  forwarded?: string;
}

/** Asks for a code and gives the status. */
async function ask(app: TestApp, number: string, { address = '192.0.2.1', forwarded }: Caller = {}) {
  const browser = new TestBrowser(app, { address });
  const headers: Record<string, string> = forwarded ? { 'x-forwarded-for': forwarded } : {};
  return browser.postJson(loginPath, { mobile: number }, headers);
}

/** Tries a wrong code. */
async function guess(app: TestApp, number: string, address = '192.0.2.1') {
  return new TestBrowser(app, { address }).postJson(verifyPath, { mobile: number, code: 'wrong' });
}

/** The n-th of many numbers. */
const numberAt = (index: number) => `+9715020${String(index).padStart(5, '0')}`;

async function expectTooOften(response: Response): Promise<void> {
  expect(response.status).toBe(429);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await readJson(response)).toEqual({
    error_message: 'That was tried too often. Wait a few minutes, then try again',
  });
}

describe('a number', () => {
  test('may ask for ten codes an hour, from wherever', async () => {
    const app = await createAppWithCustomers();
    for (let index = 0; index < 10; index += 1) {
      expect((await ask(app, mobile, { address: `192.0.2.${index}` })).status).toBe(200);
    }
    const response = await ask(app, mobile, { address: '192.0.2.99' });
    await expectTooOften(response);
    expect(Number(response.headers.get('retry-after'))).toBeLessThanOrEqual(3600);
    await app.dependencies.signIn.settle();
    expect(app.gateway.requests).toHaveLength(10);
  });

  test('that nobody has is limited just the same', async () => {
    const app = await createTestApp();
    for (let index = 0; index < 10; index += 1) await ask(app, mobile);
    await expectTooOften(await ask(app, mobile));
  });

  test('has ten wrong tries, then the right code is refused too', async () => {
    const app = await createAppWithCustomers();
    for (let index = 0; index < 10; index += 1) {
      expect((await guess(app, mobile, `192.0.2.${index}`)).status).toBe(401);
    }
    const browser = new TestBrowser(app, { address: '192.0.2.99' });
    const code = await requestCode(app, browser, mobile);
    await expectTooOften(await browser.postJson(verifyPath, { mobile, code }));
  });

  test('has all its tries again after signing in', async () => {
    const app = await createAppWithCustomers();
    for (let index = 0; index < 9; index += 1) await guess(app, mobile);
    const browser = new TestBrowser(app);
    const code = await requestCode(app, browser, mobile);
    expect((await browser.postJson(verifyPath, { mobile, code })).status).toBe(200);
    for (let index = 0; index < 10; index += 1) expect((await guess(app, mobile)).status).toBe(401);
    await expectTooOften(await guess(app, mobile));
  });

  test('is limited by two servers together', async () => {
    const app = await createAppWithCustomers();
    const second = await createTestApp({ databaseUrl: app.databaseUrl });
    for (let index = 0; index < 10; index += 1) await ask(index % 2 ? app : second, mobile);
    await expectTooOften(await ask(app, mobile));
    await expectTooOften(await ask(second, mobile));
  });
});

/** Uses up what one address may ask for. */
async function exhaust(app: TestApp, caller: Caller): Promise<void> {
  const statuses = await Promise.all(
    Array.from({ length: 100 }, async (_, index) => (await ask(app, numberAt(index), caller)).status),
  );
  expect(new Set(statuses)).toEqual(new Set([200]));
}

describe('an address', () => {
  test('may ask for a hundred codes, another one is not concerned', async () => {
    const app = await createTestApp();
    await exhaust(app, { address: '192.0.2.1' });
    await expectTooOften(await ask(app, mobile, { address: '192.0.2.1' }));
    expect((await ask(app, mobile, { address: '192.0.2.2' })).status).toBe(200);
  });

  test('has a hundred wrong tries, whatever the numbers', async () => {
    const app = await createTestApp();
    await Promise.all(Array.from({ length: 100 }, (_, index) => guess(app, numberAt(index))));
    await expectTooOften(await guess(app, mobile));
    expect((await guess(app, mobile, '192.0.2.2')).status).toBe(401);
  });

  test('has no more than a hundred wrong tries when all guesses come at once', async () => {
    const app = await createTestApp();
    const responses = await Promise.all(
      Array.from({ length: 150 }, (_, index) => guess(app, numberAt(index))),
    );
    const counts = { 401: 0, 429: 0 };
    for (const { status } of responses) counts[status as 401 | 429] += 1;
    expect(counts).toEqual({ 401: 100, 429: 50 });
  });

  test('that is over its limit uses up no tries of a number', async () => {
    const app = await createAppWithCustomers();
    await Promise.all(Array.from({ length: 100 }, (_, index) => guess(app, numberAt(index))));
    for (let index = 0; index < 10; index += 1) await expectTooOften(await guess(app, mobile));
    expect((await guess(app, mobile, '192.0.2.2')).status).toBe(401);
  });

  test('loses no tries to a number that is over its limit, or to a sign-in that succeeds', async () => {
    const app = await createAppWithCustomers();
    for (let index = 0; index < 10; index += 1) await guess(app, numberAt(0), '192.0.2.9');
    for (let index = 0; index < 5; index += 1) await expectTooOften(await guess(app, numberAt(0)));
    for (let index = 0; index < 5; index += 1) await signIn(app, mobile, new TestBrowser(app));
    const statuses = await Promise.all(
      Array.from({ length: 100 }, async (_, index) => (await guess(app, numberAt(index + 1))).status),
    );
    expect(new Set(statuses)).toEqual(new Set([401]));
  });

  test('of IPv6 is its whole network', async () => {
    const app = await createTestApp();
    await exhaust(app, { address: '2001:db8:1:2::1' });
    await expectTooOften(await ask(app, mobile, { address: '2001:db8:1:2:ffff::9' }));
    expect((await ask(app, mobile, { address: '2001:db8:1:3::1' })).status).toBe(200);
  });

  test('of IPv4 is the same when it comes as IPv6', async () => {
    const app = await createTestApp();
    await exhaust(app, { address: '192.0.2.1' });
    await expectTooOften(await ask(app, mobile, { address: '::ffff:192.0.2.1' }));
  });

  test('is never taken from X-Forwarded-For without a proxy', async () => {
    const app = await createTestApp();
    await exhaust(app, { forwarded: '198.51.100.1' });
    await expectTooOften(await ask(app, mobile, { forwarded: '198.51.100.2' }));
  });

  test('is what the one trusted proxy added, not what the caller wrote', async () => {
    const app = await createTestApp({ variables: { TRUST_PROXY: '1' } });
    await exhaust(app, { forwarded: '203.0.113.1, 198.51.100.1' });
    await expectTooOften(await ask(app, mobile, { forwarded: '203.0.113.2, 198.51.100.1' }));
    expect((await ask(app, mobile, { forwarded: '203.0.113.1, 198.51.100.2' })).status).toBe(200);
  });

  test('is the second from the right behind two proxies', async () => {
    const app = await createTestApp({ variables: { TRUST_PROXY: '2' } });
    await exhaust(app, { forwarded: '203.0.113.1, 198.51.100.1, 192.0.2.7' });
    await expectTooOften(await ask(app, mobile, { forwarded: '198.51.100.1, 192.0.2.8' }));
  });
});
