import type { JsonValue } from 'schema-form/server';
import { describe, expect, test } from 'vitest';
import { corpus } from '../../e2e/corpus.ts';
import { validatorsPath } from '../services/profile-forms.ts';
import { startFileApp } from '../testing/create-test-app.ts';
import { createPlainValidator } from '../testing/plain-validator.ts';
import { type Documents, decodeEntities, toFields } from '../testing/playground-form.ts';
import { readJson, TestBrowser } from '../testing/test-browser.ts';

/** The playground stores nothing: one app does for all tests. */
const browser = new TestBrowser(await startFileApp({ variables: { PLAYGROUND: '1' } }));

describe('the check reports the errors of the validator', () => {
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
      ...toFields(documents),
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
    const page = await browser.postForm('/playground', toFields({ schema: broken }));
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
