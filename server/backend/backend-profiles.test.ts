import { expect, test } from 'vitest';
import { apiPaths, customerKeys, type UpdateAnswer } from '../../shared/customer-api.ts';
import { answerPosts, startBackend, startInFrontOf } from '../testing/start-backend.ts';
import { readJson, TestBrowser } from '../testing/test-browser.ts';

const dialects = ['contract', 'camelCase', 'schema'] as const;

async function readUpdate(response: Response): Promise<UpdateAnswer> {
  return (await response.json()) as UpdateAnswer;
}

test('a customer of the backend is read in the shape of the contract', async () => {
  const { browser } = await startBackend();
  const response = await browser.get(apiPaths.customer);
  expect(response.status).toBe(200);
  const customer = await readJson(response);
  expect(Object.keys(customer)).toEqual([...customerKeys]);
  expect(customer).toMatchObject({ customer_id: 'c-layla', first_name: 'Layla', gender: null, dob: '' });
});

test('without the backend’s cookie, or with a wrong one, nobody is signed in', async () => {
  const { app, browser } = await startBackend();
  for (const visitor of [new TestBrowser(app), browser]) {
    if (visitor === browser) browser.cookies.set('backend_session', 'wrong');
    for (const path of [apiPaths.customer, apiPaths.update]) {
      const response = await visitor.get(path);
      expect([response.status, await readJson(response)]).toEqual([
        401,
        { error_message: 'Customer not authenticated' },
      ]);
    }
  }
});

for (const dialect of dialects) {
  test(`the form of a backend with the dialect "${dialect}" is answered in the shape of the contract`, async () => {
    const { app, browser } = await startBackend({ dialect });
    const response = await browser.get(apiPaths.update);
    expect(response.status).toBe(200);
    expect(response.headers.get('etag')).toMatch(/^"[\w-]+"$/);
    const { customer_id, form, has_errors } = await readUpdate(response);
    expect([customer_id, has_errors, form.errors]).toEqual(['c-layla', false, {}]);
    expect(Object.keys(form)).toEqual(['schema', 'ui_schema', 'data', 'errors', 'validator']);
    expect(form.schema.properties).toMatchObject({ first_name: { title: 'First name' } });
    expect(form.data).toMatchObject({ first_name: 'Layla', children: 2 });
    const validator = await new TestBrowser(app).get(form.validator ?? '');
    expect(validator.status).toBe(200);
    expect(await validator.text()).toContain('export default');
  });

  test(`a form that is submitted without script to "${dialect}" is stored as the schema means it`, async () => {
    const { browser, backend } = await startBackend({ dialect });
    const response = await browser.postForm('/edit', {
      'root[first_name]': '  Lina ',
      'root[last_name]': 'Haddad',
      'root[email]': '',
      'root[children]': '٣',
      'root[newsletter]': 'false',
    });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
    expect(backend.data.get('c-layla')).toEqual({
      first_name: 'Lina',
      last_name: 'Haddad',
      mobile: '+971501112233',
      children: 3,
      newsletter: false,
      language: 'en',
    });
  });

  test(`errors of a backend with the dialect "${dialect}" come to their fields, and nothing is stored`, async () => {
    const { browser, backend } = await startBackend({ dialect });
    const payload = { email: 'taken@example.com', last_name: 'Other' };
    const response = await browser.postJson(apiPaths.update, payload);
    const { has_errors, form } = await readUpdate(response);
    expect([response.status, has_errors]).toEqual([200, true]);
    expect(form.errors).toEqual({ email: { __errors: ['Email address: another customer has this one'] } });
    expect(form.data).toMatchObject(payload);
    expect(backend.data.get('c-layla')).toMatchObject({ last_name: 'Haddad' });

    const page = await browser.postForm('/edit', {
      'root[first_name]': 'Layla',
      'root[email]': payload.email,
    });
    expect(page.status).toBe(422);
    expect(await page.text()).toContain('another customer has this one');
  });
}

test('what the schema refuses never reaches the backend', async () => {
  const { browser, backend } = await startBackend();
  let posts = 0;
  backend.server.on('request', ({ method }) => {
    if (method === 'POST') posts += 1;
  });
  const { has_errors, form } = await readUpdate(
    await browser.postJson(apiPaths.update, { email: 'nothing', children: -1, unknown: 1, mobile: '+1' }),
  );
  expect(has_errors).toBe(true);
  expect(Object.keys(form.errors).sort()).toEqual(['children', 'email', 'mobile', 'unknown']);
  expect(posts).toBe(0);
});

test('saving the stored values sends nothing', async () => {
  const { browser, backend } = await startBackend();
  let posts = 0;
  backend.server.on('request', ({ method }) => {
    if (method === 'POST') posts += 1;
  });
  const response = await browser.postJson(apiPaths.update, { first_name: ' Layla ', children: '2' });
  expect((await readUpdate(response)).has_errors).toBe(false);
  expect(posts).toBe(0);
});

for (const dialect of ['contract', 'camelCase'] as const) {
  test(`with "${dialect}" a version that is not the stored one saves nothing`, async () => {
    const { browser, backend } = await startBackend({ dialect });
    const before = (await browser.get(apiPaths.update)).headers.get('etag') ?? '';
    const saved = await browser.postJson(apiPaths.update, { last_name: 'First' }, { 'if-match': before });
    expect(saved.status).toBe(200);
    expect(saved.headers.get('etag')).not.toBe(before);
    const late = await browser.postJson(apiPaths.update, { last_name: 'Second' }, { 'if-match': before });
    expect(late.status).toBe(412);
    expect((await readUpdate(late)).form.data).toMatchObject({ last_name: 'First' });
    expect(late.headers.get('etag')).toBe(saved.headers.get('etag'));
    expect(backend.data.get('c-layla')).toMatchObject({ last_name: 'First' });
    const last = await browser.postJson(apiPaths.update, { last_name: 'Last' });
    expect([last.status, backend.data.get('c-layla')?.last_name]).toEqual([200, 'Last']);
  });
}

test('the backend’s own ETag is forwarded, and its If-Match with a save', async () => {
  const { browser, backend } = await startBackend();
  const seen: (string | undefined)[] = [];
  backend.server.on('request', ({ method, headers }) => {
    if (method === 'POST') seen.push(headers['if-match']);
  });
  expect((await browser.get(apiPaths.update)).headers.get('etag')).toBe('"v1"');
  await browser.postJson(apiPaths.update, { last_name: 'A' }, { 'if-match': '"v1"' });
  await browser.postJson(apiPaths.update, { last_name: 'B' });
  expect(seen).toEqual(['"v1"', undefined]);
});

test('the language is stored at the backend, and its texts follow', async () => {
  const { browser, backend } = await startBackend();
  expect(await readJson(await browser.postJson(apiPaths.language, { language: 'ar' }))).toEqual({
    language: 'ar',
  });
  expect(backend.data.get('c-layla')?.language).toBe('ar');
  const page = await (await browser.get('/edit')).text();
  expect(page).toContain('<html lang="ar" dir="rtl"');
  expect(page).toContain('الاسم الأول');
});

test('a language that the backend does not have is refused, and changes nothing', async () => {
  const { browser, backend } = await startBackend();
  answerPosts(backend, (_, response) => void response.writeHead(400).end('{"error_message": "no"}'));
  const response = await browser.postJson(apiPaths.language, { language: 'ar' });
  expect(response.status).toBe(400);
  expect(await readJson(response)).toMatchObject({ language: 'en' });
  expect(await (await browser.get('/')).text()).toContain('<html lang="en"');
});

test('the pages are rendered with the backend’s form and data', async () => {
  const { browser } = await startBackend();
  const profile = await browser.get('/');
  expect([profile.status, profile.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(await profile.text()).toContain('Haddad');
  const edit = await (await browser.get('/edit')).text();
  expect(edit).toMatch(/<input[^>]*name="root\[first_name\]"[^>]*value="Layla"/);
});

test('a form without script that is too late is shown with what was typed, and can be saved then', async () => {
  const { browser, backend } = await startBackend({ dialect: 'camelCase' });
  const readVersion = (html: string) => /name="if_match" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const version = readVersion(await (await browser.get('/edit')).text());
  await browser.postJson(apiPaths.update, { last_name: 'Meanwhile' });
  const fields = { 'root[first_name]': 'Late', 'root[last_name]': 'Haddad' };
  const late = await browser.postForm('/edit', { ...fields, if_match: version });
  expect(late.status).toBe(412);
  const html = await late.text();
  expect(html).toMatch(/name="root\[first_name\]"[^>]*value="Late"/);
  expect(readVersion(html)).not.toBe(version);
  expect(backend.data.get('c-layla')).toMatchObject({ first_name: 'Layla' });
  const again = await browser.postForm('/edit', { ...fields, if_match: readVersion(html) });
  expect(again.status).toBe(303);
  expect(backend.data.get('c-layla')).toMatchObject({ first_name: 'Late', last_name: 'Haddad' });
});

test('values that are unknown, or that the form does not have, are left alone', async () => {
  const submitted: string[] = [];
  const answer = {
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: {
        name: { type: 'string' },
        note: { type: 'string' },
        address: { type: 'object', properties: { city: { type: 'string' } } },
      },
    },
    data: { name: 'Layla', note: '', address: { city: 'Amman' }, internal: 7 },
  };
  const { browser } = await startInFrontOf(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (request.method === 'POST') submitted.push(body);
    response.end(JSON.stringify(request.url === apiPaths.update ? answer : { customer_id: 7 }));
  });
  const { form, customer_id } = await readUpdate(await browser.get(apiPaths.update));
  expect([customer_id, form.data]).toEqual(['7', { name: 'Layla', note: '', address: { city: 'Amman' } }]);
  const saved = await browser.postForm('/edit', { 'root[name]': 'Lina', 'root[address][city]': 'Beirut' });
  expect(saved.status).toBe(303);
  expect(submitted).toEqual([JSON.stringify({ name: 'Lina', address: { city: 'Beirut' } })]);
});

test('a backend that always finds a conflict is asked once', async () => {
  const { browser, backend } = await startBackend();
  let posts = 0;
  answerPosts(backend, (_, response) => {
    posts += 1;
    response.writeHead(412).end('{}');
  });
  const fields = { 'root[first_name]': 'Late', 'root[last_name]': 'Haddad', if_match: 'v1' };
  expect((await browser.postForm('/edit', fields)).status).toBe(502);
  expect(posts).toBe(1);
});

test('a value that another customer has may be refused with 409', async () => {
  const { browser, backend } = await startBackend();
  answerPosts(backend, (_, response) => void response.writeHead(409).end('{"email": ["taken"]}'));
  const response = await browser.postJson(
    apiPaths.update,
    { email: 'a@example.com' },
    { 'if-match': '"v1"' },
  );
  expect((await readUpdate(response)).form.errors).toEqual({ email: { __errors: ['taken'] } });
});
