import { expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import type { JsonObject } from '../../shared/json-schema.ts';
import { pagePaths } from '../../shared/page.ts';
import { createTestApp } from '../testing/create-test-app.ts';
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

test('LOG_LEVEL silences it', async () => {
  const app = await createTestApp({ variables: { LOG_LEVEL: 'error' } });
  await new TestBrowser(app).get('/sign-in');
  expect(app.logs).toEqual([]);
});
