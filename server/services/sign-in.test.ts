import { afterEach, describe, expect, test, vi } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { createTestApp, type TestApp } from '../testing/create-test-app.ts';
import { passResendWait, readJson, requestCode, signIn, TestBrowser } from '../testing/test-browser.ts';
import { createAppWithCustomers, layla } from '../testing/test-customers.ts';

const { login: loginPath, verify: verifyPath } = apiPaths;
const { mobile } = layla;

interface Caller {
  address?: string;
  forwarded?: string;
}

/** Requests a code and returns the status. */
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
    error_message: 'That was tried too often. Try again later',
  });
}

afterEach(() => {
  vi.useRealTimers();
});

/** Uses up the codes that a number may get in a day. */
async function exhaustNumber(app: TestApp, number: string): Promise<void> {
  for (let index = 0; index < 20; index += 1) {
    expect((await ask(app, number, { address: `198.51.100.${index}` })).status).toBe(200);
  }
}

describe('the headers of a limit', () => {
  const readQuotas = (response: Response) => [
    response.headers.get('ratelimit-policy'),
    response.headers.get('ratelimit')?.replaceAll(/t=\d+/g, 't'),
  ];

  test('name what the client has left, and no count that strangers can cause', async () => {
    const app = await createAppWithCustomers();
    // The clock stands still.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const browser = new TestBrowser(app);
    await ask(app, mobile, { address: '198.51.100.1' });
    const asked = await browser.postJson(loginPath, { mobile });
    expect(readQuotas(asked)).toEqual([
      '"resend";q=1;w=30, "login-network";q=100;w=600',
      '"resend";r=0;t, "login-network";r=99;t',
    ]);
    expect(asked.headers.get('ratelimit')).toBe('"resend";r=0;t=30, "login-network";r=99;t=600');
    const early = await browser.postJson(loginPath, { mobile });
    expect(readQuotas(early)).toEqual(['"resend";q=1;w=30', '"resend";r=0;t']);
    expect(early.headers.get('ratelimit')).toBe(`"resend";r=0;t=${early.headers.get('retry-after')}`);
    const wrong = await browser.postJson(verifyPath, { mobile, code: 'wrong' });
    expect(readQuotas(wrong)).toEqual([
      '"verify-network";q=100;w=600, "verify";q=10;w=600',
      '"verify-network";r=99;t, "verify";r=9;t',
    ]);
    expect(readQuotas(await guess(app, mobile))).toEqual([
      '"verify-network";q=100;w=600',
      '"verify-network";r=98;t',
    ]);
    const page = await browser.postForm('/sign-in', { code: '1' });
    expect([page.status, ...readQuotas(page)]).toEqual([
      422,
      '"verify-network";q=100;w=600, "verify";q=10;w=600',
      '"verify-network";r=97;t, "verify";r=8;t',
    ]);
    expect(readQuotas(await browser.get('/sign-in'))).toEqual([null, undefined]);
  });
});

describe('a number', () => {
  test('may ask for twenty codes a day, from wherever', async () => {
    const app = await createAppWithCustomers();
    await exhaustNumber(app, mobile);
    const response = await ask(app, mobile, { address: '192.0.2.99' });
    await expectTooOften(response);
    expect(Number(response.headers.get('retry-after'))).toBeLessThanOrEqual(86_400);
    await app.dependencies.signIn.settle();
    expect(app.gateway.requests).toHaveLength(20);
    // The customer did not ask for them, and can still sign in elsewhere.
    const page = await new TestBrowser(app).postForm('/sign-in', { mobile });
    expect(page.status).toBe(429);
    expect(await page.text()).toMatch(
      /Too many codes were asked for with this number\. You can try again in 24 hours\. You can also sign in now on another device/,
    );
  });

  test('that nobody has is limited just the same', async () => {
    const app = await createTestApp();
    await exhaustNumber(app, mobile);
    await expectTooOften(await ask(app, mobile));
  });

  test('may be asked for by the same client every 30 seconds, and by another one at once', async () => {
    const app = await createAppWithCustomers();
    const start = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: start });
    expect((await ask(app, mobile)).status).toBe(200);
    const early = await ask(app, mobile);
    await expectTooOften(early);
    expect(early.headers.get('retry-after')).toBe('30');
    expect((await ask(app, mobile, { address: '192.0.2.2' })).status).toBe(200);
    vi.setSystemTime(start + 20_000);
    const late = await ask(app, mobile);
    await expectTooOften(late);
    expect(late.headers.get('retry-after')).toBe('10');
    vi.setSystemTime(start + 30_001);
    expect((await ask(app, mobile)).status).toBe(200);
  });

  test('that nobody has may be asked for as rarely', async () => {
    const app = await createTestApp();
    expect((await ask(app, mobile)).status).toBe(200);
    await expectTooOften(await ask(app, mobile));
  });

  test('may be asked for again at once after signing in', async () => {
    const app = await createAppWithCustomers();
    await signIn(app, mobile, new TestBrowser(app));
    expect((await ask(app, mobile)).status).toBe(200);
  });

  test('has ten wrong tries from clients that name no request, for ten minutes', async () => {
    const app = await createAppWithCustomers();
    const start = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: start });
    for (let index = 0; index < 10; index += 1) {
      expect((await guess(app, mobile, `192.0.2.${index}`)).status).toBe(401);
    }
    const code = await requestCode(app, new TestBrowser(app), mobile);
    const other = new TestBrowser(app, { address: '192.0.2.99' });
    const response = await other.postJson(verifyPath, { mobile, code });
    await expectTooOften(response);
    expect(response.headers.get('retry-after')).toBe('600');
    vi.setSystemTime(start + 600_001);
    expect((await guess(app, mobile)).status).toBe(401);
  });

  test('has all its tries again after signing in', async () => {
    const app = await createAppWithCustomers();
    for (let index = 0; index < 9; index += 1) await guess(app, mobile);
    const code = await requestCode(app, new TestBrowser(app), mobile);
    const response = await new TestBrowser(app).postJson(verifyPath, { mobile, code });
    expect(response.status).toBe(200);
    for (let index = 0; index < 10; index += 1) expect((await guess(app, mobile)).status).toBe(401);
    await expectTooOften(await guess(app, mobile));
  });

  test('is limited by two servers together', async () => {
    const app = await createAppWithCustomers();
    const second = await createTestApp({ databaseUrl: app.databaseUrl });
    for (let index = 0; index < 20; index += 1) {
      await ask(index % 2 ? app : second, mobile, { address: `198.51.100.${index}` });
    }
    await expectTooOften(await ask(app, mobile));
    await expectTooOften(await ask(second, mobile));
  });
});

describe('a sign-in under way', () => {
  test('keeps its code and its tries, whatever a stranger does', async () => {
    const app = await createAppWithCustomers();
    const browser = new TestBrowser(app, { address: '203.0.113.1' });
    const code = await requestCode(app, browser, mobile);
    for (let index = 0; index < 19; index += 1) await ask(app, mobile, { address: `192.0.2.${index}` });
    for (let index = 0; index < 11; index += 1) await guess(app, mobile);
    await expectTooOften(await guess(app, mobile));
    await app.dependencies.signIn.settle();
    expect((await browser.postJson(verifyPath, { mobile, code })).status).toBe(200);
  });

  test('has ten wrong tries, also with several codes, and no new code until it may try again', async () => {
    const app = await createAppWithCustomers();
    const start = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: start });
    const browser = new TestBrowser(app);
    let code = '';
    for (let index = 0; index < 10; index += 1) {
      if (index === 5) passResendWait();
      if (index % 5 === 0) code = await requestCode(app, browser, mobile);
      expect((await browser.postJson(verifyPath, { mobile, code: 'wrong' })).status).toBe(401);
    }
    await expectTooOften(await browser.postJson(verifyPath, { mobile, code }));
    vi.setSystemTime(start + 200_000);
    const response = await browser.postJson(loginPath, { mobile });
    await expectTooOften(response);
    expect(response.headers.get('retry-after')).toBe('400');
    expect(response.headers.get('ratelimit')).toBe('"verify";r=0;t=400');
    vi.setSystemTime(start + 600_001);
    code = await requestCode(app, browser, mobile);
    expect((await browser.postJson(verifyPath, { mobile, code })).status).toBe(200);
  });
});

/** Uses up what one address may ask for, with a block of numbers. */
async function exhaust(app: TestApp, caller: Caller, block = 0): Promise<void> {
  const statuses = await Promise.all(
    Array.from({ length: 100 }, async (_, index) => {
      return (await ask(app, numberAt(1000 * block + index), caller)).status;
    }),
  );
  expect(new Set(statuses)).toEqual(new Set([200]));
}

describe('an address', () => {
  test('may ask for a hundred codes, without effect on another one', async () => {
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

  test('of IPv6 shares a limit four times as high with the site around its network', async () => {
    const app = await createTestApp();
    for (const network of ['1', '2', '3', '4']) {
      await exhaust(app, { address: `2001:db8:1:${network}::1` }, Number(network));
    }
    await expectTooOften(await ask(app, mobile, { address: '2001:db8:1:5::1' }));
    await expectTooOften(await ask(app, mobile, { address: '2001:db8:1:ffff::1' }));
    expect((await ask(app, mobile, { address: '2001:db8:2:5::1' })).status).toBe(200);
  });

  test('of IPv6 shares the wrong tries with its site too', async () => {
    const app = await createTestApp();
    for (const network of [1, 2, 3, 4]) {
      const address = `2001:db8:1:${network}::1`;
      await Promise.all(Array.from({ length: 100 }, (_, index) => guess(app, numberAt(index), address)));
    }
    await expectTooOften(await guess(app, mobile, '2001:db8:1:5::1'));
    expect((await guess(app, mobile, '2001:db8:2:5::1')).status).toBe(401);
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
