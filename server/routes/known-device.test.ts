import { describe, expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import type { TestApp } from '../testing/create-test-app.ts';
import { passResendWait, requestCode, signIn, TestBrowser } from '../testing/test-browser.ts';
import { createAppWithCustomers, layla, omar } from '../testing/test-customers.ts';

const { login: loginPath, verify: verifyPath, logout: logoutPath } = apiPaths;
const { mobile } = layla;
const day = 86_400_000;

/** Returns a browser in which a customer has signed in and out. */
async function createKnown(app: TestApp, number: string = mobile): Promise<TestBrowser> {
  const browser = await signIn(app, number);
  await browser.postJson(logoutPath, {});
  return browser;
}

/** What strangers do to lock a number out: they use up its codes, and the tries without a request. */
async function attack(app: TestApp, number: string = mobile): Promise<void> {
  for (let index = 0; index < 20; index += 1) {
    const stranger = new TestBrowser(app, { address: `198.51.100.${index}` });
    await stranger.postJson(loginPath, { mobile: number });
    await new TestBrowser(app).postJson(verifyPath, { mobile: number, code: 'wrong' });
  }
  await app.dependencies.signIn.settle();
}

async function ask(browser: TestBrowser, number: string = mobile): Promise<number> {
  return (await browser.postJson(loginPath, { mobile: number })).status;
}

describe('a device that a customer has signed in on', () => {
  test('signs in while strangers have used up the allowance of the number', async () => {
    const app = await createAppWithCustomers();
    const known = await createKnown(app);
    await attack(app);
    expect(await ask(new TestBrowser(app, { address: '203.0.113.1' }))).toBe(429);
    const code = await requestCode(app, known, mobile);
    expect((await known.postJson(verifyPath, { mobile, code })).status).toBe(200);
  });

  test('signs in from a network that has used up its allowance', async () => {
    const app = await createAppWithCustomers();
    const known = await createKnown(app);
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        ask(new TestBrowser(app), `+97150201${String(index).padStart(4, '0')}`),
      ),
    );
    expect(await ask(new TestBrowser(app), omar.mobile)).toBe(429);
    expect(await ask(known)).toBe(200);
  });

  test('has an allowance of its own: twenty codes a day', async () => {
    const app = await createAppWithCustomers();
    const known = await createKnown(app);
    for (let count = 0; count < 20; count += 1) {
      expect(await ask(known)).toBe(200);
      passResendWait();
    }
    expect(await ask(known)).toBe(429);
    expect(await ask(new TestBrowser(app))).toBe(200);
  });

  test('waits 30 seconds between two codes too', async () => {
    const app = await createAppWithCustomers();
    const known = await createKnown(app);
    expect(await ask(known)).toBe(200);
    expect(await ask(known)).toBe(429);
  });

  test('has ten wrong tries of its own, which lock nobody else out', async () => {
    const app = await createAppWithCustomers();
    const known = await createKnown(app);
    const guess = () => known.postJson(verifyPath, { mobile, code: 'wrong' });
    for (let count = 0; count < 10; count += 1) expect((await guess()).status).toBe(401);
    const response = await guess();
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeLessThanOrEqual(600);
    await signIn(app, mobile);
  });

  test('may be shared by a family', async () => {
    const app = await createAppWithCustomers();
    const shared = await createKnown(app);
    await signIn(app, omar.mobile, shared);
    await attack(app);
    await attack(app, omar.mobile);
    expect([await ask(shared), await ask(shared, omar.mobile)]).toEqual([200, 200]);
  });

  test('is forgotten half a year after the last sign-in', async () => {
    let time = Date.now();
    const app = await createAppWithCustomers({ now: () => time });
    const known = await createKnown(app);
    await attack(app);
    time += 180 * day - 1;
    expect(await ask(known)).toBe(200);
    time += 1;
    expect(await ask(known)).toBe(429);
  });
});

describe('the cookie of a device', () => {
  test('helps no other number', async () => {
    const app = await createAppWithCustomers();
    const known = await createKnown(app, omar.mobile);
    await attack(app);
    expect(await ask(known)).toBe(429);
  });

  test('helps nobody who changes or invents it', async () => {
    const app = await createAppWithCustomers();
    const known = await createKnown(app);
    const cookie = known.cookies.get('device') ?? '';
    await attack(app);
    for (const forged of [
      `${cookie[0] === 'A' ? 'B' : 'A'}${cookie.slice(1)}`,
      cookie.slice(0, -2),
      'x',
      '{}',
    ]) {
      const forger = new TestBrowser(app, { address: '203.0.113.1' });
      forger.cookies.set('device', forged);
      expect(await ask(forger)).toBe(429);
    }
  });

  test('signs nobody in, and reveals no number', async () => {
    const app = await createAppWithCustomers();
    const known = await createKnown(app);
    expect((await known.get(apiPaths.customer)).status).toBe(401);
    const cookie = known.cookies.get('device') ?? '';
    for (const encoding of ['utf8', 'base64url'] as const) {
      expect(Buffer.from(cookie, encoding).toString('latin1')).not.toContain(mobile.slice(1));
    }
  });
});
