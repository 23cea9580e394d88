import { filesPath } from 'schema-form/server';
import { describe, expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { pagePaths } from '../../shared/page.ts';
import { readJson, signIn, TestBrowser } from '../testing/test-browser.ts';
import { createAppWithCustomers, createSignedIn, layla } from '../testing/test-customers.ts';

const json = 'application/json';
const form = 'application/x-www-form-urlencoded';
const multipart = 'multipart/form-data; boundary=x';
const bodies: Record<string, string> = {
  [json]: '{"first_name": "X"}',
  [form]: 'root[first_name]=X',
  [multipart]: '--x\r\ncontent-disposition: form-data; name="root[first_name]"\r\n\r\nX\r\n--x--\r\n',
};

type Headers = Record<string, string>;

/** Tries to change the name, and gives the status. */
async function save(browser: TestBrowser, type: string, headers: Headers): Promise<number> {
  const init = { method: 'POST', body: bodies[type] ?? '', headers: { 'content-type': type, ...headers } };
  return (await browser.send(apiPaths.update, init)).status;
}

const foreign: Headers[] = [
  { origin: 'https://evil.example' },
  { origin: 'http://localhost:8080' },
  { origin: 'https://localhost' },
  { origin: 'http://localhost.evil.example' },
  { origin: 'null' },
  { origin: '' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'http://localhost', 'sec-fetch-site': 'cross-site' },
  { referer: 'https://evil.example/http://localhost/' },
];

test.each(foreign)('a request with %j is refused, whatever its body', async (headers) => {
  const { browser } = await createSignedIn();
  for (const type of [json, form, multipart]) expect(await save(browser, type, headers), type).toBe(403);
  expect(await readJson(await browser.get(apiPaths.customer))).toEqual(layla);
});

const own: Headers[] = [
  { origin: 'http://localhost' },
  { 'sec-fetch-site': 'same-origin' },
  { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' },
  { referer: 'http://localhost/edit' },
];

test.each(own)('a request with %j is taken', async (headers) => {
  const { browser } = await createSignedIn();
  for (const type of [json, form, multipart]) expect(await save(browser, type, headers), type).toBe(200);
});

test.each([form, multipart, 'text/plain', 'Application/X-WWW-Form-Urlencoded; charset=utf-8'])(
  'a form body that does not prove where it comes from is refused (%s)',
  async (type) => {
    const { browser } = await createSignedIn();
    expect(await save(browser, type, {})).toBe(403);
    expect(await save(browser, type, { referer: 'nonsense' })).toBe(403);
  },
);

test.each([
  'x/y, application/x-www-form-urlencoded',
  'application/json, application/x-www-form-urlencoded',
  'application/json; a=b, text/plain',
  'x',
  '',
])(
  'a body must prove where it comes from when its type could be read as that of a form (%j)',
  async (type) => {
    const { browser } = await createSignedIn();
    for (const path of [pagePaths.edit, apiPaths.update, filesPath]) {
      const response = await browser.send(path, {
        method: 'POST',
        body: 'root[first_name]=X',
        headers: { 'content-type': type },
      });
      expect(response.status, path).toBe(403);
    }
  },
);

test.each(['application/jsonp', 'application/xml', 'text/json'])(
  'a body of a type that no form has gets the error of its type (%s)',
  async (type) => {
    const { browser } = await createSignedIn();
    const headers = { 'content-type': type };
    const response = await browser.send(apiPaths.update, { method: 'POST', body: '{}', headers });
    expect(response.status).toBe(415);
  },
);

test('a POST without a body needs no proof, but is refused to another site', async () => {
  const { browser } = await createSignedIn();
  const headers = { origin: 'https://evil.example' };
  expect((await browser.send(apiPaths.logout, { method: 'POST', headers })).status).toBe(403);
  expect((await browser.get(apiPaths.customer)).status).toBe(200);
  expect((await browser.send(apiPaths.logout, { method: 'POST' })).status).toBe(204);
});

test.each(['PUT', 'DELETE', 'PATCH'])(
  'a method that nothing supports gets 405 without a proof (%s)',
  async (method) => {
    const { browser } = await createSignedIn();
    expect((await browser.send(apiPaths.update, { method })).status).toBe(405);
  },
);

test.each(['application/json; charset=utf-8', 'Application/JSON;charset="utf-8"', 'application/json ;a=b'])(
  'JSON with parameters is JSON (%s)',
  async (type) => {
    const { browser } = await createSignedIn();
    const response = await browser.send(apiPaths.update, {
      method: 'POST',
      body: bodies[json] ?? '',
      headers: { 'content-type': type },
    });
    expect(response.status).toBe(200);
  },
);

test('JSON that does not say where it comes from is taken: no page of another site can send that', async () => {
  const { browser } = await createSignedIn();
  expect(await save(browser, json, {})).toBe(200);
});

test('reading is for everybody whom the browser lets read', async () => {
  const { browser } = await createSignedIn();
  const response = await browser.get(apiPaths.customer, { origin: 'https://evil.example' });
  expect(response.status).toBe(200);
  expect(response.headers.has('access-control-allow-origin')).toBe(false);
});

test('the refusal is JSON in the API, else a page', async () => {
  const { browser } = await createSignedIn();
  const headers = { origin: 'https://evil.example' };
  const api = await browser.postJson(apiPaths.update, {}, headers);
  expect(await readJson(api)).toEqual({ error_message: 'The request comes from another origin' });
  const page = await browser.postForm(pagePaths.edit, {}, headers);
  expect(page.status).toBe(403);
  expect(await page.text()).toContain('That came from another place');
});

test.each([
  pagePaths.edit,
  pagePaths.signIn,
  pagePaths.language,
  pagePaths.signOut,
  apiPaths.language,
  apiPaths.login,
  apiPaths.verify,
  apiPaths.logout,
])('every path that changes something refuses foreign requests: %s', async (path) => {
  const { browser } = await createSignedIn();
  const response = await browser.postJson(path, {}, { origin: 'https://evil.example' });
  expect(response.status).toBe(403);
  expect((await browser.get(apiPaths.customer)).status).toBe(200);
});

describe('behind a proxy', () => {
  test('PUBLIC_ORIGIN is the origin, whatever host the proxy asks for', async () => {
    const variables = { PUBLIC_ORIGIN: 'https://profile.example' };
    const { browser } = await createSignedInAt('https://profile.example', variables);
    expect(await save(browser, form, { origin: 'https://profile.example' })).toBe(200);
    expect(await save(browser, form, { origin: 'http://localhost' })).toBe(403);
  });

  test('X-Forwarded-Proto counts where a proxy is trusted', async () => {
    const { browser } = await createSignedInAt('https://localhost', { TRUST_PROXY: '1' });
    const https = { 'x-forwarded-proto': 'https' };
    expect(await save(browser, form, { ...https, origin: 'https://localhost' })).toBe(200);
    expect(await save(browser, form, { ...https, origin: 'http://localhost' })).toBe(403);
  });

  test('X-Forwarded-Proto has no effect without a trusted proxy', async () => {
    const { browser } = await createSignedIn();
    const headers = { 'x-forwarded-proto': 'https', origin: 'https://localhost' };
    expect(await save(browser, form, headers)).toBe(403);
  });
});

async function createSignedInAt(origin: string, variables: Record<string, string>) {
  const app = await createAppWithCustomers({ variables });
  const browser = new TestBrowser(app, { origin, headers: { 'x-forwarded-proto': 'https' } });
  return { app, browser: await signIn(app, layla.mobile, browser) };
}
