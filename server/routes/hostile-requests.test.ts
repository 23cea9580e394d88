import { describe, expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { pagePaths } from '../../shared/page.ts';
import { createTestApp } from '../testing/create-test-app.ts';
import { readJson, TestBrowser } from '../testing/test-browser.ts';
import { createAppWithCustomers, createSignedIn, layla } from '../testing/test-customers.ts';

const { update: updatePath, customer: customerPath, language: languagePath } = apiPaths;
const apiPosts = [updatePath, languagePath, apiPaths.login, apiPaths.verify];

describe('a body that is no JSON object', () => {
  test.each(['null', '[]', '[{}]', '"x"', '1', 'true', '{', '{"a":1,}', '{"a":1}x', '\0'])(
    'gets 400 (%j)',
    async (body) => {
      const { browser } = await createSignedIn();
      for (const path of apiPosts) {
        const response = await browser.postJson(path, body);
        expect(response.status, path).toBe(400);
        expect(await readJson(response)).toEqual({ error_message: 'The body is not a JSON object' });
      }
    },
  );

  test.each(['text/plain', 'application/xml', 'application/jsonp', 'image/png', 'x'])(
    'gets 415 for another media type (%s)',
    async (type) => {
      const { browser } = await createSignedIn();
      for (const path of apiPosts) {
        const response = await browser.postJson(path, '{}', { 'content-type': type });
        expect(response.status, path).toBe(415);
        expect(await readJson(response)).toEqual({ error_message: 'The body must be JSON or a form' });
      }
    },
  );

  test.each([
    ['no boundary', 'multipart/form-data', 'x'],
    ['another boundary', 'multipart/form-data; boundary=a', '--b\r\n\r\nx\r\n--b--'],
    ['no end', 'multipart/form-data; boundary=a', '--a\r\nContent-Disposition: form-data; name="x"\r\n\r\nx'],
    ['no header', 'multipart/form-data; boundary=a', '--a\r\n\r\nx\r\n--a--\r\n'],
  ])('gets 400 for a multipart form with %s', async (_, type, body) => {
    const { browser } = await createSignedIn();
    for (const path of apiPosts) {
      const response = await browser.postJson(path, body, { 'content-type': type });
      expect(response.status, path).toBe(400);
      expect(await readJson(response)).toEqual({ error_message: 'The body is not a form' });
    }
  });
});

describe('a body over the limit', () => {
  const variables = { BODY_LIMIT: '1 KiB' };
  const large = JSON.stringify({ address: 'x'.repeat(1024) });

  test('gets 413', async () => {
    const { browser } = await createSignedIn(layla, { variables });
    const response = await browser.postJson(updatePath, large);
    expect(response.status).toBe(413);
    expect(await readJson(response)).toEqual({ error_message: 'The body is too large' });
  });

  test('gets 413 too when its length is not said before', async () => {
    const { browser } = await createSignedIn(layla, { variables });
    const response = await browser.send(updatePath, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
      body: new Blob([large]).stream(),
      duplex: 'half',
    } as RequestInit & { headers: Record<string, string> });
    expect(response.status).toBe(413);
  });

  test('gets 413 as a page where a page asked', async () => {
    const { browser } = await createSignedIn(layla, { variables });
    const response = await browser.postForm(pagePaths.edit, { 'root[address]': 'x'.repeat(1024) });
    expect(response.status).toBe(413);
    expect(await response.text()).toContain('That was too much');
  });

  test('is one of more than 1 MiB by default', async () => {
    const { browser } = await createSignedIn();
    const just = JSON.stringify({ x: 'x'.repeat(1024 ** 2 - 8) });
    expect((await browser.postJson(updatePath, just)).status).toBe(200);
    expect((await browser.postJson(updatePath, `${just} `)).status).toBe(413);
  });
});

/** Values and keys that programs stumble over. */
const payloads = [
  '{"__proto__": {"first_name": "X"}}',
  '{"__proto__": null, "constructor": {"prototype": {"polluted": 1}}}',
  '{"constructor": "x", "toString": "x", "hasOwnProperty": "x", "__errors": ["x"], "$id": 1}',
  '{"first_name": {"__proto__": {"polluted": 1}}}',
  '{"first_name": {"toString": 1}, "email": {"length": -1}, "dob": {"valueOf": null}}',
  '{"dob": {"year": {"toString": 1}}, "email": {"local": {"toString": 1}}, "address": {}}',
  '{"first_name": ["a"], "dob": 1, "gender": true, "nationality": {}}',
  '{"first_name": "\\u0000", "last_name": "a\\u0000b", "address": "\\ud800", "\\ud800": "\\u0000"}',
  '{"first_name": 1e999, "last_name": -0, "": ""}',
  `{"first_name": ${'['.repeat(30)}${']'.repeat(30)}}`,
  `{"first_name": "${'e\\u0301'.repeat(50_000)}"}`,
  `{"dob": "٩٩٩٩-٩٩-٩٩", "email": "${'a@'.repeat(20_000)}"}`,
  JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`key${index}`, index]))),
];

test.each(payloads)(
  'a strange payload gets an answer, and stores nothing that is not right (%#)',
  async (payload) => {
    const { browser } = await createSignedIn();
    expect((await browser.postJson(updatePath, payload)).status).toBe(200);
    for (const path of [languagePath, apiPaths.login, apiPaths.verify]) {
      expect((await browser.postJson(path, payload)).status, path).toBe(400);
    }
    expect(Object.prototype).not.toHaveProperty('polluted');
    const stored = await readJson(await browser.get(customerPath));
    expect(Object.keys(stored)).toEqual(Object.keys(layla));
    expect(JSON.stringify(stored)).not.toMatch(/\\u0000|\\ud800/);
  },
);

test.each([64, 100, 100_000])('JSON that is %i levels deep gets 400', async (depth) => {
  const { browser } = await createSignedIn();
  const deep = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
  expect((await browser.postJson(updatePath, deep)).status).toBe(depth > 64 ? 400 : 200);
});

test.each([
  ['application/json', '{"first_name":"Le\xefla"}'],
  ['application/json; charset=iso-8859-1', '{"first_name":"Le\xefla"}'],
  ['application/x-www-form-urlencoded', 'root[first_name]=Le\xefla'],
  ['application/x-www-form-urlencoded', 'root[first_name]=Le%EFla'],
  [
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="root[first_name]"\r\n\r\nLe\xefla\r\n--x--\r\n',
  ],
])('a body of %s that is not UTF-8 gets 400, and stores no replacement characters', async (type, body) => {
  const { browser } = await createSignedIn();
  const response = await browser.send(updatePath, {
    method: 'POST',
    headers: { 'content-type': type, origin: 'http://localhost' },
    body: Buffer.from(body, 'latin1'),
  });
  expect(response.status).toBe(400);
  expect(await readJson(await browser.get(customerPath))).toEqual(layla);
});

/** Fields as no page of ours sends them. */
const forms = [
  'root[__proto__][first_name]=x&__proto__[polluted]=1&constructor[prototype][polluted]=1',
  'root[__errors]=x&root[__errors][]=x&__errors=x',
  'root[first_name][toString]=x&if_match[toString]=1&code[toString]=1&mobile[toString]=1&next[toString]=1',
  'root[first_name][]=a&root[first_name][]=b&root[email][a]=b&root[dob][99999999999]=x&root[gender][999999]=x',
  'root[address]=%00%ED%A0%80%FF&root[first_name]=%00&%00=%00',
  `root${'[a]'.repeat(500)}=x&root[=x&root]=x&[]=x&[a]=x&=x&root[]=x&root[][]=x`,
  'root[dob][year][toString]=x&root[email][local][toString]=x&root[address][was][]=x',
  'root=x&root[last_name]=y&root=z',
  '%&%zz=%zz&&&===',
];

test.each(forms)('a strange form breaks nothing (%#)', async (form) => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const { app, browser } = await createSignedIn();
  const visitor = new TestBrowser(app);
  const { edit, signIn, language, signOut } = pagePaths;
  for (const path of [...apiPosts, edit, signIn, language, signOut]) {
    expect((await visitor.postJson(path, form, headers)).status, path).toBeLessThan(500);
    expect((await browser.postJson(path, form, headers)).status, path).toBeLessThan(500);
  }
  expect(Object.prototype).not.toHaveProperty('polluted');
});

test('a property called __errors gets its own error, and the form is rendered with it', async () => {
  const { browser } = await createSignedIn();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const response = await browser.postJson(pagePaths.edit, 'root[__errors]=x', headers);
  expect(response.status).toBe(422);
  const page = await response.text();
  expect(page).toContain('>__errors: not part of this form</a>');
  expect(page).toContain('name="root[first_name]"');
});

test('a strange address is not found', async () => {
  const browser = new TestBrowser(await createTestApp());
  const paths = [
    '/%',
    '/%00',
    '/%E0%A4%A',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/%00',
    '/assets/..%2f..%2fserver%2fmain.js',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/',
    '/assets/nothing.js',
    `/assets/${'a'.repeat(5000)}`,
    '/validators/nothing.js',
    '/validators/%00.js',
    '/validators/__proto__.js',
    '/.vite/manifest.json',
    '/index.html',
    '/api/',
    '/api/v3/customer/nothing/',
    '/api/v3/customer/%2e%2e/',
    '//example.com/',
    `/${'x'.repeat(10_000)}`,
  ];
  for (const path of paths) expect((await browser.get(path)).status, path).toBe(404);
});

describe('a strange header', () => {
  test.each([
    ['cookie', 'session=%E0%A4%A; language=%; sign-in=..; notice=%00'],
    ['cookie', `session=${'A'.repeat(43)}; session=; =; ;;`],
    ['cookie', 'sign-in=+971501112233.0.abc; notice=<script>; language=__proto__'],
    ['cookie', `sign-in=1.2.${encodeURIComponent('é'.repeat(64))}; session=${'é'.repeat(43)}`],
    ['accept-language', `${'a'.repeat(5000)};q=x,*;q=-1,;;;,en;q=NaN`],
    ['accept-encoding', 'gzip;q=x, , br;;'],
    ['if-match', '"'.repeat(1000)],
    ['x-forwarded-for', ',,,'],
    ['x-forwarded-proto', 'gopher'],
    ['referer', 'not a url'],
    ['range', 'bytes=9-1'],
  ])('breaks nothing (%s: %s)', async (name, value) => {
    const app = await createAppWithCustomers({ variables: { TRUST_PROXY: '1' } });
    const browser = new TestBrowser(app, { headers: { [name]: value } });
    for (const path of [pagePaths.signIn, languagePath, customerPath, '/icon.svg', '/nothing']) {
      expect((await browser.get(path)).status).toBeLessThan(500);
    }
    expect((await browser.postJson(apiPaths.login, { mobile: layla.mobile })).status).toBeLessThan(500);
  });
});
