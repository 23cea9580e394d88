import { describe, expect, test } from 'vitest';
import { addError, getErrorPath, type RuleError } from './error-texts.ts';
import { getField } from './form-field.ts';
import type { ErrorSchema, JsonSchema, JsonValue, UiSchema } from './json-schema.ts';
import { isMissingWriteOnly, validateData } from './validate-data.ts';
import type { Writing } from './writing.ts';

/** Returns the key and the values of a text instead of the text. */
const translate = (key: string, values: Record<string, string | number>) =>
  [key, ...Object.entries(values).map(([name, value]) => `${name}=${value}`)].join(' ');

/** Returns the texts for the given errors of a validator. */
function getTexts(
  errors: Partial<RuleError>[],
  schema: JsonSchema = {},
  ui_schema: UiSchema = {},
  data: JsonValue = {},
  { order = ['day', 'month', 'year'], locale = 'en-GB' }: { order?: Writing['date']; locale?: string } = {},
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
  return validateData({ schema, ui_schema }, validate, data, { translate, locale, writing });
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
      'a missing option',
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
    [
      'a value that is not an option',
      { keyword: 'enum', instancePath: '/kind' },
      'kind',
      'choice title=Kind',
    ],
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
    ['a value that is not a number', { keyword: 'type', instancePath: '/age' }, 'age', 'number title=Age'],
    [
      'a value that is not a text',
      { keyword: 'type', instancePath: '/name' },
      'name',
      'format title=First name',
    ],
    [
      'a format that has its own text',
      { keyword: 'format', instancePath: '/dob', params: { format: 'date' } },
      'dob',
      'format_date title=Date of birth',
    ],
    [
      'a format that has no text',
      { keyword: 'format', instancePath: '/name', params: { format: 'isbn' } },
      'name',
      'format title=First name',
    ],
    [
      'a date after the limit',
      { keyword: 'formatMaximum', instancePath: '/dob', params: { limit: '2000-01-01' } },
      'dob',
      'formatMaximum title=Date of birth limit=1 January 2000',
    ],
    [
      'a date that must be before the limit',
      { keyword: 'formatExclusiveMaximum', instancePath: '/dob', params: { limit: '2000-01-01' } },
      'dob',
      'formatExclusiveMaximum title=Date of birth limit=1 January 2000',
    ],
    [
      'a date in the future',
      { keyword: 'formatMaximum', instancePath: '/dob', params: { limit: '2999-01-01' } },
      'dob',
      'inFuture title=Date of birth limit=1 January 2999',
    ],
    [
      'a keyword without a text',
      { keyword: 'not', instancePath: '/name' },
      'name',
      'format title=First name',
    ],
    [
      'the properties of a map, which are entries',
      { keyword: 'maxProperties', instancePath: '/name', params: { limit: 2 } },
      'name',
      'maxItems title=First name limit=2 count=2',
    ],
    [
      'a missing entry',
      { keyword: 'contains', instancePath: '/name', params: { minContains: 1 } },
      'name',
      'contains title=First name',
    ],
    [
      'entries of which there are too many or too few',
      { keyword: 'contains', instancePath: '/name', params: { minContains: 1, maxContains: 1 } },
      'name',
      'format title=First name',
    ],
  ];

  test.each(cases)('%s', (_, error, path, text) => {
    expect(getTexts([error], schema)).toEqual({ [path]: { __errors: [text] } });
  });

  test('can come from the uiSchema', () => {
    const own = { name: { 'ui:options': { errors: { pattern: 'Letters only' } } } };
    const errors = [{ keyword: 'pattern', instancePath: '/name' }];
    expect(getTexts(errors, schema, own)).toEqual({ name: { __errors: ['Letters only'] } });
  });

  test('contains the title of the uiSchema if there is one', () => {
    const errors = [{ keyword: 'pattern', instancePath: '/name' }];
    const text = 'pattern title=Your name';
    expect(getTexts(errors, schema, { name: { 'ui:title': 'Your name' } })).toEqual({
      name: { __errors: [text] },
    });
  });

  test('of a malformed date does not mention its limits', () => {
    const errors = [
      { keyword: 'format', instancePath: '/dob', params: { format: 'date' } },
      { keyword: 'formatMinimum', instancePath: '/dob', params: { limit: '1900-01-01' } },
    ];
    expect(getTexts(errors, schema).dob).toEqual({
      __errors: ['format_date title=Date of birth'],
    });
  });

  test('is reported for items of lists', () => {
    const errors = [{ keyword: 'minLength', instancePath: '/tags/1', params: { limit: 1 } }];
    expect(getTexts(errors, schema, {}, { tags: ['a', ''] })).toEqual({
      tags: { 1: { __errors: ['minLength title=Tag 2 limit=1 count=1'] } },
    });
  });
});

describe('an error uses the title that the form shows', () => {
  const tooShort = (instancePath: string) => [{ keyword: 'minLength', instancePath, params: { limit: 1 } }];
  const getTitle = (errors: ErrorSchema) => /title=(.*) limit/.exec(JSON.stringify(errors))?.[1];
  const text = { type: 'string' };
  const branch = (kind: string, title: string) => ({
    properties: { kind: { const: kind }, number: { ...text, title } },
  });

  test.each<[what: string, schema: object, uiSchema: UiSchema, data: JsonValue, path: string, title: string]>(
    [
      [
        'from the branch that applies',
        { oneOf: [branch('card', 'Card number'), branch('bank', 'Account number')] },
        {},
        { kind: 'bank', number: '' },
        '/number',
        'Account number',
      ],
      [
        'from the branch of a condition',
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
        'from the uiSchema of a map entry',
        { additionalProperties: text },
        { home: { 'ui:title': 'At home' } },
        { home: '' },
        '/home',
        'At home',
      ],
      [
        'from the list and with a number, for an item without a title',
        { properties: { tags: { title: 'Tags', type: 'array', items: text } } },
        {},
        { tags: ['a', 'b', ''] },
        '/tags/2',
        'Tags 3',
      ],
      [
        'without a number, for a fixed item with a title',
        { properties: { at: { type: 'array', prefixItems: [text, { ...text, title: 'Street' }] } } },
        {},
        { at: ['a', ''] },
        '/at/1',
        'Street',
      ],
    ],
  )('%s', (_, schema, uiSchema, data, path, title) => {
    const errors = getTexts(tooShort(path), { type: 'object', ...schema }, uiSchema, data);
    expect(getTitle(errors)).toBe(title);
  });

  test('for a thousand items in less than a second', () => {
    const members = Object.fromEntries(
      Array.from({ length: 50 }, (_, n) => [`m${n}`, { ...text, title: `M${n}` }]),
    );
    const items = { type: 'object', properties: members };
    const schema = { type: 'object', properties: { list: { type: 'array', items } } };
    const list = Array.from({ length: 1000 }, () => ({ m1: '' }));
    const found = list.flatMap((_, index) => tooShort(`/list/${index}/m1`));
    const start = process.cpuUsage();
    expect(getTitle(getTexts(found, schema, {}, { list }))).toContain('M1');
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(1000);
  });
});

describe('errors of a date name the wrong components', () => {
  const notADate = [{ keyword: 'format', instancePath: '/dob', params: { format: 'date' } }];
  const getKeys = (dob: string, uiSchema: UiSchema = {}, order?: Writing['date']) =>
    getTexts(notADate, schema, uiSchema, { dob }, order && { order }).dob;

  test('in the order of the fields', () => {
    const [day, month] = ['wrongDay title=Date of birth', 'wrongMonth title=Date of birth'];
    expect(getKeys('1990-13-32')).toEqual({ __errors: [day, month] });
    expect(getKeys('1990-13-32', {}, ['month', 'day', 'year'])).toEqual({ __errors: [month, day] });
    expect(getKeys('1990-13-32', { dob: { 'ui:options': { format: 'MDY' } } })).toEqual({
      __errors: [month, day],
    });
  });

  test('unless the uiSchema has its own text', () => {
    const own = { dob: { 'ui:options': { errors: { format: 'As in your passport' } } } };
    expect(getKeys('1990-13-32', own)).toEqual({ __errors: ['As in your passport'] });
  });
});

test('a limit is grouped like the numbers of its field', () => {
  const errors = [{ keyword: 'maximum', instancePath: '/n', params: { limit: 1_000_000.5 } }];
  const getText = (n: JsonSchema, uiSchema: UiSchema = {}) =>
    getTexts(errors, { type: 'object', properties: { n } }, { n: uiSchema }, { n: 2e6 }).n;
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

test('valid data has no errors', () => {
  expect(getTexts([])).toEqual({});
});

test('invalid data always has an error', () => {
  expect(Object.keys(getTexts([{ keyword: 'if' }])).length).toBeGreaterThan(0);
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
  test('only once at the same path', () => {
    const errors: ErrorSchema = {};
    for (const text of ['a', 'b', 'a']) addError(errors, ['x', 'y'], text);
    expect(errors).toEqual({ x: { y: { __errors: ['a', 'b'] } } });
  });

  test('at the root', () => {
    const errors: ErrorSchema = {};
    addError(errors, [], 'a');
    expect(errors).toEqual({ __errors: ['a'] });
  });

  test.each(['__proto__', 'constructor', 'toString'])('at the key %s', (key) => {
    const errors: ErrorSchema = {};
    addError(errors, [key, 'x'], 'a');
    addError(errors, [key], 'b');
    expect(JSON.stringify(errors)).toBe(`{"${key}":{"x":{"__errors":["a"]},"__errors":["b"]}}`);
    expect({}).not.toHaveProperty('__errors');
  });

  test('at the key __errors, even if other errors were added before or after', () => {
    const errors: ErrorSchema = {};
    addError(errors, ['__errors'], 'a');
    addError(errors, [], 'b');
    addError(errors, ['__errors'], 'c');
    expect(JSON.stringify(errors)).toContain('c');
  });
});

test('a field that no schema names has its key as title', () => {
  expect(getField({ schema, ui_schema: {} }, ['nowhere', 'x']).title).toBe('x');
  expect(getField({ schema, ui_schema: {} }, ['constructor']).title).toBe('constructor');
});

test('isMissingWriteOnly recognizes errors about missing writeOnly values', () => {
  const schema: JsonSchema = {
    required: ['pin', 'name'],
    properties: { pin: { type: 'string', writeOnly: true }, name: { type: 'string' } },
  };
  const form = { schema, ui_schema: {} };
  const isMissing = (missingProperty: string) =>
    isMissingWriteOnly(form, {
      keyword: 'required',
      instancePath: '',
      schemaPath: '#/required',
      params: { missingProperty },
    });
  expect([isMissing('pin'), isMissing('name')]).toEqual([true, false]);
});

test.each([
  ['2024-03-15', 'en-GB', '15 March 2024'],
  ['2024-03-15', 'en-US', 'March 15, 2024'],
  ['2024-03-15', 'ar-AE-u-nu-arab', '\u2068١٥ مارس ٢٠٢٤\u2069'],
  ['2024-03', 'fr-FR', 'mars 2024'],
  ['2024-03-15T09:30:00+04:00', 'en-GB', '15 March 2024 at 09:30 UTC+04:00'],
  ['09:30', 'en-GB', '09:30'],
  ['2024-W20', 'en-GB', '2024-W20'],
  ['soon', 'en-GB', 'soon'],
])('the limit %s in %s is written as the reading page writes it: %s', (limit, locale, shown) => {
  const error = { keyword: 'formatMinimum', instancePath: '/dob', params: { limit } };
  expect(getTexts([error], schema, {}, {}, { locale })).toEqual({
    dob: { __errors: [`formatMinimum title=Date of birth limit=${shown}`] },
  });
});
