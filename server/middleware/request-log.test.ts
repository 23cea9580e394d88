import { once } from 'node:events';
import { request } from 'node:http';
import type { JsonObject } from 'schema-form/server';
import { describe, expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { pagePaths } from '../../shared/page.ts';
import { createTestApp } from '../testing/create-test-app.ts';
import { createVariables, type RunningProgram, runProgram, waitForAddress } from '../testing/run-program.ts';
import { requestCode, TestBrowser } from '../testing/test-browser.ts';
import { createAppWithCustomers, layla } from '../testing/test-customers.ts';

const keys = ['level', 'time', 'id', 'method', 'route', 'status', 'ms'];

test('every request is one line of JSON', async () => {
  const app = await createTestApp();
  const browser = new TestBrowser(app);
  const first = await browser.get('/sign-in');
  const second = await browser.postJson(apiPaths.login, { mobile: 'none' });
  const lines = app.logs.map((line) => JSON.parse(line) as JsonObject);
  expect(lines.map((line) => Object.keys(line))).toEqual([keys, keys]);
  expect(lines).toMatchObject([
    { id: first.headers.get('x-request-id'), method: 'GET', route: '/sign-in', status: 200 },
    { id: second.headers.get('x-request-id'), method: 'POST', route: '/api/v3/customer/login', status: 400 },
  ]);
});

test('the log says nothing of anybody, whatever happens', async () => {
  const app = await createAppWithCustomers({ variables: { LOG_LEVEL: 'trace' } });
  const browser = new TestBrowser(app, { address: '198.51.100.77' });
  const { mobile, customer_id: _, ...values } = layla;
  const secrets: string[] = ['198.51.100.77', mobile, mobile.slice(1)];

  // A journey with all that can go wrong on it.
  const wrongCode = 'wrong-9371';
  await browser.get(`/sign-in?next=/edit&mobile=${encodeURIComponent(mobile)}`);
  await browser.get(`/customers/${mobile}?email=${values.email}`);
  await browser.get(`/api/v3/customer/${mobile}/`);
  await browser.send(`/${mobile}`, { method: 'DELETE' });
  await browser.postJson(apiPaths.verify, { mobile, code: wrongCode });
  await browser.postForm(pagePaths.signIn, { mobile });
  const code = await requestCode(app, browser, mobile);
  await browser.postJson(apiPaths.verify, { mobile, code });
  const token = browser.cookies.get('session') ?? '';
  const changed = { ...values, first_name: 'Zubaidah', email: 'zubaidah@example.com' };
  await browser.postJson(apiPaths.update, changed);
  await browser.postJson(apiPaths.update, { ...changed, email: 'zubaidah at home', dob: 'Zubaidah' });
  await browser.postJson(apiPaths.update, `{"first_name": "Zubaidah",`);
  await browser.postForm(pagePaths.edit, { 'root[first_name]': 'Zubaidah', 'root[email]': 'zubaidah' });
  await browser.get('/');
  await browser.get('/edit');
  await browser.postJson(apiPaths.update, { first_name: 'Zubaidah' }, { origin: 'https://zubaidah.example' });
  app.gateway.status = 400;
  await requestCode(app, browser, mobile);
  await app.dependencies.store.close();
  await browser.postJson(apiPaths.update, { first_name: 'Zubaidah' });
  await browser.postForm(pagePaths.edit, { 'root[first_name]': 'Zubaidah' });
  await browser.postJson(apiPaths.login, { mobile });

  secrets.push(code, wrongCode, token, 'zubaidah', ...Object.values(values).map(String));
  const log = app.logs.join('').toLowerCase();
  expect(app.logs.length).toBeGreaterThanOrEqual(20);
  for (const line of app.logs) expect(() => JSON.parse(line)).not.toThrow();
  // `en` and `LB` are no secrets, and in other words.
  for (const secret of secrets.filter((text) => text.length > 2)) {
    const lower = secret.toLowerCase();
    expect(log).not.toContain(lower);
    expect(log).not.toContain(encodeURIComponent(lower));
    for (const line of lower.split('\n')) expect(log).not.toContain(line);
  }
});

test('a failure is logged with its kind and place, and no message', async () => {
  const app = await createAppWithCustomers({});
  await app.dependencies.store.close();
  const browser = new TestBrowser(app);
  browser.cookies.set('session', 'A'.repeat(43));
  const response = await browser.get(apiPaths.customer);
  const line = JSON.parse(app.logs.at(-1) ?? '') as JsonObject;
  expect(line).toMatchObject({
    level: 50,
    id: response.headers.get('x-request-id'),
    status: 500,
    error: 'Error',
  });
  expect(line.at).toContainEqual(expect.stringMatching(/^at /));
  expect(line).not.toHaveProperty('message');
  expect(line).not.toHaveProperty('msg');
});

describe('a client that goes away', () => {
  /** Returns the last line of a program's log that is about a path. */
  async function waitForLine({ output }: RunningProgram, route: string): Promise<JsonObject> {
    for (;;) {
      const line = output.stdout.split('\n').findLast((text) => text.includes(`"route":"${route}"`));
      if (line) return JSON.parse(line) as JsonObject;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  test.each([
    ['JSON', 'application/json', '{"mobile": "+9715'],
    ['a form', 'application/x-www-form-urlencoded', 'mobile=%2B9715'],
    [
      'a multipart form',
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1',
    ],
  ])('in the middle of %s is logged with 499, and is no error', async (_, type, beginning) => {
    const program = runProgram({ variables: { ...(await createVariables()), HOST: '127.0.0.1' } });
    const address = await waitForAddress(program);
    const paths = type === 'application/json' ? [apiPaths.login] : [apiPaths.login, pagePaths.signIn];
    for (const path of paths) {
      const sent = request(address + path, {
        method: 'POST',
        headers: { 'content-type': type, 'content-length': 1000, origin: address, expect: '100-continue' },
      });
      sent.on('error', () => {});
      sent.flushHeaders();
      // From here on the server waits for the body.
      await once(sent, 'continue');
      sent.write(beginning, () => sent.destroy());
      const line = await waitForLine(program, path.replace(/\/$/, ''));
      expect(line).toMatchObject({ level: 30, status: 499 });
      expect(line).not.toHaveProperty('error');
    }
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
  });

  test('before the answer is there is logged with 499', async () => {
    const app = await createTestApp();
    await app.request(new Request('http://localhost/sign-in', { signal: AbortSignal.abort() }));
    expect(JSON.parse(app.logs.at(-1) ?? '')).toMatchObject({ level: 30, route: '/sign-in', status: 499 });
  });
});

describe('the id of a request', () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;

  test.each([
    ['X-Request-Id', { 'x-request-id': 'req-1.a_B', traceparent }, 'req-1.a_B'],
    ['the trace, where there is no other', { traceparent }, traceId],
  ])('is that of %s', async (_, headers, id) => {
    const app = await createTestApp();
    const response = await new TestBrowser(app).get('/sign-in', headers);
    expect(response.headers.get('x-request-id')).toBe(id);
    expect(JSON.parse(app.logs.at(-1) ?? '')).toMatchObject({ id, trace_id: traceId });
  });

  test.each([
    ['x-request-id', ''],
    ['x-request-id', 'a'.repeat(129)],
    ['x-request-id', 'a b'],
    ['x-request-id', '"},{"level":60'],
    ['x-request-id', 'layla@example.com'],
    ['traceparent', traceparent.toUpperCase()],
    ['traceparent', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`],
    ['traceparent', `${traceparent}-more`],
    ['traceparent', `01${traceparent.slice(2)}`],
  ])('is a new one for %s: %j', async (name, value) => {
    const app = await createTestApp();
    const response = await new TestBrowser(app).get('/sign-in', { [name]: value });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.parse(app.logs.at(-1) ?? '')).not.toHaveProperty('trace_id');
  });

  test('goes out with the message that the request sends, and is in each of its lines', async () => {
    const app = await createAppWithCustomers();
    app.gateway.status = 400;
    const headers = { 'x-request-id': 'req-1', traceparent };
    await new TestBrowser(app).postJson(apiPaths.login, { mobile: layla.mobile }, headers);
    await app.dependencies.signIn.settle();
    expect(app.gateway.requests.at(-1)?.headers).toMatchObject(headers);
    const lines = app.logs.map((line) => JSON.parse(line) as JsonObject);
    expect(lines.map(({ msg, id }) => [msg, id])).toEqual([
      [undefined, 'req-1'],
      ['A code could not be sent', 'req-1'],
    ]);
  });
});

test('what monitoring and every page ask for is at the level debug, unless it fails', async () => {
  const app = await createTestApp({ variables: { LOG_LEVEL: 'debug' } });
  const browser = new TestBrowser(app);
  const page = await (await browser.get('/sign-in')).text();
  const assets = [...page.matchAll(/(?:src|href)="(\/(?:assets|texts)\/[^"]+)"/g)].map(
    ([, url]) => url ?? '',
  );
  expect(assets.length).toBeGreaterThan(3);
  for (const url of ['/healthz', '/readyz/', '/icon.svg', '/favicon.ico', ...assets]) await browser.get(url);
  await browser.get('/assets/none.js');
  await browser.get('/healthz-of-nobody');
  const levels = app.logs.map((line) => (JSON.parse(line) as JsonObject).level);
  expect(levels).toEqual([30, 20, 20, 20, 20, ...assets.map(() => 20), 30, 30]);
});

test('LOG_LEVEL silences it', async () => {
  const app = await createTestApp({ variables: { LOG_LEVEL: 'error' } });
  await new TestBrowser(app).get('/sign-in');
  expect(app.logs).toEqual([]);
});
