import { describe, expect, test } from 'vitest';
import { apiPaths, customerKeys, type UpdateAnswer } from '../../shared/customer-api.ts';
import { readJson, TestBrowser } from '../testing/test-browser.ts';
import { createAppWithCustomers, createSignedIn, layla, omar } from '../testing/test-customers.ts';

const { customer: customerPath, update: updatePath } = apiPaths;

async function readUpdate(response: Response): Promise<UpdateAnswer> {
  return (await response.json()) as UpdateAnswer;
}

describe('GET /customer/', () => {
  test('gives the twelve keys, in their order', async () => {
    const { browser } = await createSignedIn();
    const response = await browser.get(customerPath);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(JSON.stringify(layla));
  });

  test('gives "" for what is not known, and null for a gender that is not known', async () => {
    const { browser } = await createSignedIn(omar);
    const unknown = Object.fromEntries(customerKeys.map((key) => [key, '']));
    expect(await readJson(await browser.get(customerPath))).toEqual({ ...unknown, gender: null, ...omar });
  });

  test('returns a date as it is stored, in every time zone of the server', async () => {
    const { browser } = await createSignedIn();
    await browser.postJson(updatePath, { dob: '1970-01-01' });
    expect(await readJson(await browser.get(customerPath))).toMatchObject({ dob: '1970-01-01' });
  });

  test('is for customers only', async () => {
    const browser = new TestBrowser(await createAppWithCustomers());
    const response = await browser.get(customerPath);
    expect(response.status).toBe(401);
    expect(await response.text()).toBe('{"error_message":"Customer not authenticated"}');
  });
});

describe('the form of /customer/update/', () => {
  test('comes with exactly the keys that are promised', async () => {
    const { browser } = await createSignedIn();
    const response = await browser.get(updatePath);
    const body = await readUpdate(response);
    expect(response.status).toBe(200);
    expect(Object.keys(body)).toEqual(['customer_id', 'form', 'has_errors']);
    expect(Object.keys(body.form)).toEqual(['schema', 'ui_schema', 'data', 'errors', 'validator']);
    expect(body).toMatchObject({ customer_id: layla.customer_id, has_errors: false, form: { errors: {} } });
    const { customer_id, ...values } = layla;
    expect(body.form.data).toEqual(values);
  });

  test('shows a value that is not known as absent, but null where the schema allows it', async () => {
    const { browser } = await createSignedIn(omar);
    const { form } = await readUpdate(await browser.get(updatePath));
    expect(form.data).toEqual({ mobile: omar.mobile, gender: null });
  });

  test('has the texts of the customer’s language, and no placeholder left', async () => {
    const { browser } = await createSignedIn();
    const english = await readUpdate(await browser.get(updatePath));
    await browser.postJson(apiPaths.language, { language: 'ar' });
    const arabic = await readUpdate(await browser.get(updatePath));
    expect(english.form.schema.properties).toMatchObject({ email: { title: 'Email address' } });
    expect(arabic.form.schema.properties).toMatchObject({ email: { title: 'البريد الإلكتروني' } });
    expect(JSON.stringify([english, arabic])).not.toContain('${');
  });

  test('names a validator that any browser can load and keep', async () => {
    const { app, browser } = await createSignedIn();
    const { form } = await readUpdate(await browser.get(updatePath));
    const response = await new TestBrowser(app).get(form.validator ?? '');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await response.text()).toMatch(/^export default /m);
  });

  test.each([
    ['no body', {}],
    ['an empty body', { headers: { 'content-type': 'application/json' }, body: '' }],
    ['an empty object', { headers: { 'content-type': 'application/json' }, body: ' {} ' }],
    [
      'an empty form',
      {
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' },
        body: '',
      },
    ],
    [
      'an empty multipart form',
      {
        headers: { 'content-type': 'multipart/form-data; boundary=x', origin: 'http://localhost' },
        body: '--x--\r\n',
      },
    ],
    [
      'no body but its type',
      { headers: { 'content-type': 'multipart/form-data; boundary=x', origin: 'http://localhost' } },
    ],
  ])('is also the answer to a POST with %s', async (_, init) => {
    const { browser } = await createSignedIn();
    const response = await browser.send(updatePath, { method: 'POST', ...init });
    expect(response.status).toBe(200);
    expect(response.headers.get('etag')).toBe('"1"');
    expect(await response.json()).toEqual(await (await browser.get(updatePath)).json());
  });

  test.each(['GET', 'POST'])('is for customers only (%s)', async (method) => {
    const browser = new TestBrowser(await createAppWithCustomers());
    const response = await browser.send(updatePath, { method });
    expect(response.status).toBe(401);
    expect(await readJson(response)).toEqual({ error_message: 'Customer not authenticated' });
  });
});

describe('POST /customer/update/', () => {
  test('stores a valid payload, and answers with the stored values', async () => {
    const { browser } = await createSignedIn();
    const response = await browser.postJson(updatePath, { email: 'new@example.com', gender: 'other' });
    const body = await readUpdate(response);
    expect(response.status).toBe(200);
    expect(body).toMatchObject({
      has_errors: false,
      form: { errors: {}, data: { email: 'new@example.com' } },
    });
    const changed = { ...layla, email: 'new@example.com', gender: 'other' };
    expect(await readJson(await browser.get(customerPath))).toEqual(changed);
  });

  test.each([
    ['application/x-www-form-urlencoded', (fields: [string, string][]) => new URLSearchParams(fields)],
    [
      'multipart/form-data',
      (fields: [string, string][]) => {
        const form = new FormData();
        for (const [name, value] of fields) form.append(name, value);
        return form;
      },
    ],
  ])('takes bracket names in %s', async (_, toBody) => {
    const { browser } = await createSignedIn();
    const body = toBody([
      ['root[first_name]', 'Leïla'],
      ['root[address]', 'First line\r\nSecond line'],
      ['root[gender]', ''],
    ]);
    const response = await browser.send(updatePath, {
      method: 'POST',
      body,
      headers: { origin: 'http://localhost' },
    });
    expect(await readUpdate(response)).toMatchObject({ has_errors: false });
    expect(await readJson(await browser.get(customerPath))).toEqual({
      ...layla,
      first_name: 'Leïla',
      address: 'First line\nSecond line',
      gender: null,
    });
  });

  test('stores nothing of a payload with errors, and says every one of them on its field', async () => {
    const { browser } = await createSignedIn();
    const sent = { first_name: '', last_name: 'New', email: 'nowhere', passport_number: 'LR-1_' };
    const response = await browser.postJson(updatePath, sent);
    const body = await readUpdate(response);
    expect(response.status).toBe(200);
    expect(body.has_errors).toBe(true);
    expect(body.form.errors).toEqual({
      first_name: { __errors: ['First name: fill this in'] },
      email: { __errors: ['Email address: enter an email address such as name@example.com'] },
      passport_number: {
        __errors: [
          'Passport number: at least 5 characters',
          'Passport number: only the letters A to Z and digits',
        ],
      },
    });
    expect(body.form.data).toMatchObject({ ...sent, nationality: layla.nationality });
    expect(response.headers.get('etag')).toBe('"1"');
    expect(await readJson(await browser.get(customerPath))).toEqual(layla);
  });

  test('keeps what is left out, and clears what is "" or null', async () => {
    const { browser } = await createSignedIn();
    await browser.postJson(updatePath, { email: '', dob: null, gender: null, nationality: '' });
    const cleared = { email: '', dob: '', gender: null, nationality: '' };
    expect(await readJson(await browser.get(customerPath))).toEqual({ ...layla, ...cleared });
  });

  test.each(['', null, '   '])('does not clear what is required (%j)', async (value) => {
    const { browser } = await createSignedIn();
    const { form } = await readUpdate(await browser.postJson(updatePath, { last_name: value }));
    expect(form.errors).toEqual({ last_name: { __errors: ['Last name: fill this in'] } });
  });

  test('validates the merged whole: what is required and not stored must come', async () => {
    const { browser } = await createSignedIn(omar);
    const { form } = await readUpdate(await browser.postJson(updatePath, { first_name: 'Omar' }));
    expect(form.errors).toEqual({ last_name: { __errors: ['Last name: fill this in'] } });
  });

  test('reports an unknown key at that key', async () => {
    const { browser } = await createSignedIn();
    const { form } = await readUpdate(
      await browser.postJson(updatePath, { nickname: 'L', customer_id: 'x' }),
    );
    expect(form.errors).toEqual({
      nickname: { __errors: ['nickname: not part of this form'] },
      customer_id: { __errors: ['customer_id: not part of this form'] },
    });
  });

  test('does not change a value that is readOnly', async () => {
    const { browser } = await createSignedIn();
    const { form } = await readUpdate(await browser.postJson(updatePath, { mobile: '+971509999999' }));
    expect(form.errors).toEqual({ mobile: { __errors: ['Mobile number: can’t be changed here'] } });
  });

  test('does not clear a value that is readOnly', async () => {
    const { browser } = await createSignedIn();
    const { form } = await readUpdate(await browser.postJson(updatePath, { mobile: '' }));
    expect(form.errors).toEqual({ mobile: { __errors: ['Mobile number: can’t be changed here'] } });
  });

  test('takes a readOnly value that is sent back as it is', async () => {
    const { browser } = await createSignedIn();
    const sent = { mobile: '+971 50-111 2233', first_name: 'Lulu' };
    expect(await readUpdate(await browser.postJson(updatePath, sent))).toMatchObject({ has_errors: false });
  });

  test.each([
    ['en', 'Date of birth: can’t be in the future'],
    ['ar', 'تاريخ الميلاد: لا يمكن أن يكون التاريخ في المستقبل'],
  ])('says in the customer’s language what is wrong (%s)', async (language, text) => {
    const { browser } = await createSignedIn();
    await browser.postJson(apiPaths.language, { language });
    const { form } = await readUpdate(await browser.postJson(updatePath, { dob: '2999-01-01' }));
    expect(form.errors).toEqual({ dob: { __errors: [text] } });
  });

  test('answers in the new language when that is what was changed', async () => {
    const { browser } = await createSignedIn();
    const { form } = await readUpdate(await browser.postJson(updatePath, { language: 'ar' }));
    expect(form.schema.properties).toMatchObject({ first_name: { title: 'الاسم الأول' } });
  });
});

describe('versions', () => {
  test('every answer has the version as a strong ETag', async () => {
    const { browser } = await createSignedIn();
    const read = await browser.get(updatePath, { 'accept-encoding': 'gzip' });
    const saved = await browser.postJson(updatePath, { first_name: 'A' });
    const refused = await browser.postJson(updatePath, { email: 'x' });
    expect([read, saved, refused].map(({ headers }) => headers.get('etag'))).toEqual(['"1"', '"2"', '"2"']);
  });

  test('a POST with the version in force is stored', async () => {
    const { browser } = await createSignedIn();
    const response = await browser.postJson(updatePath, { first_name: 'A' }, { 'if-match': '"1"' });
    expect([response.status, response.headers.get('etag')]).toEqual([200, '"2"']);
  });

  test('a POST with another version stores nothing and gets 412 with the current values', async () => {
    const { browser } = await createSignedIn();
    await browser.postJson(updatePath, { first_name: 'Elsewhere' });
    const response = await browser.postJson(updatePath, { first_name: 'Here' }, { 'if-match': '"1"' });
    const body = await readUpdate(response);
    expect([response.status, response.headers.get('etag')]).toEqual([412, '"2"']);
    expect(body).toEqual(await readUpdate(await browser.get(updatePath)));
    expect(body.form.data).toMatchObject({ first_name: 'Elsewhere' });
  });

  test('another version comes before errors: 412 has the stored values', async () => {
    const { browser } = await createSignedIn();
    const response = await browser.postJson(updatePath, { email: 'x' }, { 'if-match': '"7"' });
    expect(response.status).toBe(412);
    expect(await readUpdate(response)).toMatchObject({ has_errors: false });
  });

  test('any version will do with If-Match: *', async () => {
    const { browser } = await createSignedIn();
    const response = await browser.postJson(updatePath, { first_name: 'A' }, { 'if-match': '*' });
    expect(response.status).toBe(200);
  });

  test.each([
    ['one of a list', '"7", "1"', 200],
    ['a list in one piece', '"1","7"', 200],
    ['a weak one, as proxies make them', 'W/"1"', 200],
    ['none of a list', '"7", W/"8"', 412],
    ['a tag with a comma in it', '"7,1"', 412],
    ['nothing', '', 412],
  ])('the versions that will do may be %s', async (_, ifMatch, status) => {
    const { browser } = await createSignedIn();
    const response = await browser.postJson(updatePath, { first_name: 'A' }, { 'if-match': ifMatch });
    expect(response.status).toBe(status);
  });

  test('saving what is stored already is no new version', async () => {
    const { browser } = await createSignedIn();
    const response = await browser.postJson(updatePath, { first_name: layla.first_name });
    expect(response.headers.get('etag')).toBe('"1"');
  });

  test('when two save the same version at once, one is stored and the other gets a conflict', async () => {
    const { browser } = await createSignedIn();
    const names = ['First', 'Second'];
    const responses = await Promise.all(
      names.map((first_name) => browser.postJson(updatePath, { first_name }, { 'if-match': '"1"' })),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 412]);
    const winner = names[responses.findIndex(({ status }) => status === 200)];
    expect(await readJson(await browser.get(customerPath))).toEqual({ ...layla, first_name: winner });
  });

  test('twenty saves at once without a version are all stored', async () => {
    const { app, browser } = await createSignedIn();
    const keys = ['first_name', 'last_name', 'address', 'nation_id_number'];
    const count = 20;
    const responses = await Promise.all(
      Array.from({ length: count }, (_, index) =>
        browser.postJson(updatePath, { [keys[index % keys.length] ?? '']: `Value ${index}` }),
      ),
    );
    expect(responses.map(({ status }) => status)).toEqual(Array(count).fill(200));
    const versions = responses.map(({ headers }) => headers.get('etag'));
    expect(new Set(versions).size).toBe(count);
    const stored = await app.dependencies.store.customers.get(layla.customer_id);
    expect(stored?.version).toBe(1 + count);
    for (const key of keys) expect(stored).toHaveProperty(key, expect.stringMatching(/^Value \d+$/));
  });
});
