import type { JsonValue } from 'schema-form/server';
import { describe, expect, test } from 'vitest';
import { startFileApp } from '../testing/create-test-app.ts';
import { getForm, getTexts, toFields } from '../testing/playground-form.ts';
import { readJson, TestBrowser } from '../testing/test-browser.ts';

/** The playground stores nothing: one app does for all tests. */
const app = await startFileApp({ variables: { PLAYGROUND: '1' } });
const browser = new TestBrowser(app);

describe('hostile schemas', () => {
  const hostileId = { $id: '*/globalThis.reached=true/*', type: 'object' };

  test('an $id that would be code is refused with its pointer', async () => {
    const page = await browser.postForm('/playground', { schema: JSON.stringify(hostileId) });
    expect(page.status).toBe(422);
    expect(await page.text()).toContain('/$id');
    const schema = { properties: { a: hostileId } };
    const check = await browser.postJson('/playground/check', { schema, data: {} });
    expect(check.status).toBe(422);
    expect(await readJson(check)).toMatchObject({ pointer: '/properties/a/$id' });
    expect(globalThis).not.toHaveProperty('reached');
  });

  const slowPatterns = ['^(a+)+$', '^(?=(a+)+$)', '(a*)*b'];
  test.each(slowPatterns)('the pattern %s does not block other requests', async (pattern) => {
    const schema = { type: 'object', properties: { a: { type: 'string', pattern } } };
    const a = `${'a'.repeat(60)}!`;
    const checking = browser.postJson('/playground/check', { schema, data: { a } });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const asked = process.cpuUsage();
    expect((await browser.get('/healthz')).status).toBe(200);
    expect(process.cpuUsage(asked).user / 1000).toBeLessThan(500);
    const check = await checking;
    // Wrong where it was found to be in time, else said to take too long.
    expect(await readJson(check)).toMatchObject(
      check.status === 200 ? { has_errors: true } : { error_message: expect.stringContaining('more time') },
    );
    const fields = { schema: JSON.stringify(schema), data: JSON.stringify({ a }), 'root[a]': a };
    const start = process.cpuUsage();
    expect((await browser.postForm('/playground', fields)).status).toBe(422);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
  });

  test('references that double do not block the server', async () => {
    const refer = (level: number) => ({ $ref: `#/$defs/a${level}` });
    const levels = Array.from({ length: 31 }, (_, level): [string, JsonValue] => [
      `a${level}`,
      level === 30 ? {} : { allOf: [refer(level + 1), refer(level + 1)] },
    ]);
    const schema = { ...refer(0), type: 'object', $defs: Object.fromEntries(levels) };
    const start = process.cpuUsage();
    const check = await browser.postJson('/playground/check', { schema, data: {} });
    expect(await readJson(check)).toMatchObject({ has_errors: true });
    expect((await browser.postForm('/playground', { schema: JSON.stringify(schema) })).status).toBe(200);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
  });

  const texts = (count: number) => Array.from({ length: count }, () => '');
  const text = { type: 'string' };
  const entries = <Value>(count: number, value: Value) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, value]));
  test.each<[name: string, documents: { schema: object; ui_schema?: object; data?: object }]>([
    [
      'a field that is its own',
      { schema: { properties: { a: {} } }, ui_schema: { 'ui:field': 'SchemaField' } },
    ],
    [
      'a list of very many entries',
      { schema: { properties: { a: { type: 'array', items: text } } }, data: { a: texts(15_000) } },
    ],
    [
      'a very long default',
      { schema: { properties: { a: { type: 'array', items: text, default: texts(90_000) } } } },
    ],
    [
      'one long default for very many fields',
      {
        schema: {
          properties: entries(100, { $ref: '#/$defs/list' }),
          $defs: { list: { type: 'array', items: text, default: texts(5000) } },
        },
      },
    ],
    ['very many fields', { schema: { properties: entries(20_000, {}) } }],
    ['a map of very many entries', { schema: { additionalProperties: text }, data: entries(15_000, 'a') }],
    ['very many lists of countries', { schema: { properties: entries(5000, { 'x-options': 'countries' }) } }],
    [
      'very many patterns',
      {
        schema: {
          patternProperties: Object.fromEntries(
            Array.from({ length: 500 }, (_, index) => [`^p${index}_[a-z]{1,20}$`, text]),
          ),
        },
        data: entries(500, 'a'),
      },
    ],
  ])('%s does not block other requests', async (_, documents) => {
    const rendering = browser.postForm('/playground', toFields(documents));
    let slowest = 0;
    let isDone = false;
    void rendering.then(() => {
      isDone = true;
    });
    while (!isDone) {
      // Processor time, which depends little on what else the machine does.
      const start = process.cpuUsage();
      await new Promise((resolve) => setTimeout(resolve, 10));
      slowest = Math.max(slowest, process.cpuUsage(start).user / 1000);
    }
    expect([200, 422]).toContain((await rendering).status);
    expect(slowest).toBeLessThan(1500);
  });

  test('none is taken from an address', async () => {
    const schema = JSON.stringify({ type: 'object', properties: { a: { title: 'From the address' } } });
    const page = await (await browser.get(`/playground?${new URLSearchParams({ schema })}`)).text();
    expect(page).not.toContain('From the address');
  });

  test('another site has nothing compiled', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const page = await app.request('/playground?example=household', { headers });
    expect(page.status).toBe(200);
    expect(await page.text()).not.toContain('name="root[');
    for (const path of ['/playground', '/playground/check', '/playground/forms', '/playground/preview']) {
      const response = await app.request(path, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: '{"schema":{}}',
      });
      expect(response.status).toBe(403);
    }
  });
});

describe('a schema of types that refer to each other does not keep the server busy', () => {
  const names = Array.from({ length: 50 }, (_, index) => `t${index}`);
  const references = names.map((name) => ({ $ref: `#/$defs/${name}` }));

  /**
   * Each type has a field and, in the way that `refer` says, all types. Fifty of them would compile for up to a second,
   * which on a busy machine can exceed the two seconds of a sandbox task.
   */
  function createTypes(refer: (reference: object) => object, count = 30) {
    const others = Object.fromEntries(
      references.slice(0, count).map((reference, index) => [`t${index}`, refer(reference)]),
    );
    const type = { type: 'object', properties: { name: { type: 'string', title: 'Name' }, ...others } };
    const $defs = Object.fromEntries(names.slice(0, count).map((name) => [name, type]));
    return { type: 'object', properties: { first: { $ref: '#/$defs/t0' } }, $defs };
  }

  /** Thirty types, each made of the next one. */
  function createChain(create: (next: object) => object) {
    const types = Array.from({ length: 30 }, (_, index) => [
      `a${index}`,
      create({ $ref: `#/$defs/a${index + 1}` }),
    ]);
    const last = { type: 'object', properties: { name: { type: 'string', title: 'Name' } } };
    return {
      type: 'object',
      properties: { first: { $ref: '#/$defs/a0' } },
      $defs: Object.fromEntries([...types, ['a30', last]]),
    };
  }

  const choice = {
    type: 'object',
    properties: { name: { type: 'string', title: 'Name' }, next: { anyOf: references } },
  };
  const entry = { oneOf: references };
  const choices = {
    type: 'object',
    properties: { first: { $ref: '#/$defs/t0' }, all: { type: 'array', items: entry } },
    $defs: Object.fromEntries(names.map((name) => [name, choice])),
  };
  const nested = {
    first: { name: 'a', next: { name: 'b', next: { name: 'c' } } },
    all: [{ next: { name: 'd' } }],
  };

  test.each<[name: string, schema: object, data?: object]>([
    ['lists of each other', createTypes((items) => ({ type: 'array', items }))],
    ['optional groups of each other', createTypes((reference) => reference)],
    ['maps of each other', createTypes((additionalProperties) => ({ type: 'object', additionalProperties }))],
    // The validator of fifty such types takes more memory than the sandbox has, and that of 25 half of its time.
    ['choices with each other', createTypes((reference) => ({ anyOf: [reference, { type: 'string' }] }), 16)],
    ['choices of all of them', choices],
    ['choices of all of them, with data', choices, nested],
    ['two of the next in one', createChain((next) => ({ allOf: [{ allOf: [next] }, { allOf: [next] }] }))],
    ['two groups of the next', createChain((next) => ({ type: 'object', properties: { x: next, y: next } }))],
    // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
    ['a condition on the next', createChain((next) => ({ if: { required: ['q'] }, then: next, else: next }))],
    [
      'two branches of the next',
      createChain((next) => ({ oneOf: [{ properties: { x: next } }, { properties: { y: next } }] })),
    ],
    [
      'twenty choices at once',
      {
        properties: {
          first: {
            allOf: names.slice(0, 20).map((name) => ({
              anyOf: [
                { properties: { [name]: { type: 'string' } } },
                { properties: { [`${name}b`]: { type: 'string' } } },
              ],
            })),
          },
        },
      },
    ],
    [
      'lists that can’t be empty',
      {
        required: ['all'],
        properties: {
          all: {
            type: 'array',
            minItems: 1e6,
            items: {
              required: ['all'],
              properties: { all: { type: 'array', minItems: 1e6, items: { type: 'string' } } },
            },
          },
        },
      },
    ],
  ])('%s', async (_, schema, data = {}) => {
    const start = process.cpuUsage();
    const response = await browser.postForm('/playground', toFields({ schema, data }));
    const page = await response.text();
    // Without limits these never end. With them, most take less than 200 ms on a quiet machine, apart from compiling
    // the validator.
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
    expect(response.status).toBe(200);
    expect(getTexts(getForm(page))).toContain('Check');
    expect(page.length).toBeLessThan(5e6);
  });
});
