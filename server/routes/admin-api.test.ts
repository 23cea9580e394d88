import { describe, expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { createAdminApp } from '../create-admin-app.ts';
import { checkAdminAnswer } from '../testing/check-answer.ts';
import type { TestApp, TestAppOptions } from '../testing/create-test-app.ts';
import { readJson, signIn } from '../testing/test-browser.ts';
import { createAppWithCustomers, layla, omar } from '../testing/test-customers.ts';
import { writeForm } from '../testing/write-form.ts';

const key = 'a key of thirty-two characters!!'.replaceAll(' ', '-');

interface Admin {
  app: TestApp;
  send(
    method: string,
    path: string,
    options?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<Response>;
  /** Returns what was written to the audit log. */
  getAudit(): Promise<{ action: string; customerId: string | null }[]>;
}

async function createAdmin(variables: TestAppOptions['variables'] = {}): Promise<Admin> {
  const app = await createAppWithCustomers({ variables: { ADMIN_PORT: '0', ADMIN_KEY: key, ...variables } });
  const { admin, audit, store } = app.dependencies;
  if (!admin) throw new Error('There is no admin API');
  const { request } = createAdminApp(app.dependencies, admin);
  return {
    app,
    send: async (method, path, { body, headers = {} } = {}) => {
      const init = {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      };
      const response = await request(path, init, { incoming: { socket: { remoteAddress: '192.0.2.9' } } });
      await checkAdminAnswer(path, init, response);
      return response;
    },
    async getAudit() {
      await audit.settle();
      return (await store.audit.list({ since: 0 }, 0, 100)).map(({ action, customerId }) => ({
        action,
        customerId,
      }));
    },
  };
}

const path = `/v1/customers/${layla.customer_id}`;

interface Page {
  customers: { customer_id: string }[];
  next: string | null;
}

interface Resync {
  resync: { customers: string; changes: string };
}

async function readPage(response: Response): Promise<Page> {
  return (await response.json()) as Page;
}

describe('the admin API', () => {
  test.each([
    ['no key', {}],
    ['another key', { authorization: `Bearer ${key}x` }],
    ['a key of other characters', { authorization: `Bearer ${key.slice(1)}é` }],
    ['another scheme', { authorization: `Basic ${btoa(`admin:${key}`)}` }],
  ])('refuses %s, and writes that down', async (_, headers: Record<string, string>) => {
    const { send, getAudit } = await createAdmin();
    for (const target of [path, '/v1/changes', '/nothing']) {
      const response = await send('GET', target, { headers: { authorization: '', ...headers } });
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(await readJson(response)).toEqual({ error_message: expect.any(String) });
    }
    expect((await getAudit()).map(({ action }) => action)).toEqual(Array(3).fill('admin-refused'));
  });

  test('knows each id that an import takes', async () => {
    const { send } = await createAdmin();
    const put = (length: number) =>
      send('PUT', `/v1/customers/${'x'.repeat(length)}`, {
        body: { mobile: '+971509876543', data: { first_name: 'Noor', last_name: 'Ali' } },
      });
    expect([(await put(256)).status, (await put(255)).status]).toEqual([400, 201]);
  });

  test('is not on the port of the pages', async () => {
    const { app } = await createAdmin();
    const response = await app.request(path, { headers: { authorization: `Bearer ${key}` } });
    expect(response.status).toBe(404);
  });

  test.each([
    ['GET', '/nothing', 404],
    ['GET', '/v1/customers/nobody', 404],
    ['GET', '/v1/customers/%00', 404],
    ['GET', '/v1/customers/%ff', 404],
    ['DELETE', '/v1/customers/nobody', 404],
    ['DELETE', '/v1/customers/nobody/sessions', 404],
    ['PATCH', path, 405],
    ['POST', '/v1/changes', 405],
    ['GET', '/v1/changes?after=x', 400],
    ['GET', '/v1/changes?after=99999', 400],
    ['GET', '/v1/changes?limit=0', 400],
    ['GET', '/v1/changes?limit=1001', 400],
    ['POST', '/v1/customers', 405],
    ['GET', '/v1/customers?limit=0', 400],
    ['GET', '/v1/customers?limit=201', 400],
    ['GET', '/v1/customers?mail=layla@example.com', 400],
    ['GET', '/v1/customers?email=', 400],
    ['GET', '/v1/customers?email=%00', 400],
    ['GET', '/v1/customers?after=%00', 400],
    ['GET', '/v1/customers?mobile=nobody', 400],
    ['GET', '/openapi.json/x', 404],
  ])('answers %s %s with %i and a message', async (method, target, status) => {
    const { send } = await createAdmin();
    const response = await send(method, target);
    expect(response.status).toBe(status);
    expect(await readJson(response)).toEqual({ error_message: expect.any(String) });
    expect(response.headers.get('cache-control')).toBe('no-store');
    if (status === 405) expect(response.headers.get('allow')).toMatch(/GET/);
  });

  test.each<[body: unknown, status: number]>([
    ['{', 400],
    ['[]', 400],
    [{ first_name: 'Layla' }, 400],
    [{ data: 'x' }, 422],
    [{ mobile: 'nobody' }, 422],
    [{ mobile: 5 }, 422],
    [{ mobile: omar.mobile }, 409],
    [{ data: { nothing: 1 } }, 422],
    [{ data: { mobile: '+971500000000' } }, 422],
    [{ data: { email: 'x'.repeat(2_000_000) } }, 413],
  ])('refuses the body %j with %i, and stores nothing', async (body, status) => {
    const { app, send } = await createAdmin();
    const response = await send('PUT', path, { body });
    expect(response.status).toBe(status);
    expect(await readJson(response)).toMatchObject({ error_message: expect.any(String) });
    expect(await app.dependencies.store.customers.get(layla.customer_id)).toMatchObject({
      ...layla,
      version: 1,
    });
  });
});

describe('a customer', () => {
  test('is read, changed by version, signed out and deleted, and all of it is written down', async () => {
    const { app, send, getAudit } = await createAdmin();
    const browser = await signIn(app, layla.mobile);
    const read = await send('GET', path);
    expect(read.headers.get('etag')).toBe('"1"');
    const customer = await readJson(read);
    expect(customer).toMatchObject({ customer_id: layla.customer_id, mobile: layla.mobile, version: 1 });
    expect(customer.data).toMatchObject({ first_name: 'Layla', email: layla.email });

    const unchanged = await send('PUT', path, { body: { data: customer.data } });
    expect([unchanged.status, unchanged.headers.get('etag')]).toEqual([200, '"1"']);
    const body = { data: { first_name: ' Leila ', address: null } };
    const put = await send('PUT', path, { body, headers: { 'if-match': '"1"' } });
    expect([put.status, put.headers.get('etag')]).toEqual([200, '"2"']);
    expect((await readJson(put)).data).toMatchObject({ first_name: 'Leila', last_name: 'Haddad' });
    const late = await send('PUT', path, { body, headers: { 'if-match': '"1"' } });
    expect([late.status, late.headers.get('etag')]).toEqual([412, '"2"']);
    // The customer sees it at once.
    expect(await readJson(await browser.get(apiPaths.customer))).toMatchObject({
      first_name: 'Leila',
      address: '',
    });

    expect((await send('DELETE', `${path}/sessions`)).status).toBe(204);
    expect((await browser.get(apiPaths.customer)).status).toBe(401);
    expect((await send('DELETE', path)).status).toBe(204);
    expect((await send('GET', path)).status).toBe(404);
    expect((await getAudit()).map(({ action }) => action)).toEqual([
      'sign-in',
      'admin-get',
      'admin-put',
      'admin-put',
      'admin-end-sessions',
      'admin-delete',
    ]);
  });

  test('is added by its id, with a mobile number as people type it', async () => {
    const { app, send } = await createAdmin();
    const target = '/v1/customers/c-new%20one';
    const data = { first_name: 'Noor', last_name: 'Ali', email: 'noor@example.com' };
    const missing = await send('PUT', target, { body: { data } });
    expect(missing.status).toBe(422);
    const headers = { 'if-match': '"undefined"' };
    const early = await send('PUT', target, { body: { mobile: '0501239876', data }, headers });
    expect([early.status, early.headers.get('etag')]).toEqual([412, null]);
    const added = await send('PUT', target, { body: { mobile: '050 123 9876', data } });
    const answer = await readJson(added);
    expect([added.status, answer.errors]).toEqual([201, undefined]);
    expect(answer).toMatchObject({ customer_id: 'c-new one', mobile: '+971501239876', version: 1, data });
    await signIn(app, '+971501239876');
  });

  test('has edited nothing any more that the company has sent since, so that an import may change it', async () => {
    const { app, send } = await createAdmin();
    const browser = await signIn(app, layla.mobile);
    const typed = { first_name: 'Leila', last_name: 'Hadad', email: 'leila@example.com' };
    await browser.postJson(apiPaths.update, typed);
    const getEdited = async () => (await app.dependencies.store.customers.get(layla.customer_id))?.edited;
    expect(await getEdited()).toEqual(['first_name', 'last_name', 'email']);
    await send('PUT', path, { body: { data: { email: 'layla@example.org' } } });
    expect(await getEdited()).toEqual(['first_name', 'last_name']);
    // The same value as the stored one makes no new version.
    const same = await send('PUT', path, { body: { data: { last_name: 'Hadad' } } });
    expect(same.headers.get('etag')).toBe('"3"');
    expect(await getEdited()).toEqual(['first_name']);
  });

  test('is signed out when the number changes', async () => {
    const { app, send } = await createAdmin();
    const browser = await signIn(app, layla.mobile);
    const put = await send('PUT', path, { body: { mobile: '+971501239876' } });
    expect(await readJson(put)).toMatchObject({ mobile: '+971501239876', version: 2 });
    expect((await browser.get(apiPaths.customer)).status).toBe(401);
  });

  test('is validated by the form; readOnly values may change, and writeOnly ones stay hidden', async () => {
    const form = {
      schema: {
        type: 'object',
        required: ['first_name'],
        properties: {
          first_name: { type: 'string', minLength: 2 },
          level: { type: 'string', readOnly: true, enum: ['gold', 'silver'] },
          pin: { type: 'string', writeOnly: true },
          readOnly: { type: 'string' },
        },
      },
    };
    const { app, send } = await createAdmin({ PROFILE_FORM: writeForm(form) });
    const wrong = { first_name: 'L', level: 'lead', nothing: 1 };
    const refused = await send('PUT', path, { body: { data: wrong } });
    expect(refused.status).toBe(422);
    expect((await readJson(refused)).errors).toEqual({
      first_name: { __errors: [expect.any(String)] },
      level: { __errors: [expect.any(String)] },
      nothing: { __errors: [expect.any(String)] },
    });
    const data = { level: 'gold', pin: '1234', readOnly: 'no' };
    const put = await send('PUT', path, { body: { data } });
    expect((await readJson(put)).data).toEqual({ first_name: 'Layla', level: 'gold', readOnly: 'no' });
    const { attributes } = (await app.dependencies.store.customers.get(layla.customer_id)) ?? {};
    expect(attributes).toEqual(data);
  });

  test('that two requests add at once is added once', async () => {
    const { send } = await createAdmin();
    const data = { first_name: 'Noor', last_name: 'Ali', email: 'noor@example.com' };
    const responses = await Promise.all(
      Array.from({ length: 6 }, () =>
        send('PUT', '/v1/customers/c-new', { body: { mobile: '+971501239876', data } }),
      ),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
  });
});

describe('the changes', () => {
  test('are listed from a cursor on', async () => {
    const { app, send } = await createAdmin();
    const browser = await signIn(app, layla.mobile);
    const start = await readJson(await send('GET', '/v1/changes?after=latest'));
    expect(start).toMatchObject({ changes: [], has_more: false });
    await browser.postJson(apiPaths.update, { first_name: 'Leila' });
    await browser.postJson(apiPaths.language, { language: 'ar' });
    const first = await readJson(await send('GET', `/v1/changes?after=${start.next}&limit=1`));
    expect(first).toMatchObject({
      changes: [
        {
          cursor: first.next,
          type: 'customer.updated',
          customer_id: layla.customer_id,
          version: 2,
          by: 'customer',
          changed: ['/first_name'],
          at: expect.stringMatching(/^\d{4}-.*Z$/),
        },
      ],
      has_more: true,
    });
    const second = await readJson(await send('GET', `/v1/changes?after=${first.next}`));
    expect(second).toMatchObject({ changes: [{ version: 3, changed: ['/language'] }], has_more: false });
  });

  test('that were removed are an error for who has not read them', async () => {
    const { app, send } = await createAdmin();
    await app.dependencies.store.changes.removeOlder(Date.now() + 1);
    const gone = await send('GET', '/v1/changes?after=0');
    expect([gone.status, await readJson(gone)]).toEqual([
      410,
      {
        error_message: expect.any(String),
        latest: '2',
        resync: { customers: '/v1/customers?limit=200', changes: '/v1/changes?after=2' },
      },
    ]);
    expect(await readJson(await send('GET', '/v1/changes'))).toEqual({
      changes: [],
      next: '2',
      has_more: false,
    });
  });

  test('since a 410 and the customers that its answer names are all that there is to know', async () => {
    const { app, send } = await createAdmin();
    await app.dependencies.store.changes.removeOlder(Date.now() + 1);
    const { resync } = (await (await send('GET', '/v1/changes?after=0')).json()) as Resync;
    const body = { mobile: '+971501239876', data: { first_name: 'Noor', last_name: 'Ali' } };
    const page = await readPage(await send('GET', resync.customers.replace('limit=200', 'limit=1')));
    // The list has passed this id by now.
    await send('PUT', '/v1/customers/0', { body });
    await send('DELETE', `/v1/customers/${omar.customer_id}`);
    const rest = await readPage(await send('GET', `${resync.customers}&after=${page.next}`));
    const held = [...page.customers, ...rest.customers].map(({ customer_id }) => customer_id);
    expect(held).toEqual([layla.customer_id]);
    const { changes } = await readJson(await send('GET', resync.changes));
    expect(changes).toMatchObject([
      { type: 'customer.updated', customer_id: '0', by: 'admin' },
      { type: 'customer.deleted', customer_id: omar.customer_id, by: 'admin' },
    ]);
  });
});

describe('the list of customers', () => {
  const getIds = async (response: Response) =>
    (await readPage(response)).customers.map(({ customer_id }) => customer_id);

  test('is read page by page, in the order of the ids', async () => {
    const { app, send, getAudit } = await createAdmin();
    const others = Array.from({ length: 4 }, (_, index) => ({
      customer_id: `x&${index}`,
      mobile: `+97150000000${index}`,
      changes: {},
    }));
    await app.dependencies.store.customers.put(others);
    const ids: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const page = await readPage(
        await send('GET', `/v1/customers?limit=2&after=${encodeURIComponent(after)}`),
      );
      expect(page.customers).toHaveLength(2);
      for (const customer of page.customers) {
        expect(customer).toEqual(
          await readJson(await send('GET', `/v1/customers/${encodeURIComponent(customer.customer_id)}`)),
        );
        ids.push(customer.customer_id);
      }
      after = page.next;
    }
    const all = [layla.customer_id, omar.customer_id, ...others.map(({ customer_id }) => customer_id)];
    expect(ids).toEqual(all.toSorted());
    expect((await getAudit()).filter(({ action }) => action === 'admin-list')).toHaveLength(3);
  });

  test.each([
    ['customer_id', `customer_id=${layla.customer_id}`],
    ['a number as people write it', 'mobile=050%20111%202233'],
    ['a number whose + was not encoded', `mobile=${layla.mobile}`],
    ['email', `email=${layla.email}`],
    ['several values', `email=${layla.email}&mobile=${encodeURIComponent(layla.mobile)}`],
  ])('is searched by %s', async (_, query) => {
    const { send } = await createAdmin();
    expect(await getIds(await send('GET', `/v1/customers?${query}`))).toEqual([layla.customer_id]);
  });

  test.each([
    ['another email', `email=x${layla.email}`],
    ['a part of an email', `email=${layla.email.slice(0, 5)}`],
    ['values of two customers', `email=${layla.email}&customer_id=${omar.customer_id}`],
    ['a sign of the search language', 'email=%25'],
  ])('finds nobody by %s', async (_, query) => {
    const { send } = await createAdmin();
    expect(await readJson(await send('GET', `/v1/customers?${query}`))).toEqual({
      customers: [],
      next: null,
    });
  });

  test('is searched by emails that are longer than the database indexes', async () => {
    const { app, send } = await createAdmin();
    // PostgreSQL compresses what repeats.
    const text = Array.from({ length: 4000 }, (_, index) => ((index * index * 7919) % 36).toString(36)).join(
      '',
    );
    const emails = [`${text}@a.example`, `${text}@b.example`];
    await app.dependencies.store.customers.put(
      emails.map((email, index) => ({
        customer_id: `c-long-${index}`,
        mobile: `+97150000000${index}`,
        changes: { email },
      })),
    );
    expect(await getIds(await send('GET', `/v1/customers?email=${emails[1]}`))).toEqual(['c-long-1']);
  });

  test('writes down who was read and by what, without the values', async () => {
    const { app, send } = await createAdmin();
    await send('GET', `/v1/customers?email=${layla.email}`);
    const { audit, store } = app.dependencies;
    await audit.settle();
    expect(await store.audit.list({ since: 0 }, 0, 10)).toMatchObject([
      {
        actor: 'admin',
        action: 'admin-list',
        customerId: layla.customer_id,
        details: { count: 1, search: ['email'] },
      },
    ]);
  });
});
