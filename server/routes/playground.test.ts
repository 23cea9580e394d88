import type { JsonValue } from 'schema-form/server';
import { describe, expect, test } from 'vitest';
import { corpus } from '../../e2e/corpus.ts';
import { listExamples } from '../services/playground-examples.ts';
import { validatorsPath } from '../services/profile-forms.ts';
import { createTestApp, startFileApp } from '../testing/create-test-app.ts';
import { createPlainValidator } from '../testing/plain-validator.ts';
import { readJson, TestBrowser } from '../testing/test-browser.ts';

/** The playground stores nothing: one app does for all tests. */
const app = await startFileApp({ variables: { PLAYGROUND: '1' } });
const browser = new TestBrowser(app);

type Documents = Partial<Record<'schema' | 'ui_schema' | 'data', unknown>>;

function toTexts(documents: Documents): Record<string, string> {
  const entries = Object.entries(documents).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return Object.fromEntries(entries);
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };

/** The texts of a piece of HTML, each on a line of its own. */
function getTexts(html: string): string[] {
  return html
    .replaceAll(/<!-- -->/g, '')
    .split(/<[^>]*>/)
    .map((text) => decodeEntities(text).trim())
    .filter(Boolean);
}

/** The form that was rendered, without the hidden fields that hold what it was rendered from. */
function getForm(html: string): string {
  const [, form = ''] =
    /<form class="form" [^>]*>(.*?)<\/form>/s.exec(html.split('editors').at(-1) ?? '') ?? [];
  return form.replaceAll(/<input type="hidden" name="(schema|ui_schema|data)"[^>]*>/g, '');
}

function decodeEntities(text = ''): string {
  return text.replaceAll(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => entities[name] ?? '');
}

/** What a browser without script would send of a form that nobody has touched. */
function* readFields(form: string): Generator<[string, string]> {
  const controls =
    /<(input|textarea|select)\b([^>]*)>(?:((?:(?!<\/select|<\/textarea|<input).)*)<\/(?:select|textarea)>)?/gs;
  for (const [, tag, attributes = '', content = ''] of form.matchAll(controls)) {
    const read = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1];
    const name = read('name');
    const isSent =
      !/ disabled=""/.test(attributes) &&
      !(/ type="(checkbox|radio)"/.test(attributes) && !/ checked=""/.test(attributes));
    if (name === undefined || !isSent) continue;
    const option =
      /<option[^>]* selected=""[^>]*>/.exec(content)?.[0] ?? /<option[^>]*>/.exec(content)?.[0] ?? '';
    const value =
      tag === 'input' ? read('value') : tag === 'textarea' ? content : / value="([^"]*)"/.exec(option)?.[1];
    yield [decodeEntities(name), decodeEntities(value).replace(/^\n/, '')];
  }
}

/** The same by their names, where the last one of a name counts. */
function readValues(form: string): Record<string, string> {
  return Object.fromEntries(readFields(form));
}

describe('every schema of the corpus is rendered without script', () => {
  test.for(corpus)('$name', async (item) => {
    app.logs.length = 0;
    const { schema, ui_schema, data } = item;
    const response = await browser.postForm('/playground', toTexts({ schema, ui_schema, data }));
    const page = await response.text();
    const form = getForm(page);
    const texts = getTexts(form);
    expect(response.status).toBe(200);
    expect(app.logs.filter((line) => line.includes('"level":50'))).toEqual([]);
    for (const title of item.shows) expect(texts).toContain(title.trim());
    // The end of the form: what throws while it is rendered leaves none.
    expect(texts).toContain('Check');
    expect(page).not.toContain('[object Object]');
    // Neither a schema nor the words of programmers.
    expect(form).not.toMatch(/&quot;(type|properties|items|\$ref|oneOf|anyOf)&quot;:/);
    expect(texts.join('\n')).not.toMatch(/undefined|circular|unsupported|\$ref cycle|No widget/i);

    // Valid values that are sent back as they were rendered are valid still.
    if (!createPlainValidator(schema)(data)) return;
    const body = new URLSearchParams([
      ...Object.entries(toTexts({ schema, ui_schema })),
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
    const response = await browser.postForm('/playground', toTexts({ schema, data }));
    const form = getForm(await response.text());
    expect(response.status).toBe(200);
    expect(Object.values(readValues(form))).toContain('A title of its own');
    expect(getTexts(form)).toContain('Check');
  });

  test('in a group that is read-only nothing can be written', async () => {
    const inside = { type: 'object', properties: { a: { type: 'string' } } };
    const schema = { type: 'object', properties: { group: { ...inside, readOnly: true }, other: inside } };
    const ui_schema = { other: { 'ui:readonly': true } };
    const response = await browser.postForm('/playground', toTexts({ schema, ui_schema }));
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
      ['a number', { schema: { title: 'Count', minimum: 2 }, data: 2 }, { 'root[value]': '3' }, '3'],
      ['an option', { schema: { title: 'One of', enum: [1, 2] }, data: 1 }, { 'root[value]': '2' }, '2'],
    ];
    test.for(cases)('%s', async ([, documents, fields, sent]) => {
      const rendered = await browser.postForm('/playground', toTexts(documents));
      expect(rendered.status).toBe(200);
      const form = getForm(await rendered.text());
      expect(getTexts(form)).toContain((documents.schema as { title: string }).title);
      expect(Object.keys(readValues(form))).toContain(Object.keys(fields)[0]);
      const answer = await browser.postForm('/playground', { ...toTexts(documents), ...fields });
      const page = await answer.text();
      expect(answer.status).toBe(200);
      const [, payload = ''] = /<pre class="code-block"[^>]*>(.*?)<\/pre>/s.exec(page) ?? [];
      expect(JSON.parse(decodeEntities(payload))).toEqual(sent);
    });

    test('and errors at the value', async () => {
      const documents = { schema: { type: 'array', items: { type: 'integer', title: 'Number' } } };
      const answer = await browser.postForm('/playground', { ...toTexts(documents), 'root[value][0]': 'x' });
      expect(answer.status).toBe(422);
      expect(readValues(getForm(await answer.text()))).toMatchObject({ 'root[value][0]': 'x' });
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
    expect(readValues(form)).toMatchObject({ 'root[list][0]': 'a', 'root[list][1]': '' });
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
      ...toTexts({ schema, data: { list: [1, 2] } }),
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
    const values = readValues(form);
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
        ...toTexts({ schema }),
        'root[map]__map': '',
        'root[map][old]__key': 'new',
        'root[map][old]': '7',
        change_list,
      });
      expect(response.status).toBe(200);
      return readValues(getForm(await response.text()));
    };
    const [map, entry] = [{ 'root[map]__map': '' }, { 'root[map][new]__key': 'new', 'root[map][new]': '7' }];
    const added = { 'root[map][New name]__key': 'New name', 'root[map][New name]': '' };
    expect(await press('addKey root[map][New name]')).toEqual({ ...map, ...entry, ...added });
    expect(await press('removeKey root[map][old]')).toEqual(map);
  });

  test('a map at the root has no buttons, and its names stay', async () => {
    const schema = { additionalProperties: { type: 'string' } };
    const form = getForm(
      await (await browser.postForm('/playground', toTexts({ schema, data: { a: '1' } }))).text(),
    );
    expect(readValues(form)).toEqual({ 'root[a]': '1' });
    expect(form).not.toMatch(/addKey|removeKey/);
    expect(form).toMatch(/<input [^>]*readOnly="" [^>]*value="a"/);
  });

  test('what tells the branches of a choice apart is sent by the choice, and no field', async () => {
    const toWay = (name: string) => ({ properties: { way: { const: name, title: 'Way' } } });
    const schema = { properties: { pay: { type: 'object', oneOf: [toWay('cash'), toWay('card')] } } };
    const render = async (data: object) =>
      getForm(await (await browser.postForm('/playground', toTexts({ schema, data }))).text());
    const form = await render({ pay: { way: 'card' } });
    expect(getTexts(form)).not.toContain('Way (optional)');
    // Branches without titles are called by it.
    expect(form).toMatch(/value="0"\/><bdi>cash<.*checked="" value="1"\/><bdi>card</);
    expect([...readFields(form)]).toEqual([
      ['root[pay]__oneof_select', '1'],
      ['root[pay][way]', 'card'],
    ]);
    expect([...readFields(await render({}))]).toContainEqual(['root[pay][way]', '']);
  });

  test('a property may be called __proto__ anywhere', async () => {
    const schema = '{"properties":{"list":{"items":{"properties":{"__proto__":{"type":"string"}}}}}}';
    const answer = await browser.postForm('/playground', { schema, 'root[list][0][__proto__]': 'x' });
    const page = await answer.text();
    expect(readValues(getForm(page))).toMatchObject({ 'root[list][0][__proto__]': 'x' });
    const [, payload = ''] = /<pre class="code-block"[^>]*>(.*?)<\/pre>/s.exec(page) ?? [];
    expect(decodeEntities(payload)).toMatch(/"__proto__": "x"/);
  });

  test('an error of an entry is said at it, whatever blank ones stand before it', async () => {
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

describe('a document that is none is refused, with where and why', () => {
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
    const response = await browser.postForm('/playground', toTexts(documents));
    const page = await response.text();
    expect(response.status).toBe(422);
    const [, alert = ''] = /(<div class="alert alert-error".*?<\/div>)/s.exec(page) ?? [];
    expect(alert).toContain(`href="#${field}"`);
    const text = getTexts(alert).join(' ');
    expect(text).toMatch(message);
    if (pointer) expect(text).toContain(`At ${pointer}:`);
    // What was typed is still there.
    expect(page).toMatch(new RegExp(`<textarea[^>]*id="${field}"[^>]*aria-invalid="true"`));
  });

  test('what has no effect is listed beside the form', async () => {
    const schema = { type: 'object', properties: { age: { type: 'integer', title: 'Age' } } };
    const uiSchema = { '<b>': {}, age: { 'ui:placehodler': 'x' } };
    const response = await browser.postForm('/playground', toTexts({ schema, ui_schema: uiSchema }));
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain('<code>/ui_schema/age/ui:placehodler</code>');
    expect(page).toContain('<code>/ui_schema/&lt;b&gt;</code>');
    expect(getTexts(page).join(' ')).toContain('did you mean "ui:placeholder"?');
    expect(page).toContain('id="root_age"');
    const right = await browser.postForm('/playground', toTexts({ schema, ui_schema: { age: {} } }));
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

describe('the check says what the rules say', () => {
  test.for(corpus)('$name', async (item) => {
    const isValid = createPlainValidator(item.schema);
    const check = async (data: JsonValue) => {
      const response = await browser.postJson('/playground/check', { schema: item.schema, data });
      expect(response.status).toBe(200);
      const { has_errors, errors } = await readJson(response);
      expect(has_errors).toBe(Object.keys(errors as object).length > 0);
      return has_errors;
    };
    expect(await check(item.data)).toBe(!isValid(item.data));
    for (const data of item.invalid) {
      expect(isValid(data), JSON.stringify(data)).toBe(false);
      expect(await check(data), JSON.stringify(data)).toBe(true);
    }
  });

  test('a schema may be true or false', async () => {
    const check = async (schema: boolean) =>
      await readJson(await browser.postJson('/playground/check', { schema, data: { a: 1 } }));
    expect(await check(true)).toEqual({ has_errors: false, errors: {} });
    expect(await check(false)).toMatchObject({ has_errors: true });
  });

  const broken: [what: string, schema: unknown, pointer: string][] = [
    ['no schema at all', undefined, ''],
    ['a text', 'x', ''],
    ['a list', [], ''],
    ['a type that there is none of', { properties: { a: { type: 'text' } } }, '/properties/a/type'],
    ['a reference that leads nowhere', { $ref: '#/$defs/x' }, '/$ref'],
    ['a pattern that is none', { pattern: '[' }, '/pattern'],
  ];
  test.for(broken)('422 and where: %s', async ([, schema, pointer]) => {
    const response = await browser.postJson('/playground/check', { schema, data: {} });
    expect(response.status).toBe(422);
    expect(await readJson(response)).toEqual({ error_message: expect.stringMatching(/./), pointer });
  });

  test('a body that is no JSON object is 400, another media type 415', async () => {
    expect((await browser.postJson('/playground/check', '[]')).status).toBe(400);
    const headers = { 'content-type': 'text/plain' };
    expect((await browser.postJson('/playground/check', '{}', headers)).status).toBe(415);
  });
});

describe('the forms for a script', () => {
  const schema = {
    type: 'object',
    properties: { age: { type: 'integer', title: { en: 'Age', ar: 'العمر' } } },
  };
  const request = (documents: Documents, languages: unknown) =>
    browser.postJson('/playground/forms', {
      schema: '',
      ui_schema: '',
      data: '',
      ...toTexts(documents),
      languages,
    });

  test('are in the languages that were asked for, with their warnings', async () => {
    const ui_schema = { age: { 'ui:hlep': 'x' } };
    const response = await request({ schema, ui_schema, data: { age: 7 } }, ['en', 'AR']);
    expect(response.status).toBe(200);
    const answer = await readJson(response);
    const validator = expect.stringMatching(new RegExp(`^${validatorsPath}[\\w-]+\\.js$`));
    const toForm = (title: string) => ({
      schema: { properties: { age: { type: 'integer', title } } },
      data: { age: 7 },
      errors: {},
      validator,
    });
    expect(answer).toMatchObject({
      forms: { en: toForm('Age'), ar: toForm('العمر') },
      is_wrapped: false,
      warnings: [
        { kind: 'option', pointer: '/ui_schema/age/ui:hlep' },
        {
          kind: 'translation',
          pointer: '/schema/properties/age/title',
          problem: expect.stringMatching(/^lacks fr, es/),
        },
      ],
    });
  });

  test('wrap a value that is no object', async () => {
    const answer = await readJson(await request({ schema: { type: 'string' }, data: '"a"' }, ['en']));
    expect(answer).toMatchObject({ is_wrapped: true, forms: { en: { data: { value: 'a' } } } });
  });

  test('are refused with where and why, in the words of the page', async () => {
    const broken = { properties: { a: { type: 'text' } } };
    const answer = await readJson(await request({ schema: broken }, ['en']));
    expect(answer).toEqual({
      problem: {
        field: 'schema',
        pointer: '/properties/a/type',
        message: expect.stringMatching(/equal to/),
      },
    });
    const { message } = (answer as { problem: { message: string } }).problem;
    const page = await browser.postForm('/playground', toTexts({ schema: broken }));
    expect(decodeEntities(await page.text())).toContain(message);
    expect(await readJson(await request({ schema, data: [1] }, ['en']))).toMatchObject({
      problem: { field: 'data', message: 'must be an object' },
    });
  });

  test('take no other languages, and say which ones', async () => {
    for (const languages of [undefined, [], ['xx'], ['en', 'xx'], 'en', ['en', 'ar', 'fr', 'es'], [{}]]) {
      const response = await request({ schema }, languages);
      expect(response.status).toBe(400);
      expect(await readJson(response)).toEqual({
        error_message: 'languages must be a list of 1 to 3 of these: en, ar, fr, es, hi, ur, id, sw',
      });
    }
    const response = await browser.postJson('/playground/forms', { schema: {}, languages: ['en'] });
    expect(await readJson(response)).toEqual({ error_message: 'schema, ui_schema, data must be texts' });
  });

  test('of a schema that takes too long say so', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index) => [`p${index}`, { enum: [index] }]),
    );
    const answer = await readJson(await request({ schema: { properties: many } }, ['en', 'ar']));
    expect(answer).toMatchObject({ problem: { message: expect.stringMatching(/more time|too/) } });
  });
});

describe('the form alone', () => {
  const documents = toTexts({
    schema: { properties: { age: { type: 'integer', title: 'Age', minimum: 1 } } },
  });

  test('may be framed by this origin, and only the playground frames', async () => {
    const getHeaders = async (path: string) => (await browser.get(path)).headers;
    const preview = await getHeaders('/playground/preview');
    expect(preview.get('content-security-policy')).toContain("frame-ancestors 'self'");
    expect(preview.get('content-security-policy')).not.toContain('frame-src');
    expect(preview.get('x-frame-options')).toBe('SAMEORIGIN');
    const page = await getHeaders('/playground/');
    expect(page.get('content-security-policy')).toContain("frame-src 'self'");
    for (const path of ['/playground', '/playground/forms', '/sign-in', '/playground/preview/x']) {
      const headers = await getHeaders(path);
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-frame-options')).toBe('DENY');
    }
  });

  test('is rendered in its own language, and checks what is submitted', async () => {
    const send = (fields: Record<string, string>) =>
      browser.postForm('/playground/preview', { ...documents, language: 'ar', ...fields });
    const shown = await send({});
    expect(shown.status).toBe(200);
    const html = await shown.text();
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toContain('name="language" value="ar"');
    expect(getTexts(html)).toContain('تحقق');
    expect(html).not.toContain('<textarea');
    expect((await send({ 'root[age]': '0' })).status).toBe(422);
    expect((await send({ 'root[age]': '1' })).status).toBe(200);
  });

  test('has no scripts in a frame that was submitted to, because none may run there', async () => {
    const send = async (destination: string) => {
      const headers = { 'sec-fetch-dest': destination, origin: 'http://localhost' };
      const body = new URLSearchParams(documents);
      return (await browser.send('/playground/preview', { method: 'POST', body, headers })).text();
    };
    expect(await send('document')).toMatch(/<script type="module"/);
    const framed = await send('iframe');
    expect(framed).not.toMatch(/<script[^>]*src|modulepreload/);
    expect(framed).toContain('rel="stylesheet"');
    expect(framed).toContain('id="root_age"');
  });

  test('is in no language that the site lacks, and says which ones it has', async () => {
    const refused = [
      await browser.get('/playground/preview?language=xx'),
      await browser.postForm('/playground/preview', { ...documents, language: 'xx' }),
    ];
    for (const response of refused) {
      expect(response.status).toBe(422);
      expect(decodeEntities(await response.text())).toContain(
        '"xx" is no language of this site; use one of en, ar, fr, es, hi, ur, id, sw',
      );
    }
  });
});

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
    const rendering = browser.postForm('/playground', toTexts(documents));
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
    // The rules of fifty such types take more memory than the sandbox has.
    ['choices with each other', createTypes((reference) => ({ anyOf: [reference, { type: 'string' }] }), 25)],
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
    const response = await browser.postForm('/playground', toTexts({ schema, data }));
    const page = await response.text();
    // Most take less than 200 ms on a quiet machine, the compiling of their rules apart; without bounds, for ever.
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
    expect(response.status).toBe(200);
    expect(getTexts(getForm(page))).toContain('Check');
    expect(page.length).toBeLessThan(5e6);
  });
});
