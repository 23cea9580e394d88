import { createHash } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { apiPaths, demoCodePath } from '../../shared/customer-api.ts';
import { createTestApp } from '../testing/create-test-app.ts';
import { passResendWait, readJson, requestCode, signIn, TestBrowser } from '../testing/test-browser.ts';
import { createAppWithCustomers, createSignedIn, layla } from '../testing/test-customers.ts';

const { customer: customerPath, login: loginPath, verify: verifyPath, logout: logoutPath } = apiPaths;
const nobody = '+971509876543';
const { mobile } = layla;

const hash = /^[0-9a-f]{64}$/;

/** Returns another code than this one. */
function getWrongCode(code: string): string {
  return code === '000000' ? '000001' : '000000';
}

describe('asking for a code', () => {
  test('sends it to the SMS gateway, in the language of the page', async () => {
    const app = await createAppWithCustomers();
    const browser = new TestBrowser(app, { headers: { 'accept-language': 'ar' } });
    const response = await browser.postJson(loginPath, { mobile });
    expect([response.status, await readJson(response)]).toEqual([
      200,
      { expires_in: 300, resend_in: 30, code_length: 6, request_id: expect.stringMatching(/^[\w-]{43}$/) },
    ]);
    await app.dependencies.signIn.settle();
    const [request] = app.gateway.requests;
    expect(request).toMatchObject({ method: 'POST', contentType: 'application/json' });
    expect(Object.keys(request?.body ?? {})).toEqual(['to', 'text', 'code', 'language']);
    expect(request?.body).toMatchObject({
      to: mobile,
      language: 'ar',
      code: expect.stringMatching(/^\d{6}$/),
    });
    expect(request?.body.text).toContain(`${request?.body.code} هو رمز تسجيل الدخول الخاص بك`);
  });

  test('gives the same answer for a number that nobody has, and sends nothing', async () => {
    const app = await createAppWithCustomers();
    const [known, unknown] = [new TestBrowser(app), new TestBrowser(app)];
    const answers = [
      await known.postJson(loginPath, { mobile }),
      await unknown.postJson(loginPath, { mobile: nobody }),
    ];
    await app.dependencies.signIn.settle();
    expect(app.gateway.requests.map(({ body }) => body.to)).toEqual([mobile]);
    const [first, second] = await Promise.all(
      answers.map(async (answer) => ({
        status: answer.status,
        body: { ...(await readJson(answer)), request_id: null },
        headers: [...answer.headers.keys()],
      })),
    );
    expect(second).toEqual(first);
    expect([...unknown.cookies.keys()]).toEqual([...known.cookies.keys()]);
  });

  test('does not wait for a gateway, and does not tell that it failed', async () => {
    const app = await createAppWithCustomers();
    app.gateway.status = 400;
    const response = await new TestBrowser(app).postJson(loginPath, { mobile });
    expect(response.status).toBe(200);
    await app.dependencies.signIn.settle();
    const lines = app.logs.map((line) => JSON.parse(line) as object);
    expect(lines).toContainEqual(
      expect.objectContaining({ msg: 'A code could not be sent', gatewayStatus: 400, tries: 1 }),
    );
    expect(app.logs.join('')).not.toContain(mobile);
    expect(app.logs.join('')).not.toContain(app.gateway.requests[0]?.body.code);
  });

  test.each([
    '+971 50 111 22 33',
    '+971-50-111-2233',
    '+971 (50) 111 2233',
    '00971501112233',
    '0501112233',
    '050 111 2233',
    '٠٥٠١١١٢٢٣٣',
    '+۹۷۱۵۰۱۱۱۲۲۳۳',
    '\u202A+971\u00A050\u00A0111\u00A02233\u202C\u200B',
  ])('takes a number as people write it: %j', async (typed) => {
    const app = await createAppWithCustomers();
    expect(await requestCode(app, new TestBrowser(app), typed)).toMatch(/^\d{6}$/);
    expect(app.gateway.requests[0]?.body.to).toBe(mobile);
  });

  test('reads a national number as one of DEFAULT_COUNTRY', async () => {
    const app = await createAppWithCustomers({ variables: { DEFAULT_COUNTRY: 'GB' } });
    await requestCode(app, new TestBrowser(app), '0501112233');
    expect(app.gateway.requests).toEqual([]);
  });

  test.each([
    [{}],
    [{ mobile: '' }],
    [{ mobile: '12' }],
    [{ mobile: 'my phone' }],
    [{ mobile: '+971501112233 or so' }],
    [{ mobile: 971501112233 }],
    [{ mobile: { toString: 1 } }],
    [{ mobile: `+${'9'.repeat(100_000)}` }],
  ])('refuses what is no number (%#)', async (body) => {
    const app = await createTestApp();
    const response = await new TestBrowser(app).postJson(loginPath, body);
    expect(response.status).toBe(400);
    expect(await readJson(response)).toEqual({
      error_message: 'Enter a mobile number such as +971 50 123 4567',
    });
  });
});

describe('the right code', () => {
  test('signs the customer in', async () => {
    const app = await createAppWithCustomers();
    const browser = new TestBrowser(app);
    const code = await requestCode(app, browser, mobile);
    const response = await browser.postJson(verifyPath, { mobile, code });
    expect([response.status, await response.text()]).toEqual([200, '{"customer_id":"c-layla"}']);
    expect((await browser.get(customerPath)).status).toBe(200);
  });

  test('may be typed with other digits and spaces, and in a form body', async () => {
    const app = await createAppWithCustomers();
    const browser = new TestBrowser(app);
    const code = await requestCode(app, browser, mobile);
    const typed = [...code].map((digit) => String.fromCodePoint(0x660 + Number(digit)));
    typed.splice(3, 0, ' ');
    const response = await browser.postForm(verifyPath, { mobile: '0501112233', code: typed.join('') });
    expect(response.status).toBe(200);
  });

  test('is good once', async () => {
    const app = await createAppWithCustomers();
    const browser = new TestBrowser(app);
    const code = await requestCode(app, browser, mobile);
    await browser.postJson(verifyPath, { mobile, code });
    const response = await new TestBrowser(app).postJson(verifyPath, { mobile, code });
    expect(response.status).toBe(401);
    expect(await readJson(response)).toEqual({
      error_message: 'This code is wrong or no longer valid. Check it, or ask for a new one',
      tries_left: 0,
    });
  });

  test('gives one session to two that come with it at once', async () => {
    const app = await createAppWithCustomers();
    const code = await requestCode(app, new TestBrowser(app), mobile);
    const browsers = Array.from({ length: 4 }, () => new TestBrowser(app));
    const responses = await Promise.all(
      browsers.map((browser) => browser.postJson(verifyPath, { mobile, code })),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
  });

  test.each(['request', 'number'])('is still good when one more was sent, for its %s', async (by) => {
    const app = await createAppWithCustomers();
    const browser = new TestBrowser(app);
    const codes: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      codes.push(await requestCode(app, browser, mobile));
      passResendWait();
    }
    if (new Set(codes).size < 3) return;
    const client = by === 'request' ? browser : new TestBrowser(app);
    const tryCode = async (code: string | undefined) =>
      (await client.postJson(verifyPath, { mobile, code })).status;
    expect(await tryCode(codes[0])).toBe(401);
    expect(await tryCode(codes[1])).toBe(200);
    expect(await tryCode(codes[2])).toBe(401);
  });

  test('is one for its own number', async () => {
    const app = await createAppWithCustomers();
    const browser = new TestBrowser(app);
    const code = await requestCode(app, browser, mobile);
    await requestCode(app, browser, '+971504445566');
    const response = await browser.postJson(verifyPath, { mobile: '+971504445566', code });
    const own = app.gateway.requests.at(-1)?.body.code;
    expect(response.status).toBe(own === code ? 200 : 401);
  });
});

describe('a code', () => {
  test('is dead after five wrong tries, the right one too', async () => {
    const app = await createAppWithCustomers();
    const browser = new TestBrowser(app);
    const code = await requestCode(app, browser, mobile);
    for (const triesLeft of [4, 3, 2, 1, 0]) {
      const response = await browser.postJson(verifyPath, { mobile, code: getWrongCode(code) });
      expect([response.status, (await readJson(response)).tries_left]).toEqual([401, triesLeft]);
    }
    const response = await browser.postJson(verifyPath, { mobile, code });
    expect([response.status, (await readJson(response)).tries_left]).toEqual([401, 0]);
  });

  test('is still good at the fifth try', async () => {
    const app = await createAppWithCustomers();
    const browser = new TestBrowser(app);
    const code = await requestCode(app, browser, mobile);
    for (let tries = 0; tries < 4; tries += 1) {
      await browser.postJson(verifyPath, { mobile, code: getWrongCode(code) });
    }
    expect((await browser.postJson(verifyPath, { mobile, code })).status).toBe(200);
  });

  test.each([
    ['is good up to five minutes', 299_999, 200],
    ['is dead after five minutes', 300_000, 401],
  ])('%s', async (_, age, status) => {
    let time = Date.now();
    const app = await createAppWithCustomers({ now: () => time });
    const browser = new TestBrowser(app);
    const code = await requestCode(app, browser, mobile);
    time += age;
    expect((await browser.postJson(verifyPath, { mobile, code })).status).toBe(status);
  });

  test('that was never asked for is wrong', async () => {
    const app = await createAppWithCustomers();
    const response = await new TestBrowser(app).postJson(verifyPath, { mobile, code: '123456' });
    expect(response.status).toBe(401);
  });

  test('must be there', async () => {
    const app = await createAppWithCustomers();
    const response = await new TestBrowser(app).postJson(verifyPath, { mobile });
    expect(response.status).toBe(400);
    expect(await readJson(response)).toEqual({ error_message: 'Enter the 6-digit code from the message' });
  });

  test.each([[null], [true], [['1', '2']], [{}], [{ toString: 1 }], ['\0'], ['\ud800'], ['x'.repeat(9999)]])(
    'of a strange kind is wrong (%j)',
    async (code) => {
      const app = await createAppWithCustomers();
      const browser = new TestBrowser(app);
      await requestCode(app, browser, mobile);
      expect((await browser.postJson(verifyPath, { mobile, code })).status).toBe(401);
    },
  );

  test('is kept as a hash with the secret in it', async () => {
    const app = await createAppWithCustomers();
    const put = vi.spyOn(app.dependencies.store.codes, 'put');
    const code = await requestCode(app, new TestBrowser(app), mobile);
    const [stored] = put.mock.calls;
    expect(stored).toEqual([
      expect.stringMatching(hash),
      {
        mobileHash: expect.stringMatching(hash),
        codeHash: expect.stringMatching(hash),
        expiresAt: expect.any(Number),
      },
    ]);
    expect(stored?.[1].codeHash).not.toBe(createHash('sha256').update(code).digest('hex'));
  });
});

describe('signing out', () => {
  test('ends the session on the server', async () => {
    const { app, browser } = await createSignedIn();
    const token = browser.cookies.get('session') ?? '';
    const response = await browser.postJson(logoutPath, {});
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(browser.cookies.has('session')).toBe(false);
    const thief = new TestBrowser(app, { headers: { cookie: `session=${token}` } });
    expect((await thief.get(customerPath)).status).toBe(401);
  });

  test('leaves the customer’s other sessions alone', async () => {
    const { app, browser } = await createSignedIn();
    const other = await signIn(app, mobile);
    await browser.postJson(logoutPath, {});
    expect((await other.get(customerPath)).status).toBe(200);
  });

  test('needs no session', async () => {
    const browser = new TestBrowser(await createTestApp());
    expect((await browser.send(logoutPath, { method: 'POST' })).status).toBe(204);
  });
});

test('a code that is sent is shown nowhere', async () => {
  const app = await createAppWithCustomers();
  const browser = new TestBrowser(app);
  await requestCode(app, browser, mobile);
  expect((await browser.get(demoCodePath)).status).toBe(404);
  expect(app.printed).toEqual([]);
});
