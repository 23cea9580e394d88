import { describe, expect, test } from 'vitest';
import { addError, getErrorPath, type RuleError } from './error-texts.ts';
import { getField } from './form-field.ts';
import type { ErrorSchema, JsonSchema, JsonValue, UiSchema } from './json-schema.ts';
import { isMissingWriteOnly, validateData } from './validate-data.ts';
import type { Writing } from './writing.ts';

/** Says the key and the values of a text instead of the text. */
const translate = (key: string, values: Record<string, string | number>) =>
  [key, ...Object.entries(values).map(([name, value]) => `${name}=${value}`)].join(' ');

/** What is said of these errors of a validator. */
function explain(
  errors: Partial<RuleError>[],
  schema: JsonSchema = {},
  ui_schema: UiSchema = {},
  data: JsonValue = {},
  order: Writing['date'] = ['day', 'month', 'year'],
): ErrorSchema {
  const whole = errors.map((error) => ({
    keyword: '',
    instancePath: '',
    schemaPath: '#/x',
    params: {},
    ...error,
  }));
  const validate = Object.assign(() => whole.length === 0, { errors: whole });
  const writing = { decimal: '.', group: ',', date: order };
  return validateData({ schema, ui_schema }, validate, data, { translate, writing });
}

const schema: JsonSchema = {
  type: 'object',
  properties: {
    name: { type: 'string', title: 'First name' },
    id: { type: 'string', title: 'ID number' },
    kind: { enum: ['a'], title: 'Kind' },
    age: { type: 'integer', title: 'Age' },
    dob: { type: 'string', format: 'date', title: 'Date of birth' },
    tags: { type: 'array', title: 'Tags', items: { type: 'string', title: 'Tag' } },
  },
};

describe('the text of an error', () => {
  const cases: [what: string, error: Partial<RuleError>, path: string, text: string][] = [
    [
      'a missing value',
      { keyword: 'required', params: { missingProperty: 'name' } },
      'name',
      'required title=First name',
    ],
    [
      'a missing value whose title begins with an abbreviation',
      { keyword: 'required', params: { missingProperty: 'id' } },
      'id',
      'required title=ID number',
    ],
    [
      'a missing choice',
      { keyword: 'required', params: { missingProperty: 'kind' } },
      'kind',
      'required_choice title=Kind',
    ],
    [
      'an unknown key',
      { keyword: 'additionalProperties', params: { additionalProperty: 'x' } },
      'x',
      'unknown title=x',
    ],
    ['no option', { keyword: 'enum', instancePath: '/kind' }, 'kind', 'choice title=Kind'],
    [
      'a limit',
      { keyword: 'minLength', instancePath: '/name', params: { limit: 2 } },
      'name',
      'minLength title=First name limit=2 count=2',
    ],
    [
      'a multiple',
      { keyword: 'multipleOf', instancePath: '/age', params: { multipleOf: 5 } },
      'age',
      'multipleOf title=Age limit=5 count=5',
    ],
    ['no number', { keyword: 'type', instancePath: '/age' }, 'age', 'number title=Age'],
    ['no text', { keyword: 'type', instancePath: '/name' }, 'name', 'format title=First name'],
    [
      'a format that we have words for',
      { keyword: 'format', instancePath: '/dob', params: { format: 'date' } },
      'dob',
      'format_date title=Date of birth',
    ],
    [
      'a format that we have none for',
      { keyword: 'format', instancePath: '/name', params: { format: 'isbn' } },
      'name',
      'format title=First name',
    ],
    [
      'a date too late',
      { keyword: 'formatMaximum', instancePath: '/dob', params: { limit: '2000-01-01' } },
      'dob',
      'formatMaximum title=Date of birth limit=2000-01-01',
    ],
    [
      'a date that is not yet',
      { keyword: 'formatMaximum', instancePath: '/dob', params: { limit: '2999-01-01' } },
      'dob',
      'inFuture title=Date of birth limit=2999-01-01',
    ],
    [
      'a rule without words',
      { keyword: 'maxProperties', instancePath: '/name' },
      'name',
      'format title=First name',
    ],
  ];

  test.each(cases)('%s', (_, error, path, text) => {
    expect(explain([error], schema)).toEqual({ [path]: { __errors: [text] } });
  });

  test('can be the form’s own', () => {
    const own = { name: { 'ui:options': { errors: { pattern: 'Letters only' } } } };
    const errors = [{ keyword: 'pattern', instancePath: '/name' }];
    expect(explain(errors, schema, own)).toEqual({ name: { __errors: ['Letters only'] } });
  });

  test('uses the title of the uiSchema where there is one', () => {
    const errors = [{ keyword: 'pattern', instancePath: '/name' }];
    const text = 'pattern title=Your name';
    expect(explain(errors, schema, { name: { 'ui:title': 'Your name' } })).toEqual({
      name: { __errors: [text] },
    });
  });

  test('says one thing of a date that is none', () => {
    const errors = [
      { keyword: 'format', instancePath: '/dob', params: { format: 'date' } },
      { keyword: 'formatMinimum', instancePath: '/dob', params: { limit: '1900-01-01' } },
    ];
    expect(explain(errors, schema).dob).toEqual({
      __errors: ['format_date title=Date of birth'],
    });
  });

  test('is there for what is wrong inside lists', () => {
    const errors = [{ keyword: 'minLength', instancePath: '/tags/1', params: { limit: 1 } }];
    expect(explain(errors, schema, {}, { tags: ['a', ''] })).toEqual({
      tags: { 1: { __errors: ['minLength title=Tag 2 limit=1 count=1'] } },
    });
  });
});

describe('an error calls a field as the form does', () => {
  const tooShort = (instancePath: string) => [{ keyword: 'minLength', instancePath, params: { limit: 1 } }];
  const getTitle = (errors: ErrorSchema) => /title=(.*) limit/.exec(JSON.stringify(errors))?.[1];
  const text = { type: 'string' };
  const branch = (kind: string, title: string) => ({
    properties: { kind: { const: kind }, number: { ...text, title } },
  });

  test.each<[what: string, schema: object, uiSchema: UiSchema, data: JsonValue, path: string, title: string]>(
    [
      [
        'by the branch that applies',
        { oneOf: [branch('card', 'Card number'), branch('bank', 'Account number')] },
        {},
        { kind: 'bank', number: '' },
        '/number',
        'Account number',
      ],
      [
        'by the condition that holds',
        {
          properties: { at: { type: 'string' } },
          if: { properties: { of: { const: 1 } } },
          // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
          then: { properties: { at: { title: 'Arrival' } } },
          else: { properties: { at: { title: 'Departure' } } },
        },
        {},
        { of: 2, at: '' },
        '/at',
        'Departure',
      ],
      [
        'by the uiSchema of an entry of a map',
        { additionalProperties: text },
        { home: { 'ui:title': 'At home' } },
        { home: '' },
        '/home',
        'At home',
      ],
      [
        'by the name of its list, for an item without a title',
        { properties: { tags: { title: 'Tags', type: 'array', items: text } } },
        {},
        { tags: ['a', 'b', ''] },
        '/tags/2',
        'Tags 3',
      ],
      [
        'by its own title alone, for a fixed item',
        { properties: { at: { type: 'array', prefixItems: [text, { ...text, title: 'Street' }] } } },
        {},
        { at: ['a', ''] },
        '/at/1',
        'Street',
      ],
    ],
  )('%s', (_, schema, uiSchema, data, path, title) => {
    const errors = explain(tooShort(path), { type: 'object', ...schema }, uiSchema, data);
    expect(getTitle(errors)).toBe(title);
  });

  test('among thousands of items, in a moment', () => {
    const members = Object.fromEntries(
      Array.from({ length: 50 }, (_, n) => [`m${n}`, { ...text, title: `M${n}` }]),
    );
    const items = { type: 'object', properties: members };
    const schema = { type: 'object', properties: { list: { type: 'array', items } } };
    const list = Array.from({ length: 1000 }, () => ({ m1: '' }));
    const found = list.flatMap((_, index) => tooShort(`/list/${index}/m1`));
    const start = performance.now();
    expect(getTitle(explain(found, schema, {}, { list }))).toContain('M1');
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('a date in parts says which of them is wrong', () => {
  const notADate = [{ keyword: 'format', instancePath: '/dob', params: { format: 'date' } }];
  const getKeys = (dob: string, uiSchema: UiSchema = {}, order?: Writing['date']) =>
    explain(notADate, schema, uiSchema, { dob }, order).dob;

  test('in the order of the fields', () => {
    const [day, month] = ['wrongDay title=Date of birth', 'wrongMonth title=Date of birth'];
    expect(getKeys('1990-13-32')).toEqual({ __errors: [day, month] });
    expect(getKeys('1990-13-32', {}, ['month', 'day', 'year'])).toEqual({ __errors: [month, day] });
    expect(getKeys('1990-13-32', { dob: { 'ui:options': { format: 'MDY' } } })).toEqual({
      __errors: [month, day],
    });
  });

  test('but not where the form has a text of its own', () => {
    const own = { dob: { 'ui:options': { errors: { format: 'As in your passport' } } } };
    expect(getKeys('1990-13-32', own)).toEqual({ __errors: ['As in your passport'] });
  });
});

test('a limit has groups where its field has them', () => {
  const errors = [{ keyword: 'maximum', instancePath: '/n', params: { limit: 1_000_000.5 } }];
  const getText = (n: JsonSchema, uiSchema: UiSchema = {}) =>
    explain(errors, { type: 'object', properties: { n } }, { n: uiSchema }, { n: 2e6 }).n;
  expect(getText({ type: 'number', title: 'N' })).toEqual({
    __errors: ['maximum title=N limit=1,000,000.5 count=1000000.5'],
  });
  expect(getText({ type: 'integer', title: 'N' })).toEqual({
    __errors: ['maximum title=N limit=1000000.5 count=1000000.5'],
  });
  expect(getText({ type: 'integer', title: 'N' }, { 'ui:options': { grouping: true } })).toEqual({
    __errors: ['maximum title=N limit=1,000,000.5 count=1000000.5'],
  });
});

test('nothing wrong is no error', () => {
  expect(explain([])).toEqual({});
});

test('something is always said of what is wrong', () => {
  expect(Object.keys(explain([{ keyword: 'if' }])).length).toBeGreaterThan(0);
});

test.each([
  [{ instancePath: '/a~1b/c~0d', params: {} }, ['a/b', 'c~d']],
  [{ instancePath: '', params: {} }, []],
  [{ instancePath: '/a', params: { missingProperty: 'b' } }, ['a', 'b']],
  [{ instancePath: '', params: { unevaluatedProperty: 'b' } }, ['b']],
])('the path of %j', (error, path) => {
  expect(getErrorPath({ keyword: '', schemaPath: '', ...error })).toEqual(path);
});

describe('an error is added', () => {
  test('once', () => {
    const errors: ErrorSchema = {};
    for (const text of ['a', 'b', 'a']) addError(errors, ['x', 'y'], text);
    expect(errors).toEqual({ x: { y: { __errors: ['a', 'b'] } } });
  });

  test('to the whole', () => {
    const errors: ErrorSchema = {};
    addError(errors, [], 'a');
    expect(errors).toEqual({ __errors: ['a'] });
  });

  test.each(['__proto__', 'constructor', 'toString'])('to a key %s', (key) => {
    const errors: ErrorSchema = {};
    addError(errors, [key, 'x'], 'a');
    addError(errors, [key], 'b');
    expect(JSON.stringify(errors)).toBe(`{"${key}":{"x":{"__errors":["a"]},"__errors":["b"]}}`);
    expect({}).not.toHaveProperty('__errors');
  });

  test('to a key __errors, whatever came before or comes after', () => {
    const errors: ErrorSchema = {};
    addError(errors, ['__errors'], 'a');
    addError(errors, [], 'b');
    addError(errors, ['__errors'], 'c');
    expect(JSON.stringify(errors)).toContain('c');
  });
});

test('a field that the schema does not know is called by its name', () => {
  expect(getField({ schema, ui_schema: {} }, ['nowhere', 'x']).title).toBe('x');
  expect(getField({ schema, ui_schema: {} }, ['constructor']).title).toBe('constructor');
});

test('a page is silent about a missing value that only the server knows', () => {
  const schema: JsonSchema = {
    required: ['pin', 'name'],
    properties: { pin: { type: 'string', writeOnly: true }, name: { type: 'string' } },
  };
  const form = { schema, ui_schema: {} };
  const isUntold = (missingProperty: string) =>
    isMissingWriteOnly(form, {
      keyword: 'required',
      instancePath: '',
      schemaPath: '#/required',
      params: { missingProperty },
    });
  expect([isUntold('pin'), isUntold('name')]).toEqual([true, false]);
});
