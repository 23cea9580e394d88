import { describe, expect, test } from 'vitest';
import type { JsonSchema, UiSchema } from '../model/json-schema.ts';
import { findFormProblems } from './find-form-problems.ts';

const text = { type: 'string', title: 'Text' };
const kind = { enum: ['a', 'b'], title: 'Kind' };
const then = {};

function find(schema: object, ui_schema: UiSchema = {}): string[] {
  const problems = findFormProblems({ schema: { type: 'object', ...schema } as JsonSchema, ui_schema });
  return problems.map(({ level, pointer, problem }) => `${level} ${pointer} ${problem}`);
}

test('a form has every error at its pointer, and then the warnings of its keywords', () => {
  const properties = {
    a: { type: 'txt' },
    b: { $ref: '#/nowhere' },
    c: { pattern: '(', requried: true },
    'd/e': { minLength: -1 },
  };
  expect(find({ properties })).toEqual([
    'error /schema/properties/a/type must be equal to one of the allowed values: array, boolean, integer, null, number, object, string',
    'error /schema/properties/d~1e/minLength must be >= 0',
    'error /schema/properties/c/pattern "(" is no regular expression',
    'error /schema/properties/b/$ref "#/nowhere" leads nowhere',
    'warning /schema/properties/c/requried there is no keyword "requried"; did you mean "required"?',
  ]);
});

test('the errors of a document that the schema refers to are found too', () => {
  const documents = [{ $id: 'http://example.com/a', type: 'nothing' }, { $id: 'http://example.com/b' }];
  expect(findFormProblems({ schema: {}, ui_schema: {}, schemas: documents })).toMatchObject([
    { level: 'error', kind: 'invalid', pointer: '/schemas/0/type' },
  ]);
});

const draft07 = 'http://json-schema.org/draft-07/schema#';

describe('a warning says', () => {
  test.each<[what: string, schema: object, warnings: string[]]>([
    [
      'that a keyword is misspelt',
      { requried: ['a'] },
      ['/schema/requried there is no keyword "requried"; did you mean "required"?'],
    ],
    [
      'that a keyword belongs to another draft',
      { $schema: draft07, dependentRequired: {} },
      ['/schema/dependentRequired draft-07 has no keyword "dependentRequired"'],
    ],
    [
      'that a keyword is ignored beside a reference',
      {
        $schema: draft07,
        properties: { a: { $ref: '#/definitions/a', minLength: 2 } },
        definitions: { a: text },
      },
      ['/schema/properties/a/minLength draft-07 ignores "minLength" beside "$ref"'],
    ],
    [
      'that a keyword has another name now',
      { properties: { id: { type: 'string', title: 'Id', 'x-forgive': ['digits'] } } },
      ['/schema/properties/id/x-forgive "x-forgive" is called "x-normalize" now'],
    ],
    ['that "then" has no "if"', { then }, ['/schema/then "then" has no effect without "if"']],
    [
      'that the page invents a title',
      { properties: { a: { type: 'string' }, b: { const: 'tag' } } },
      ['/schema/properties/a has no title: the form derives one from "a"'],
    ],
    [
      'that browsers can’t fill in a value',
      { properties: { homeAddress: { properties: { zipCode: text }, title: 'Home' } } },
      [
        '/schema/properties/homeAddress/properties/zipCode looks like a personal value: set "ui:autocomplete" to "postal-code", or to "off" if it is none',
      ],
    ],
    [
      'that a pattern needs the sandbox',
      { properties: { a: { ...text, pattern: '^(?!x)' } } },
      [
        '/schema/properties/a/pattern has a feature that RE2 lacks, such as look-ahead: it is matched in the sandbox, more slowly',
      ],
    ],
    [
      'that a required property has no field',
      { properties: { name: text }, required: ['nmae'] },
      ['/schema/required/0 the form has no property "nmae" here; did you mean "name"?'],
    ],
    [
      'that a property is required and forbidden',
      { properties: { a: false, b: text }, required: ['a'] },
      ['/schema/required/0 requires "a", which is forbidden'],
    ],
    [
      'that a condition never holds',
      { properties: { kind }, if: { properties: { kind: { const: 'c' } }, required: ['kind'] }, then },
      ['/schema/if/properties/kind never holds: "kind" can\'t have this value'],
    ],
    [
      'that a condition holds only while a value is missing',
      { properties: { kind }, allOf: [{ if: { properties: { kind: { const: 'c' } } }, then }] },
      [
        '/schema/allOf/0/if/properties/kind holds only without "kind", which can\'t have this value; require it in the "if"',
      ],
    ],
    [
      'that a condition is about nothing',
      { properties: { name: text }, if: { required: ['nmae'] }, then },
      ['/schema/if/required/0 the form has no property "nmae" here; did you mean "name"?'],
    ],
    [
      'that a branch never applies',
      {
        properties: { kind },
        required: ['kind'],
        oneOf: [{ properties: { kind: { const: 'a' } } }, { properties: { kind: { const: 'c' } } }, false],
      },
      [
        '/schema/oneOf/1/properties/kind never applies: "kind" is required and can\'t have this value',
        '/schema/oneOf/2 is never chosen: it is false',
      ],
    ],
    [
      'that a branch has the wrong type',
      { oneOf: [{ properties: { a: text } }, { type: 'null' }] },
      ['/schema/oneOf/1 no value is valid: here it is null, and elsewhere object'],
    ],
    [
      'that a branch repeats another one',
      { properties: { a: text }, anyOf: [{ required: ['a'] }, { title: 'Again', required: ['a'] }] },
      ['/schema/anyOf/1 is the same as branch 0, so that it has no effect'],
    ],
    [
      'that two declarations of a property contradict each other',
      { properties: { a: text }, allOf: [{ properties: { a: { type: 'number' } } }] },
      ['/schema/allOf/0/properties/a no value is valid: here it is number, and elsewhere string'],
    ],
    [
      'that a title hides another one',
      { properties: { a: text }, allOf: [{ properties: { a: { title: 'Other' } } }] },
      ['/schema/allOf/0/properties/a/title is never shown: the title of another declaration is "Text"'],
    ],
    [
      'that the field of a property has the id of another element',
      { properties: { c: text, c__help: text } },
      ['/schema/properties/c__help has the id of an element that belongs to "c"'],
    ],
  ])('%s', (_, schema, warnings) => {
    expect(find(schema)).toEqual(warnings.map((warning) => `warning ${warning}`));
  });
});

test.each<[what: string, schema: object, uiSchema?: UiSchema]>([
  [
    'a title beside a reference',
    { properties: { a: { $ref: '#/$defs/a', title: 'A' } }, $defs: { a: text } },
  ],
  ['a title in the uiSchema', { properties: { a: { type: 'string' } } }, { a: { 'ui:title': 'A' } }],
  [
    'a title in ui:definitions',
    { properties: { a: { $ref: '#/$defs/a' } }, $defs: { a: { type: 'string' } } },
    { 'ui:definitions': { '#/$defs/a': { 'ui:title': 'A' } } },
  ],
  ['a value with its token', { properties: { email: text } }, { email: { 'ui:autocomplete': 'off' } }],
  [
    'the personal values of other people',
    { properties: { people: { items: { properties: { email: text } }, title: 'People' } } },
  ],
  [
    'definitions under a keyword of its own',
    { $ref: '#/components/a', components: { a: { properties: { a: text } } } },
  ],
  ['extensions', { 'x-anything': { a: 1 } }],
  ['an open map', { additionalProperties: { type: 'string' }, required: ['a'] }],
  [
    'branches that differ',
    { properties: { kind }, oneOf: ['a', 'b'].map((value) => ({ properties: { kind: { const: value } } })) },
  ],
  [
    'a whole number that is a number',
    {
      properties: { a: { type: 'number', title: 'A' } },
      allOf: [{ properties: { a: { type: 'integer' } } }],
    },
  ],
  [
    'a value that may be null',
    { properties: { a: { type: 'string', nullable: true, enum: ['x', null], title: 'A' } } },
  ],
])('%s causes no warning', (_, schema, uiSchema) => {
  expect(find(schema, uiSchema)).toEqual([]);
});

test('many problems of one kind leave room for others', () => {
  const untitled = Array.from({ length: 500 }, (_, n) => [`p${n}`, { type: 'string' }]);
  const problems = findFormProblems({
    schema: {
      type: 'object',
      properties: Object.fromEntries(untitled),
      allOf: [{ properties: { p0: { type: 'null' } } }],
    },
    ui_schema: {},
  });
  expect(problems.length).toBeLessThanOrEqual(101);
  expect(new Set(problems.map((problem) => problem.kind))).toEqual(new Set(['title', 'unreachable']));
});

describe('a hostile schema is examined in bounded time', () => {
  const many = <Value>(count: number, create: (n: number) => Value) =>
    Array.from({ length: count }, (_, n) => create(n));
  const named = (count: number, create: (n: number) => unknown) =>
    Object.fromEntries(many(count, (n) => [`p${n}`, create(n)]));
  test.each<[what: string, schema: object]>([
    [
      'types that refer twice to the next type',
      {
        $ref: '#/$defs/p0',
        $defs: named(200, (n) => ({
          properties: {
            a: { $ref: `#/$defs/p${Math.min(n + 1, 199)}` },
            b: { $ref: `#/$defs/p${Math.min(n + 1, 199)}` },
          },
        })),
      },
    ],
    ['references to itself', { properties: named(3000, () => ({ $ref: '#' })) }],
    [
      'many branches over many properties',
      {
        properties: named(1000, () => ({ enum: many(50, String) })),
        oneOf: many(1000, () => ({ properties: named(20, () => ({ const: 'x' })), required: ['p0'] })),
      },
    ],
    [
      'a chain of allOf',
      {
        $ref: '#/$defs/p0',
        $defs: named(2000, (n) => ({
          allOf: [{ $ref: `#/$defs/p${Math.min(n + 1, 1999)}` }],
          properties: { a: {} },
        })),
      },
    ],
    ['many keywords that there are not', { properties: named(2000, () => named(20, () => 1)) }],
    ['many patterns', { properties: named(20_000, (n) => ({ pattern: `^(a{${n % 100}}|b)*$` })) }],
  ])('%s', (_, schema) => {
    const before = process.cpuUsage();
    find(schema);
    // Without a limit these take minutes.
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(20);
  });
});
