import { describe, expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import type { Limit } from '../domain/quota.ts';
import { messageLimit } from '../services/code-messages.ts';
import { wrongCodeLimit } from '../services/one-time-codes.ts';
import type { TestApp } from '../testing/create-test-app.ts';
import { readJson, requestCode, TestBrowser } from '../testing/test-browser.ts';
import { createAppWithCustomers, layla, omar } from '../testing/test-customers.ts';

const { login: loginPath, verify: verifyPath } = apiPaths;
const { mobile } = layla;

/** Returns the warnings in the log. */
function getWarnings(app: TestApp): Record<string, unknown>[] {
  const lines = app.logs.map((line) => JSON.parse(line) as Record<string, unknown>);
  return lines.filter(({ level }) => level === 40);
}

/** Tries wrong codes for many numbers from many networks, as a botnet does. */
async function guessEverywhere(app: TestApp, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const browser = new TestBrowser(app, { address: `198.51.100.${index}` });
    const number = `+97150201${String(index).padStart(4, '0')}`;
    await browser.postJson(loginPath, { mobile: number });
    const response = await browser.postJson(verifyPath, { mobile: number, code: 'wrong' });
    expect(response.status).toBe(401);
  }
}

/** Counts for an hour's limit what happened before the test, so that it is exceeded after five more. */
async function useUp(app: TestApp, limit: Limit): Promise<void> {
  const limiter = app.dependencies.store.createLimiter(limit);
  for (let count = 5; count < limit.points; count += 1) await limiter.add(['all']);
}

describe('the limit of wrong codes', () => {
  test('makes codes eight digits long when it is exceeded, and locks nobody out', async () => {
    const app = await createAppWithCustomers();
    await useUp(app, wrongCodeLimit);
    const browser = new TestBrowser(app);
    await guessEverywhere(app, 5);
    expect(await requestCode(app, new TestBrowser(app), omar.mobile)).toMatch(/^\d{6}$/);
    await guessEverywhere(app, 1);
    const answer = await readJson(await browser.postJson(loginPath, { mobile }));
    expect(answer).toMatchObject({ code_length: 8 });
    await app.dependencies.signIn.settle();
    const { code = '' } = app.gateway.requests.at(-1)?.body ?? {};
    expect(code).toMatch(/^\d{8}$/);
    expect((await browser.postJson(verifyPath, { mobile, code })).status).toBe(200);
  });

  test('is the same for a number that nobody has', async () => {
    const app = await createAppWithCustomers();
    await useUp(app, wrongCodeLimit);
    await guessEverywhere(app, 6);
    const response = await new TestBrowser(app).postJson(loginPath, { mobile: '+971509876543' });
    expect(await readJson(response)).toMatchObject({ code_length: 8 });
  });

  test('raises one alarm, without personal data', async () => {
    const app = await createAppWithCustomers();
    await useUp(app, wrongCodeLimit);
    await guessEverywhere(app, 8);
    expect(getWarnings(app)).toEqual([
      expect.objectContaining({
        budget: wrongCodeLimit.points,
        msg: 'Unusually many codes were wrong within an hour: new codes have eight digits',
      }),
    ]);
    expect(app.logs.join('')).not.toMatch(/97150|198\.51/);
  });

  test('does not count guesses where there is no code', async () => {
    const app = await createAppWithCustomers();
    await useUp(app, wrongCodeLimit);
    for (let index = 0; index < 8; index += 1) {
      await new TestBrowser(app).postJson(verifyPath, { mobile: `+9715020100${index}0`, code: 'wrong' });
    }
    expect(getWarnings(app)).toEqual([]);
  });
});

describe('the limit of messages', () => {
  test('raises one alarm when it is exceeded, and messages are still sent', async () => {
    const app = await createAppWithCustomers();
    await useUp(app, messageLimit);
    for (let index = 0; index < 7; index += 1) {
      await requestCode(app, new TestBrowser(app, { address: `192.0.2.${index}` }), mobile);
    }
    expect(app.gateway.requests).toHaveLength(7);
    expect(getWarnings(app)).toEqual([
      expect.objectContaining({
        budget: messageLimit.points,
        msg: 'Unusually many codes were sent within an hour',
      }),
    ]);
    expect(app.logs.join('')).not.toContain(mobile);
  });

  test('does not count requests for numbers that nobody has', async () => {
    const app = await createAppWithCustomers();
    await useUp(app, messageLimit);
    for (let index = 0; index < 7; index += 1) {
      await new TestBrowser(app).postJson(loginPath, { mobile: `+97150201000${index}` });
    }
    await app.dependencies.signIn.settle();
    expect(getWarnings(app)).toEqual([]);
  });
});
