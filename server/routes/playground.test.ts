import { toInternalDialect } from 'schema-form/editor';
import { coerceObject, decodeFormBody, type JsonObject, type JsonValue } from 'schema-form/server';
import { describe, expect, test } from 'vitest';
import { corpus } from '../../e2e/corpus.ts';
import { listExamples } from '../services/playground-examples.ts';
import { validatorsPath } from '../services/profile-forms.ts';
import { createTestApp, startFileApp } from '../testing/create-test-app.ts';
import { createPlainValidator } from '../testing/plain-validator.ts';
import {
  type Documents,
  decodeEntities,
  getForm,
  getTexts,
  readFields,
  readFieldValues,
  toFields,
} from '../testing/playground-form.ts';
import { readJson, TestBrowser } from '../testing/test-browser.ts';

/** The playground stores nothing: one app does for all tests. */
const app = await startFileApp({ variables: { PLAYGROUND: '1' } });
const browser = new TestBrowser(app);

/** Returns a value without the members that an empty field does not send. */
function withoutEmpty(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, child]) => [key, withoutEmpty(child)] as const);
  const isEmpty = (child: JsonValue) => typeof child === 'object' && Object.keys(child ?? {}).length === 0;
  return Object.fromEntries(members.filter(([, child]) => child !== '' && !isEmpty(child)));
}

describe('every schema of the corpus is rendered without script', () => {
  test.for(corpus)('$name', async (item) => {
    app.logs.length = 0;
    const { schema, ui_schema, data } = item;
    const response = await browser.postForm('/playground', toFields({ schema, ui_schema, data }));
    const page = await response.text();
    const form = getForm(page);
    const texts = getTexts(form);
    expect(response.status).toBe(200);
    expect(app.logs.filter((line) => line.includes('"level":50'))).toEqual([]);
    for (const title of item.shows) expect(texts).toContain(title.trim());
    // The end tag of the form is missing when rendering throws.
    expect(texts).toContain('Check');
    expect(page).not.toContain('[object Object]');
    // Customers see neither a schema nor technical terms.
    expect(form).not.toMatch(/&quot;(type|properties|items|\$ref|oneOf|anyOf)&quot;:/);
    expect(texts.join('\n')).not.toMatch(/undefined|circular|unsupported|\$ref cycle|No widget/i);

    // Valid values stay valid when the form submits them unchanged.
    if (!createPlainValidator(schema)(data)) return;
    if (schema.type === 'object') {
      const internal = toInternalDialect(schema);
      const sent = coerceObject(internal, decodeFormBody(readFields(form)));
      expect({ ...data, ...sent }).toMatchObject(withoutEmpty(data) as JsonObject);
    }
    const body = new URLSearchParams([
      ...Object.entries(toFields({ schema, ui_schema })),
      ...readFields(form),
    ]);
    const answer = await browser.send('/playground', {
      method: 'POST',
      body,
      headers: { origin: 'http://localhost' },
    });
    const answered = await answer.text();
    expect(getTexts(/<div class="alert alert-error".*?<\/div>/s.exec(answered)?.[0] ?? '')).toEqual([]);
    expect(answer.status).toBe(200);
  });

  test.for([
    'draft-07/schema',
    'draft/2019-09/schema',
    'draft/2020-12/schema',
    'draft-06/schema',
    'draft-04/schema',
  ])('and so is the metaschema %s', async (name) => {
    const schema = { $ref: `http://json-schema.org/${name}#` };
    const data = { title: 'A title of its own', minimum: 2, properties: { a: { type: 'string' } } };
    const response = await browser.postForm('/playground', toFields({ schema, data }));
    const form = getForm(await response.text());
    expect(response.status).toBe(200);
    expect(Object.values(readFieldValues(form))).toContain('A title of its own');
    expect(getTexts(form)).toContain('Check');
  });

  test('in a group that is read-only nothing can be written', async () => {
    const inside = { type: 'object', properties: { a: { type: 'string' } } };
    const schema = { type: 'object', properties: { group: { ...inside, readOnly: true }, other: inside } };
    const ui_schema = { other: { 'ui:readonly': true } };
    const response = await browser.postForm('/playground', toFields({ schema, ui_schema }));
    const inputs = getForm(await response.text()).match(/<input [^>]*name="root[^>]*>/g) ?? [];
    expect(inputs).toHaveLength(2);
    for (const input of inputs) expect(input).toMatch(/ readonly=""/i);
  });

  describe('a schema that is not of an object gives a form that sends the value itself', () => {
    const cases: [what: string, documents: Documents, fields: Record<string, string>, sent: unknown][] = [
      [
        'a list',
        { schema: { title: 'Lines', type: 'array', items: { type: 'string' } }, data: ['a'] },
        { 'root[value][0]': 'b', 'root[value][1]': 'c' },
        ['b', 'c'],
      ],
      ['a text', { schema: { title: 'Line', type: 'string' }, data: '"a"' }, { 'root[value]': 'b' }, 'b'],
      ['a number', { schema: { title: 'Count', minimum: 2 }, data: 2 }, { 'root[value]': '3' }, 3],
      ['an option', { schema: { title: 'One of', enum: [1, 2] }, data: 1 }, { 'root[value]': '2' }, 2],
    ];
    test.for(cases)('%s', async ([, documents, fields, sent]) => {
      const rendered = await browser.postForm('/playground', toFields(documents));
      expect(rendered.status).toBe(200);
      const form = getForm(await rendered.text());
      expect(getTexts(form)).toContain((documents.schema as { title: string }).title);
      expect(Object.keys(readFieldValues(form))).toContain(Object.keys(fields)[0]);
      const answer = await browser.postForm('/playground', { ...toFields(documents), ...fields });
      const page = await answer.text();
      expect(answer.status).toBe(200);
      const [, payload = ''] = /<pre class="code-block"[^>]*>(.*?)<\/pre>/s.exec(page) ?? [];
      expect(JSON.parse(decodeEntities(payload))).toEqual(sent);
    });

    test('and errors at the value', async () => {
      const documents = { schema: { type: 'array', items: { type: 'integer', title: 'Number' } } };
      const answer = await browser.postForm('/playground', { ...toFields(documents), 'root[value][0]': 'x' });
      expect(answer.status).toBe(422);
      expect(readFieldValues(getForm(await answer.text()))).toMatchObject({ 'root[value][0]': 'x' });
    });

    test('and a schema that is true or false is of an object', async () => {
      for (const schema of ['true', 'false']) {
        const answer = await browser.postForm('/playground', { schema, data: '{}' });
        expect(answer.status).toBe(200);
        expect(getTexts(getForm(await answer.text()))).toContain('Check');
      }
    });
  });

  test('a button of a list changes it, and nothing is validated', async () => {
    const schema = {
      properties: { list: { type: 'array', items: { title: 'Entry', type: 'string', minLength: 2 } } },
    };
    const fields = { schema: JSON.stringify(schema), 'root[list][0]': 'a', change_list: 'add root[list]' };
    const response = await browser.postForm('/playground', fields);
    const form = getForm(await response.text());
    expect(response.status).toBe(200);
    expect(getTexts(form).filter((text) => /^Entry \d$/.test(text))).toHaveLength(2);
    expect(readFieldValues(form)).toMatchObject({ 'root[list][0]': 'a', 'root[list][1]': '' });
  });

  test('a button of a list leaves the rest of the form, and its data, as they are', async () => {
    const schema = {
      properties: {
        list: { type: 'array', items: { type: 'integer' } },
        count: { type: 'integer' },
        agrees: { type: 'boolean' },
      },
      if: { properties: { count: { minimum: 10 } }, required: ['count'] },
      // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
      then: { properties: { reason: { type: 'string', title: 'Reason' } } },
    };
    const page = await browser.postForm('/playground', {
      ...toFields({ schema, data: { list: [1, 2] } }),
      'root[list][0]': '1',
      'root[list][1]': '2',
      'root[count]': '10',
      'root[agrees]': 'true',
      'root[reason]': 'typed',
      change_list: 'remove root[list][0]',
    });
    const html = await page.text();
    const form = getForm(html);
    expect(page.status).toBe(200);
    const values = readFieldValues(form);
    expect(values).toMatchObject({ 'root[list][0]': '2', 'root[agrees]': 'true', 'root[reason]': 'typed' });
    expect(values).not.toHaveProperty(['root[list][1]']);
    expect(decodeEntities(/<textarea[^>]*id="data"[^>]*>([^<]*)/.exec(html)?.[1])).toBe('{"list":[1,2]}');
    expect(html).not.toContain('<pre');
  });

  test('a button of a map changes it, and nothing is validated', async () => {
    const schema = {
      properties: { map: { title: 'Map', additionalProperties: { title: 'Entry', type: 'integer' } } },
    };
    const press = async (change_list: string) => {
      const response = await browser.postForm('/playground', {
        ...toFields({ schema }),
        'root[map]__map': '',
        'root[map][old]__key': 'new',
        'root[map][old]': '7',
        change_list,
      });
      expect(response.status).toBe(200);
      return readFieldValues(getForm(await response.text()));
    };
    const [map, entry] = [{ 'root[map]__map': '' }, { 'root[map][new]__key': 'new', 'root[map][new]': '7' }];
    const added = { 'root[map][New name]__key': 'New name', 'root[map][New name]': '' };
    expect(await press('addKey root[map][New name]')).toEqual({ ...map, ...entry, ...added });
    expect(await press('removeKey root[map][old]')).toEqual(map);
  });

  test('a map at the root has no buttons, and its names stay', async () => {
    const schema = { additionalProperties: { type: 'string' } };
    const form = getForm(
      await (await browser.postForm('/playground', toFields({ schema, data: { a: '1' } }))).text(),
    );
    expect(readFieldValues(form)).toEqual({ 'root[a]': '1' });
    expect(form).not.toMatch(/addKey|removeKey/);
    expect(form).toMatch(/<input [^>]*readOnly="" [^>]*value="a"/);
  });

  test('the choice sends the constant that identifies its branch, which has no field', async () => {
    const toWay = (name: string) => ({ properties: { way: { const: name, title: 'Way' } } });
    const schema = { properties: { pay: { type: 'object', oneOf: [toWay('cash'), toWay('card')] } } };
    const render = async (data: object) =>
      getForm(await (await browser.postForm('/playground', toFields({ schema, data }))).text());
    const form = await render({ pay: { way: 'card' } });
    expect(getTexts(form)).not.toContain('Way (optional)');
    // Branches without titles are named by these values.
    expect(form).toMatch(/value="0"\/><bdi>cash<.*checked="" value="1"\/><bdi>card</);
    expect([...readFields(form)]).toEqual([
      ['root[pay]__oneof_select', '1'],
      ['root[pay][way]', 'card'],
    ]);
    // A branch that is whole without input would look chosen, so none is.
    expect([...readFields(await render({}))]).toEqual([]);
  });

  test('a property may be called __proto__ anywhere', async () => {
    const schema = '{"properties":{"list":{"items":{"properties":{"__proto__":{"type":"string"}}}}}}';
    const answer = await browser.postForm('/playground', { schema, 'root[list][0][__proto__]': 'x' });
    const page = await answer.text();
    expect(readFieldValues(getForm(page))).toMatchObject({ 'root[list][0][__proto__]': 'x' });
    const [, payload = ''] = /<pre class="code-block"[^>]*>(.*?)<\/pre>/s.exec(page) ?? [];
    expect(decodeEntities(payload)).toMatch(/"__proto__": "x"/);
  });

  test('what a form submits without script is the data that it was rendered with', async () => {
    const text = { type: 'string' };
    const flag = { type: 'boolean' };
    const isPaid = (value: boolean, own: object) => ({ properties: { paid: { const: value }, ...own } });
    const map = (values: object) => ({ type: 'object', additionalProperties: values });
    const file = { type: 'string', format: 'data-url' };
    const day = { type: 'string', format: 'date' };
    const schema = {
      properties: {
        born: day,
        flag,
        maybe: { type: ['boolean', 'null'] },
        file,
        emoji: text,
        lists: map({ type: 'array', items: map(text) }),
        any: {},
        paid: flag,
      },
      required: ['maybe'],
      dependentSchemas: {
        paid: { oneOf: [isPaid(true, { amount: text }), isPaid(false, { reason: text })] },
      },
    };
    const data = {
      born: '2024-02-29',
      flag: true,
      maybe: null,
      file: 'data:text/plain;name=a.txt;base64,SGVsbG8=',
      emoji: '👩‍👩‍👧 نمی‌دانم',
      lists: { none: [], '': [{ '': 'x', '%00': 'y' }] },
      any: ['x', { c: null }],
      paid: false,
      reason: 'broke',
    };
    const documents = toFields({ schema, data });
    const form = getForm(await (await browser.postForm('/playground', documents)).text());
    // The control of the file comes after the file that it keeps, and submits one without a name.
    const fields = [...readFields(form)].filter(([name, value]) => name !== 'root[file]' || value !== '');
    const parts = [...Object.entries(documents), ...fields, ['root[file]"; filename="', '']].map(
      ([name, value]) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const answer = await browser.send('/playground', {
      method: 'POST',
      body: `${parts.join('')}--x--`,
      headers: { origin: 'http://localhost', 'content-type': 'multipart/form-data; boundary=x' },
    });
    const [, payload = '{}'] = /<pre class="code-block"[^>]*>(.*?)<\/pre>/s.exec(await answer.text()) ?? [];
    expect(JSON.parse(decodeEntities(payload))).toEqual(data);
    expect(answer.status).toBe(200);
  });

  test('an error of an entry is reported at that entry, also after blank ones', async () => {
    const list = { type: 'array', items: { title: 'Entry', type: 'string', minLength: 2 } };
    const schema = { properties: { list, lists: { type: 'array', items: list } } };
    const response = await browser.postForm('/playground', {
      schema: JSON.stringify(schema),
      'root[list][0]': '',
      'root[list][1]': 'a',
      'root[lists][0][0]': '',
      'root[lists][0][1]': 'good',
      'root[lists][0][2]': 'b',
    });
    const inputs = getForm(await response.text()).match(/<input [^>]*name="root[^>]*>/g) ?? [];
    const faulty = inputs.filter((input) => input.includes(' aria-invalid="true"'));
    expect(response.status).toBe(422);
    expect(faulty.map((input) => / name="([^"]*)"/.exec(input)?.[1])).toEqual([
      'root[list][1]',
      'root[lists][0][2]',
    ]);
  });

  test.for(['', ...listExamples().map((name) => `example=${name}`)])(
    'GET renders an example: ?%s',
    async (query) => {
      const response = await browser.get(`/playground?${query}`);
      expect(response.status).toBe(200);
      const html = await response.text();
      expect(getTexts(getForm(html))).toContain(/motor-claim|^$/.test(query) ? 'Next' : 'Check');
      // The site of the tests has languages that an example may lack.
      const notes = [...html.replaceAll('<!-- -->', '').matchAll(/<code>\/[^<]*<\/code>: ([^<]*)/g)].map(
        ([, text = '']) => text,
      );
      expect(notes.filter((text) => !text.startsWith('lacks '))).toEqual([]);
    },
  );
});

describe('a malformed document is refused with the position and the reason', () => {
  const cases: [what: string, documents: Documents, field: string, pointer: string, message: RegExp][] = [
    ['no JSON', { schema: '{"type":' }, 'schema', '', /JSON/],
    ['a schema that is a list', { schema: [] }, 'schema', '', /must be an object/],
    ['a type that there is none of', { schema: { type: 'text' } }, 'schema', '/type', /equal to/],
    [
      'an error below a strange name',
      { schema: { properties: { 'a/b': { minLength: -1 } } } },
      'schema',
      '/properties/a~1b/minLength',
      />= 0/,
    ],
    [
      'a reference that leads nowhere',
      { schema: { properties: { a: { $ref: '#/$defs/none' } } } },
      'schema',
      '/properties/a/$ref',
      /"#\/\$defs\/none" leads nowhere/,
    ],
    [
      'a pattern that is none',
      { schema: { properties: { a: { pattern: '(' } } } },
      'schema',
      '/properties/a/pattern',
      /no regular expression/,
    ],
    ['no JSON in the uiSchema', { schema: {}, ui_schema: '{' }, 'ui_schema', '', /JSON/],
    ['a uiSchema that is a text', { schema: {}, ui_schema: '"x"' }, 'ui_schema', '', /must be an object/],
    ['no JSON in the data', { schema: {}, data: 'x' }, 'data', '', /JSON/],
    ['data that is a list', { schema: {}, data: [1] }, 'data', '', /must be an object/],
    [
      'data without end',
      { schema: {}, data: `${'{"a":'.repeat(80)}1${'}'.repeat(80)}` },
      'data',
      '',
      /too deep/,
    ],
  ];

  test.for(cases)('%s', async ([, documents, field, pointer, message]) => {
    const response = await browser.postForm('/playground', toFields(documents));
    const page = await response.text();
    expect(response.status).toBe(422);
    const [, alert = ''] = /(<div class="alert alert-error".*?<\/div>)/s.exec(page) ?? [];
    expect(alert).toContain(`href="#${field}"`);
    const text = getTexts(alert).join(' ');
    expect(text).toMatch(message);
    if (pointer) expect(text).toContain(`At ${pointer}:`);
    // The form still has what was typed.
    expect(page).toMatch(new RegExp(`<textarea[^>]*id="${field}"[^>]*aria-invalid="true"`));
  });

  test('keywords without effect are listed beside the form', async () => {
    const schema = { type: 'object', properties: { age: { type: 'integer', title: 'Age' } } };
    const uiSchema = { '<b>': {}, age: { 'ui:placehodler': 'x' } };
    const response = await browser.postForm('/playground', toFields({ schema, ui_schema: uiSchema }));
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain('<code>/ui_schema/age/ui:placehodler</code>');
    expect(page).toContain('<code>/ui_schema/&lt;b&gt;</code>');
    expect(getTexts(page).join(' ')).toContain('did you mean "ui:placeholder"?');
    expect(page).toContain('id="root_age"');
    const right = await browser.postForm('/playground', toFields({ schema, ui_schema: { age: {} } }));
    expect(await right.text()).not.toContain('Notes about this form');
  });

  test('what the rendered form sends is validated, without script too', async () => {
    const schema = { type: 'object', properties: { age: { type: 'integer', title: 'Age', minimum: 1 } } };
    const send = (age: string) =>
      browser.postForm('/playground', { schema: JSON.stringify(schema), 'root[age]': age });
    const wrong = await send('0');
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('Age: 1 or more');
    expect((await send('1')).status).toBe(200);
  });
});

describe('where it is', () => {
  const production = { NODE_ENV: 'production', PUBLIC_ORIGIN: 'http://localhost' };
  const paths = [
    ['GET', '/playground'],
    ['POST', '/playground'],
    ['POST', '/playground/check'],
    ['POST', '/playground/forms'],
    ['GET', '/playground/preview'],
    ['POST', '/playground/preview'],
  ] as const;

  test.for(paths)('%s %s is 404 in production', async ([method, path]) => {
    const browser = new TestBrowser(await createTestApp({ variables: production }));
    const response = method === 'GET' ? await browser.get(path) : await browser.postForm(path, {});
    expect(response.status).toBe(404);
  });

  test('PLAYGROUND=1 brings it to production', async () => {
    const variables = { ...production, PLAYGROUND: '1' };
    const browser = new TestBrowser(await createTestApp({ variables }));
    expect((await browser.get('/playground')).status).toBe(200);
    const response = await browser.postJson('/playground/check', { schema: {}, data: {} });
    expect(response.status).toBe(200);
  });

  test('the rules that it compiled are served, and forgotten when many others came', async () => {
    const render = async (maxLength: number) => {
      const schema = JSON.stringify({ type: 'object', properties: { a: { type: 'string', maxLength } } });
      const page = await (await browser.postForm('/playground', { schema })).text();
      return new RegExp(`${validatorsPath}[\\w-]+\\.js`).exec(page)?.[0] ?? '';
    };
    const first = await render(1);
    expect((await browser.get(first)).status).toBe(200);
    for (let count = 2; count <= 52; count += 1) await render(count);
    expect((await browser.get(first)).status).toBe(404);
  });

  test('keys that every object inherits are compared as the data that they are', async () => {
    const schema = { type: 'object', properties: { point: { const: { x: 1 } } } };
    for (const point of [{ valueOf: '' }, { toString: null }, { constructor: 1 }]) {
      const response = await browser.postJson('/playground/check', { schema, data: { point } });
      expect(await readJson(response)).toMatchObject({ has_errors: true });
    }
  });
});
