import { describe, expect, test } from 'vitest';
import { apiPaths, type UpdateAnswer } from '../../shared/customer-api.ts';
import { createTestApp } from '../testing/create-test-app.ts';
import { createWithForm, readData, saveJson } from '../testing/create-with-form.ts';
import { readJson, TestBrowser } from '../testing/test-browser.ts';
import { createSignedIn, layla } from '../testing/test-customers.ts';
import { placeholder, writeForm } from '../testing/write-form.ts';

const ownForm = {
  schema: {
    type: 'object',
    required: ['first_name'],
    properties: {
      first_name: { type: 'string', title: 'Given name' },
      email: { type: 'string', title: placeholder('email'), format: 'email' },
      height: { type: 'number', title: 'Height', minimum: 50 },
      newsletter: { type: 'boolean', title: 'Newsletter' },
      colours: { type: 'array', title: 'Colours', items: { type: 'string' }, maxItems: 2 },
      home: {
        type: 'object',
        title: 'Home',
        required: ['city'],
        additionalProperties: false,
        properties: {
          city: { type: 'string', title: 'City' },
          code: { type: 'string', title: 'Post code', readOnly: true },
        },
      },
      note: { type: ['string', 'null'], title: 'Note' },
    },
  },
  ui_schema: { home: { city: { 'ui:title': 'Town' } } },
};

describe('a form of one’s own', () => {
  test('is the one that is served', async () => {
    const { browser } = await createWithForm(ownForm);
    const { schema, ui_schema } = ((await (await browser.get(apiPaths.update)).json()) as UpdateAnswer).form;
    expect(schema.properties).toMatchObject({
      first_name: { title: 'Given name' },
      email: { title: 'Email address' },
    });
    expect(ui_schema).toEqual(ownForm.ui_schema);
  });

  test('names a field of the other direction isolated, in its own sentences as in those of the rules', async () => {
    const { browser } = await createWithForm({
      schema: {
        type: 'object',
        properties: { iban: { type: 'string', title: 'IBAN', minLength: 9 }, mobile: { title: 'Mobile' } },
      },
    });
    await browser.postJson(apiPaths.language, { language: 'ar' });
    const { form } = await saveJson(browser, { iban: 'AE', mobile: '1', other: 1 });
    expect(form.errors).toEqual({
      iban: { __errors: ['\u2068IBAN\u2069: 9 أحرف على الأقل'] },
      mobile: { __errors: ['\u2068Mobile\u2069: لا يمكن التعديل هنا'] },
      other: { __errors: ['\u2068other\u2069: هذا الحقل ليس جزءًا من النموذج'] },
    });
  });

  test('stores and returns values beyond the twelve keys as attributes', async () => {
    const { browser } = await createWithForm(ownForm);
    const attributes = {
      height: 181.5,
      newsletter: false,
      colours: ['red', 'green'],
      home: { city: 'Beirut' },
      note: 'Hello',
    };
    const { form } = await saveJson(browser, { ...attributes, email: 'own@example.com' });
    expect(form.errors).toEqual({});
    const data = { first_name: 'Layla', email: 'own@example.com', ...attributes };
    expect(form.data).toEqual(data);
    expect(await readData(browser)).toEqual(data);
    expect(await readJson(await browser.get(apiPaths.customer))).toEqual({
      ...layla,
      email: 'own@example.com',
    });
  });

  test('keeps the attributes that a payload leaves out, and clears those that are null', async () => {
    const { browser } = await createWithForm(ownForm);
    await saveJson(browser, { height: 180, note: 'Hello', colours: ['red'], newsletter: true });
    await saveJson(browser, { height: null, note: '' });
    expect(await readData(browser)).toEqual({
      first_name: 'Layla',
      email: layla.email,
      note: null,
      colours: ['red'],
      newsletter: true,
    });
  });

  test('reads numbers, yes and no, lists and groups from form bodies', async () => {
    const { browser } = await createWithForm(ownForm);
    const body = new URLSearchParams([
      ['root[height]', ' ١٨١٫٥ '],
      ['root[newsletter]', 'false'],
      ['root[newsletter]', 'on'],
      ['root[colours][1]', 'green'],
      ['root[colours][0]', 'red'],
      ['root[home][city]', ' Beirut '],
    ]);
    const response = await browser.send(apiPaths.update, {
      method: 'POST',
      body,
      headers: { origin: 'http://localhost' },
    });
    const answer = (await response.json()) as UpdateAnswer;
    expect(answer.form.errors).toEqual({});
    expect(answer.form.data).toMatchObject({
      height: 181.5,
      newsletter: true,
      colours: ['red', 'green'],
      home: { city: 'Beirut' },
    });
  });

  test('understands numbers without script as it does with it, by the language', async () => {
    const { browser } = await createWithForm(ownForm);
    expect((await browser.postForm('/edit', { 'root[height]': '1,234.5' })).status).toBe(303);
    expect(await readData(browser)).toMatchObject({ height: 1234.5 });
    expect((await browser.postForm('/edit', { 'root[height]': '1,5' })).status).toBe(422);
    expect(await readData(browser)).toMatchObject({ height: 1234.5 });
  });

  test('has its errors on the fields that they are in, with the titles of the form', async () => {
    const { browser } = await createWithForm(ownForm);
    const payload = {
      height: 'tall',
      newsletter: 'maybe',
      colours: ['a', 'b', 'c'],
      home: { street: 'x', city: '' },
    };
    const { form } = await saveJson(browser, payload);
    expect(form.errors).toEqual({
      height: { __errors: ['Height: enter a number'] },
      newsletter: { __errors: ['Newsletter: not in the right format'] },
      colours: { __errors: ['Colours: at most 2 entries'] },
      home: {
        city: { __errors: ['Town: fill this in'] },
        street: { __errors: ['street: not part of this form'] },
      },
    });
    expect(form.data).toMatchObject(payload);
  });

  test('stores what only a condition names', async () => {
    const { browser } = await createWithForm({
      schema: {
        type: 'object',
        properties: { has_car: { type: 'boolean' } },
        if: { properties: { has_car: { const: true } }, required: ['has_car'] },
        // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
        then: { properties: { plate: { type: 'string', title: 'Plate', minLength: 2 } } },
      },
      ui_schema: {},
    });
    const { form } = await saveJson(browser, { has_car: true, plate: 'x' });
    expect(form.errors).toEqual({ plate: { __errors: ['Plate: at least 2 characters'] } });
    await saveJson(browser, { has_car: true, plate: '12345' });
    expect(await readData(browser)).toEqual({ has_car: true, plate: '12345' });
  });

  test('keeps readOnly parts of groups', async () => {
    const { browser } = await createWithForm(ownForm);
    const { form } = await saveJson(browser, { home: { city: 'Beirut', code: '1107' } });
    expect(form.errors).toEqual({ home: { code: { __errors: ['Post code: can’t be changed here'] } } });
  });

  test('keeps readOnly parts that a group comes without', async () => {
    const { app, browser } = await createWithForm(ownForm);
    const attributes = { home: { city: 'Beirut', code: '1107' } };
    await app.dependencies.store.customers.update(layla.customer_id, () => ({ attributes }));
    const { form } = await saveJson(browser, { home: { city: 'Tripoli' } });
    expect(form.data.home).toEqual({ city: 'Tripoli', code: '1107' });
  });

  test('shows without script what follows from a number as the language writes it', async () => {
    const { browser } = await createWithForm({
      schema: {
        type: 'object',
        properties: {
          first_name: { type: 'string', title: 'Name' },
          loan: {
            type: 'object',
            properties: { amount: { type: 'number' }, term: { type: 'string', maxLength: 3 } },
            if: { properties: { amount: { minimum: 1000 } }, required: ['amount'] },
            // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
            then: { properties: { reason: { type: 'string' } } },
          },
        },
      },
      ui_schema: {},
    });
    const post = async (amount: string) => {
      const fields = { 'root[loan][amount]': amount, 'root[loan][term]': 'too long' };
      return (await browser.postForm('/edit', fields)).text();
    };
    expect(await post('1,234.5')).toContain('name="root[loan][reason]"');
    expect(await post('1,234.5')).toContain('value="1234.5"');
    expect(await post('٩٩٩٫٥')).not.toContain('name="root[loan][reason]"');
    expect(await post('1,2 million')).toContain('value="1,2 million"');
  });

  test('can be saved on its page', async () => {
    const { browser } = await createWithForm(ownForm);
    expect((await browser.get('/edit')).status).toBe(200);
    const response = await browser.postForm('/edit', { 'root[height]': '12', 'root[home][city]': '' });
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain('Height: 50 or more');
    expect((await browser.postForm('/edit', { 'root[height]': '180' })).status).toBe(303);
    expect(await (await browser.get('/')).text()).toContain('180');
  });

  test.each(['__proto__', 'constructor', '__errors', 'toString'])(
    'can be sent a key %s in a group',
    async (key) => {
      const { browser } = await createWithForm({
        schema: {
          type: 'object',
          properties: {
            home: {
              type: 'object',
              additionalProperties: false,
              properties: { a: {} },
              anyOf: [{ required: ['a'] }],
            },
          },
        },
      });
      const response = await browser.postJson(apiPaths.update, `{"home": {"${key}": 1}}`);
      expect(response.status).toBe(200);
      expect(((await response.json()) as UpdateAnswer).has_errors).toBe(true);
    },
  );
});

test('attributes of another form are kept', async () => {
  const { app, browser } = await createWithForm(ownForm);
  await saveJson(browser, { height: 180, note: 'Hello' });
  const other = { schema: { type: 'object', properties: { shoe_size: { type: 'number' } } } };
  const second = await createTestApp({
    databaseUrl: app.databaseUrl,
    variables: { PROFILE_FORM: writeForm(other) },
  });
  const moved = new TestBrowser(second);
  moved.cookies.set('session', browser.cookies.get('session') ?? '');
  expect((await saveJson(moved, { shoe_size: 43 })).form.data).toEqual({ shoe_size: 43 });
  expect(await readData(browser)).toMatchObject({ height: 180, note: 'Hello' });
});

test.for<[how: string, schema: object]>([
  ['additionalProperties', { type: 'object', additionalProperties: { type: 'string' } }],
  ['unevaluatedProperties', { type: 'object', unevaluatedProperties: { type: 'string' } }],
  ['patternProperties', { type: 'object', patternProperties: { '^h': { type: 'string' } } }],
  [
    'the target of its reference',
    { $ref: '#/$defs/a', $defs: { a: { type: 'object', additionalProperties: { type: 'string' } } } },
  ],
])('a form can take keys that it does not name, by %s', async ([, schema]) => {
  const { browser } = await createWithForm({ schema });
  expect((await saveJson(browser, { hobby: 'chess', email: 'x@example.com' })).form.errors).toEqual({
    email: { __errors: ['email: not part of this form'] },
  });
  expect((await saveJson(browser, { hobby: 'chess' })).form.data).toEqual({ hobby: 'chess' });
  expect(await readData(browser)).toEqual({ hobby: 'chess' });
});

test('a number that JSON cannot store is an error at its field, whatever the rules', async () => {
  const { browser } = await createWithForm({
    schema: {
      type: 'object',
      properties: {
        height: { type: 'number', title: 'Height', multipleOf: 0.01 },
        list: { title: 'List', items: { title: 'Entry' } },
      },
    },
  });
  const response = await browser.postJson(apiPaths.update, '{"height": 1e999, "list": [{"a": -1e999}]}');
  expect(((await response.json()) as UpdateAnswer).form.errors).toEqual({
    height: { __errors: ['Height: enter a number'] },
    list: { 0: { a: { __errors: ['a: enter a number'] } } },
  });
  expect(await readData(browser)).toEqual({});
});

test('a form that could not work stops the start', async () => {
  await expect(createWithForm({ schema: { type: 'array' } })).rejects.toThrow('/schema/type');
});

test('the problems of a form are in the log at the start, one line each', async () => {
  const form = {
    schema: {
      type: 'object',
      properties: { height: { type: 'number', title: '170' }, width: { type: 'number', title: '90' } },
    },
    ui_schema: { height: { 'ui:placehodler': '170' }, width: { 'ui:widget': 'line\nbreak' } },
  };
  const { app } = await createSignedIn(layla, { variables: { PROFILE_FORM: writeForm(form) } });
  const warnings = app.logs.filter((line) => line.includes('"level":40'));
  expect(warnings.map((line) => line.trim().split('\n').length)).toEqual([1, 1]);
  expect(warnings.map((line) => JSON.parse(line) as object)).toMatchObject([
    {
      pointer: '/ui_schema/height/ui:placehodler',
      problem: 'there is no option "ui:placehodler"; did you mean "ui:placeholder"?',
    },
    { pointer: '/ui_schema/width/ui:widget' },
  ]);
});

describe('patterns of a form', () => {
  const patterns = {
    schema: {
      type: 'object',
      properties: {
        linear: { type: 'string', title: 'Linear', pattern: '^(a+)+$' },
        password: { type: 'string', title: 'Password', pattern: '^(?=.*\\d)(?=.*[a-z]).{4,}$' },
        slow: { type: 'string', title: 'Slow', pattern: '^(?=(a+)+$)' },
        plan: { type: 'string', title: 'Plan' },
      },
      if: { required: ['plan'], properties: { plan: { pattern: '^(?!free)' } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: { card: { type: 'string', title: 'Card' } } },
    },
  };

  test('that RE2 lacks features for are among them', async () => {
    const { app } = await createSignedIn(layla, { variables: { PROFILE_FORM: writeForm(patterns) } });
    const lines = app.logs.map((line) => JSON.parse(line) as { pointer?: string });
    expect(lines.map(({ pointer }) => pointer).filter((pointer) => pointer?.endsWith('/pattern'))).toEqual([
      '/schema/properties/password/pattern',
      '/schema/properties/slow/pattern',
      '/schema/if/properties/plan/pattern',
    ]);
  });

  test('are kept, those with look-ahead too', async () => {
    const { browser } = await createWithForm(patterns);
    const { form, has_errors } = await saveJson(browser, { linear: 'b', password: 'abcd' });
    expect(has_errors).toBe(true);
    expect(Object.keys(form.errors)).toEqual(['linear', 'password']);
    expect(await saveJson(browser, { linear: 'aa', password: 'abc1' })).toMatchObject({ has_errors: false });
    expect(await readData(browser)).toMatchObject({ linear: 'aa', password: 'abc1' });
  });

  test('decide what a condition shows, without script too', async () => {
    const { browser } = await createWithForm(patterns);
    const post = (plan: string) => browser.postForm('/edit', { 'root[plan]': plan, 'root[card]': '4242' });
    expect((await post('free')).status).toBe(303);
    expect(await readData(browser)).not.toHaveProperty('card');
    expect((await post('paid')).status).toBe(303);
    expect(await readData(browser)).toMatchObject({ card: '4242' });
    expect(await (await browser.get('/edit')).text()).toContain('name="root[card]"');
  });

  test('that take exponential time do not block other requests, and nothing is stored', async () => {
    const { browser } = await createWithForm(patterns);
    const hostile = `${'a'.repeat(50)}!`;
    const start = process.cpuUsage();
    const saving = saveJson(browser, { linear: hostile, slow: hostile });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await browser.get('/healthz')).status).toBe(200);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(1000);
    expect(Object.keys((await saving).form.errors)).toEqual(['linear', 'slow', '__errors']);
    expect(await saveJson(browser, { slow: 'aaa' })).toMatchObject({ has_errors: false });
  });

  test('for names decide which values are shown and kept, those with look-ahead too', async () => {
    const entries = {
      type: 'object',
      patternProperties: {
        '^(?=s_)s': { type: 'string', writeOnly: true },
        '^(?=(a+)+$)': { type: 'string', maxLength: 3 },
      },
      additionalProperties: { type: 'string' },
    };
    const { browser } = await createWithForm({ schema: { type: 'object', properties: { entries } } });
    expect((await saveJson(browser, { entries: { s_pin: '1234', plain: 'x' } })).form.data).toEqual({
      entries: { plain: 'x' },
    });
    expect(await readData(browser)).toEqual({ entries: { plain: 'x' } });
    const page = await (await browser.get('/edit')).text();
    expect(page).toContain('plain');
    expect(page).not.toContain('1234');
    // One name that takes too long to match must not switch off the rules for the others.
    const hostile = { [`${'a'.repeat(40)}!`]: 'x', aaaa: 'too long' };
    expect((await saveJson(browser, { entries: hostile })).has_errors).toBe(true);
    expect(await readData(browser)).toEqual({ entries: { plain: 'x' } });
  });

  test('do not block the server, however many they are', async () => {
    const patternProperties = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`^k${index}_[a-z]{1,20}$`, { type: 'string' }]),
    );
    const { browser } = await createWithForm({
      schema: { type: 'object', properties: { map: { type: 'object', patternProperties } } },
    });
    const map = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`k${index % 60}_${'a'.repeat(index % 20)}`, 'x']),
    );
    const start = process.cpuUsage();
    expect((await saveJson(browser, { map })).has_errors).toBe(false);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(3000);
  });

  test('do not block the server where a condition compares many entries', async () => {
    const { browser } = await createWithForm({
      schema: {
        type: 'object',
        properties: { list: { type: 'array', items: { type: 'integer' } } },
        if: { properties: { list: { uniqueItems: true } } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { properties: { note: { type: 'string' } } },
      },
    });
    const start = process.cpuUsage();
    const list = Array.from({ length: 20_000 }, (_, index) => index);
    expect((await saveJson(browser, { list })).has_errors).toBe(true);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(3000);
  });
});

describe('a form whose references double', () => {
  test('refuses data that would take exponential time, and does not block the server', async () => {
    const refer = (level: number) => ({ $ref: `#/$defs/a${level}` });
    const levels = Array.from({ length: 41 }, (_, level) => [
      `a${level}`,
      level === 40 ? { type: 'object' } : { allOf: [refer(level + 1), refer(level + 1)] },
    ]);
    const { browser } = await createWithForm({
      schema: {
        type: 'object',
        properties: { first_name: { type: 'string' }, deep: refer(0) },
        $defs: Object.fromEntries(levels),
      },
    });
    const start = process.cpuUsage();
    expect(await saveJson(browser, { deep: { a: 1 } })).toMatchObject({
      has_errors: true,
      form: { errors: { __errors: ['This form: too complex to be checked'] } },
    });
    expect(await saveJson(browser, { first_name: 'Layla' })).toMatchObject({ has_errors: false });
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000);
  });
});
