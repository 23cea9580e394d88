import { describe, expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { pagePaths } from '../../shared/page.ts';
import type { TestApp } from '../testing/create-test-app.ts';
import { readJson, TestBrowser } from '../testing/test-browser.ts';
import { createAppWithCustomers, layla, omar } from '../testing/test-customers.ts';

const { login: loginPath, verify: verifyPath } = apiPaths;
const { mobile } = layla;

interface Started {
  app: TestApp;
  /** This browser requested the code. */
  browser: TestBrowser;
  code: string;
  request_id: string;
}

async function start(): Promise<Started> {
  const app = await createAppWithCustomers();
  const browser = new TestBrowser(app);
  const answer = await readJson(await browser.postJson(loginPath, { mobile }));
  await app.dependencies.signIn.settle();
  const code = app.gateway.requests.at(-1)?.body.code ?? '';
  return { app, browser, code, request_id: String(answer.request_id) };
}

describe('a code that was asked for on the page', () => {
  test('works in the browser that asked for it alone', async () => {
    const { app, browser, code } = await start();
    const other = new TestBrowser(app);
    const refused = await other.postForm(pagePaths.signIn, { mobile, code });
    expect([refused.status, other.cookies.has('session')]).toEqual([422, false]);
    const accepted = await browser.postForm(pagePaths.signIn, { mobile, code });
    expect([accepted.status, browser.cookies.has('session')]).toEqual([303, true]);
  });

  test('works in no browser that asked for a code of another number', async () => {
    const { app, code } = await start();
    const other = new TestBrowser(app);
    await other.postJson(loginPath, { mobile: omar.mobile });
    const response = await other.postForm(pagePaths.signIn, { mobile, code });
    expect([response.status, other.cookies.has('session')]).toEqual([422, false]);
  });
});

describe('the request_id of the API', () => {
  test('may be sent, by a client without cookies too', async () => {
    const { app, code, request_id } = await start();
    const response = await new TestBrowser(app).postJson(verifyPath, { mobile, code, request_id });
    expect(response.status).toBe(200);
  });

  test('may be left out', async () => {
    const { app, code } = await start();
    expect((await new TestBrowser(app).postJson(verifyPath, { mobile, code })).status).toBe(200);
  });

  test('is in the cookie of a browser, whose tries strangers do not use up', async () => {
    const { app, browser, code } = await start();
    for (let tries = 0; tries < 5; tries += 1) {
      await new TestBrowser(app).postJson(verifyPath, { mobile, code: 'wrong' });
    }
    const stranger = await new TestBrowser(app).postJson(verifyPath, { mobile, code });
    expect(stranger.status).toBe(401);
    expect((await browser.postJson(verifyPath, { mobile, code })).status).toBe(200);
  });

  test.each([['A'.repeat(43)], ['x'], [''], [null], [1], [['a']], ['x'.repeat(9999)]])(
    'is wrong when it is another one (%j)',
    async (request_id) => {
      const { browser, code } = await start();
      const response = await browser.postJson(verifyPath, { mobile, code, request_id });
      expect([response.status, (await readJson(response)).tries_left]).toEqual([401, 0]);
    },
  );

  test('opens no other number', async () => {
    const { app, browser, request_id } = await start();
    await browser.postJson(loginPath, { mobile: omar.mobile });
    await app.dependencies.signIn.settle();
    const code = app.gateway.requests.at(-1)?.body.code ?? '';
    const response = await browser.postJson(verifyPath, { mobile: omar.mobile, code, request_id });
    expect(response.status).toBe(401);
  });
});
