import { describe, expect, test } from 'vitest';
import {
  addError,
  getErrorPath,
  getField,
  isMissingWriteOnly,
  type RuleError,
  translateInto,
  validateData,
} from './error-texts.ts';
import type { ErrorSchema, JsonSchema, UiSchema } from './json-schema.ts';

/** Says the key and the values of a text instead of the text. */
const translate = (key: string, values: Record<string, string | number>) =>
  [key, ...Object.entries(values).map(([name, value]) => `${name}=${value}`)].join(' ');

/** What is said of these errors of a validator. */
function explain(
  errors: Partial<RuleError>[],
  schema: JsonSchema = {},
  ui_schema: UiSchema = {},
): ErrorSchema {
  const whole = errors.map((error) => ({
    keyword: '',
    instancePath: '',
    schemaPath: '#/x',
    params: {},
    ...error,
  }));
  const validate = Object.assign(() => whole.length === 0, { errors: whole });
  return validateData({ schema, ui_schema }, validate, {}, translate);
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

describe('the text of a fault', () => {
  const cases: [what: string, error: Partial<RuleError>, path: string, text: string][] = [
    [
      'a missing value',
      { keyword: 'required', params: { missingProperty: 'name' } },
      'name',
      'required title=First name name=first name',
    ],
    [
      'a missing value whose title begins with an abbreviation',
      { keyword: 'required', params: { missingProperty: 'id' } },
      'id',
      'required title=ID number name=ID number',
    ],
    [
      'a missing choice',
      { keyword: 'required', params: { missingProperty: 'kind' } },
      'kind',
      'required_choice title=Kind name=kind',
    ],
    [
      'an unknown key',
      { keyword: 'additionalProperties', params: { additionalProperty: 'x' } },
      'x',
      'unknown title=x name=x',
    ],
    ['no option', { keyword: 'enum', instancePath: '/kind' }, 'kind', 'choice title=Kind name=kind'],
    [
      'a limit',
      { keyword: 'minLength', instancePath: '/name', params: { limit: 2 } },
      'name',
      'minLength title=First name name=first name limit=2 count=2',
    ],
    [
      'a multiple',
      { keyword: 'multipleOf', instancePath: '/age', params: { multipleOf: 5 } },
      'age',
      'multipleOf title=Age name=age limit=5 count=5',
    ],
    ['no number', { keyword: 'type', instancePath: '/age' }, 'age', 'number title=Age name=age'],
    [
      'no text',
      { keyword: 'type', instancePath: '/name' },
      'name',
      'format title=First name name=first name',
    ],
    [
      'a format that we have words for',
      { keyword: 'format', instancePath: '/dob', params: { format: 'date' } },
      'dob',
      'format_date title=Date of birth name=date of birth',
    ],
    [
      'a format that we have none for',
      { keyword: 'format', instancePath: '/name', params: { format: 'isbn' } },
      'name',
      'format title=First name name=first name',
    ],
    [
      'a date too late',
      { keyword: 'formatMaximum', instancePath: '/dob', params: { limit: '2000-01-01' } },
      'dob',
      'formatMaximum title=Date of birth name=date of birth limit=2000-01-01',
    ],
    [
      'a date that is not yet',
      { keyword: 'formatMaximum', instancePath: '/dob', params: { limit: '2999-01-01' } },
      'dob',
      'inFuture title=Date of birth name=date of birth limit=2999-01-01',
    ],
    [
      'a rule without words',
      { keyword: 'maxProperties', instancePath: '/name' },
      'name',
      'format title=First name name=first name',
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
    const text = 'pattern title=Your name name=your name';
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
      __errors: ['format_date title=Date of birth name=date of birth'],
    });
  });

  test('is there for what is wrong inside lists', () => {
    const errors = [{ keyword: 'minLength', instancePath: '/tags/1', params: { limit: 1 } }];
    expect(explain(errors, schema)).toEqual({
      tags: { 1: { __errors: ['minLength title=Tag name=tag limit=1 count=1'] } },
    });
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

describe('a title or a limit of the other direction than its sentence is isolated', () => {
  const sentences = {
    en: (title: unknown, limit: unknown) => `${title} must be ${limit} or more`,
    ar: (title: unknown, limit: unknown) => `يجب أن تكون قيمة ${title} ${limit} أو أكثر`,
  };
  const whole = { en: 'This form', ar: 'هذا النموذج' };
  test.each<[language: 'en' | 'ar', title: string, limit: string | number, shown: string]>([
    ['ar', 'IBAN', 3, '\u2068IBAN\u2069 3'],
    ['ar', 'العمر', 3, 'العمر 3'],
    ['ar', 'رقم IBAN', 3, 'رقم IBAN 3'],
    ['ar', 'العمر', -3, 'العمر \u2068-3\u2069'],
    ['ar', 'العمر', '1990-03-15', 'العمر \u20681990-03-15\u2069'],
    ['en', 'Age', -3, 'Age -3'],
    ['en', 'العمر', 3, '\u2068العمر\u2069 3'],
    ['en', 'العمر (age)', 3, 'العمر (age) 3'],
    ['en', '☎️', 3, '☎️ 3'],
  ])('%s: %s, %s', (language, title, limit, shown) => {
    const say = (key: string, values: Record<string, string | number>) =>
      key === 'whole' ? whole[language] : sentences[language](values.title, values.limit);
    const [placedTitle = '', placedLimit = ''] = shown.split(/ (?=\S+$)/);
    expect(translateInto(say, 'minimum', { title, limit })).toBe(
      sentences[language](placedTitle, placedLimit),
    );
  });
});
