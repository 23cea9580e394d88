import { describe, expect, test } from 'vitest';
import type { JsonSchema, UiSchema } from '../model/json-schema.ts';
import { findFormProblems } from './find-form-problems.ts';
import { findNearest } from './find-nearest.ts';

const schema: JsonSchema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    born: { type: 'string', format: 'date' },
    'a/b': { type: 'string' },
    home: { $ref: '#/$defs/home' },
    people: { type: 'array', items: { properties: { phone: { type: 'string' } } } },
    pair: { type: 'array', prefixItems: [{ type: 'string' }, { properties: { x: { type: 'string' } } }] },
    notes: { type: 'object', additionalProperties: { properties: { text: { type: 'string' } } } },
    any: true,
  },
  oneOf: [{ properties: { card: { type: 'string' } } }, { properties: { iban: { type: 'string' } } }],
  $defs: {
    home: { type: 'object', properties: { city: { type: 'string' }, inner: { $ref: '#/$defs/home' } } },
  },
} as JsonSchema;

const find = (uiSchema: UiSchema) =>
  findFormProblems({ schema, ui_schema: uiSchema })
    .filter(({ pointer }) => pointer.startsWith('/ui_schema'))
    .map(({ pointer, problem }) => `${pointer.slice('/ui_schema'.length)} ${problem}`);

describe('a name without effect causes a warning', () => {
  test.each<[what: string, uiSchema: UiSchema, warning: string]>([
    [
      'a misspelt option',
      { 'ui:hlep': 'x' },
      '/ui:hlep there is no option "ui:hlep"; did you mean "ui:help"?',
    ],
    [
      'an option in ui:options',
      { name: { 'ui:options': { row: 5 } } },
      '/name/ui:options/row there is no option "row"; did you mean "rows"?',
    ],
    [
      'an option without a similar name',
      { 'ui:frobnicate': 1 },
      '/ui:frobnicate there is no option "ui:frobnicate"',
    ],
    [
      'a misspelt widget',
      { name: { 'ui:widget': 'textaera' } },
      '/name/ui:widget there is no widget "textaera", unless the page registers one of this name; did you mean "textarea"?',
    ],
    [
      'a widget that only a page can register',
      { name: { 'ui:options': { widget: 'rating' } } },
      '/name/ui:options/widget there is no widget "rating", unless the page registers one of this name',
    ],
    [
      'a widget for a date of any text',
      { name: { 'ui:widget': 'month' } },
      '/name/ui:widget any text is valid here, unless the schema has "format": "month"',
    ],
    ['a misspelt property', { nmae: {} }, '/nmae there is no property "nmae" here; did you mean "name"?'],
    [
      'a property of a recursive type',
      { home: { inner: { inner: { town: {} } } } },
      '/home/inner/inner/town there is no property "town" here',
    ],
    [
      'a property of an item',
      { people: { items: { fone: {} } } },
      '/people/items/fone there is no property "fone" here; did you mean "phone"?',
    ],
    [
      'a property of a fixed item',
      { pair: { items: [{}, { y: {} }] } },
      '/pair/items/1/y there is no property "y" here',
    ],
    [
      'a property of a map entry',
      { notes: { additionalProperties: { txt: {} }, home: { text: { 'ui:hepl': 1 } } } },
      '/notes/additionalProperties/txt there is no property "txt" here; did you mean "text"?',
    ],
    [
      'an option in a branch',
      { oneOf: [{}, { iban: { 'ui:x': 1 } }] },
      '/oneOf/1/iban/ui:x there is no option "ui:x"',
    ],
    ['a name with a slash in its pointer', { 'a/b': { 'ui:y': 1 } }, '/a~1b/ui:y there is no option "ui:y"'],
    [
      'the name of an inherited member',
      { constructor: {} },
      '/constructor there is no property "constructor" here',
    ],
  ])('%s', (_, uiSchema, warning) => {
    expect(find(uiSchema)[0]).toBe(warning);
  });
});

test.each<UiSchema>([
  {},
  {
    'ui:order': ['name'],
    name: { 'ui:widget': 'TextareaWidget', 'ui:options': { rows: 3, grouping: true } },
  },
  { 'ui:ObjectFieldTemplate': 'Card', name: { 'ui:FieldTemplate': 'Card', 'ui:field': 'map', 'ui:zoom': 3 } },
  { card: { 'ui:help': 'x' }, iban: {}, anyOf: [] },
  { any: { whatever: { 'ui:help': 'x' } } },
  { notes: { home: { text: { 'ui:help': 'x' } } } },
  { name: 'text', people: { items: { phone: { 'ui:widget': 'tel' } } } },
  { name: { 'ui:widget': 'hidden' } },
])('names with an effect cause no warning: %j', (uiSchema) => {
  expect(find(uiSchema)).toEqual([]);
});

test('a widget that only a page can register may have any options', () => {
  const warnings = find({ name: { 'ui:widget': 'stars', 'ui:options': { most: 5 } } });
  expect(warnings).toHaveLength(1);
});

describe('hostile names are checked in bounded time and shortened in messages', () => {
  test.each<[what: string, schema: JsonSchema, uiSchema: UiSchema]>([
    [
      'very many options',
      {},
      Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`ui:hel${n}`, 1])),
    ],
    [
      'very many properties that do not exist',
      {
        type: 'object',
        properties: Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`p${n}`, {}])),
      },
      Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`q${n}`, {}])),
    ],
    [
      'a large schema with thousands of references to itself',
      {
        type: 'object',
        properties: Object.fromEntries(
          Array.from({ length: 5000 }, (_, n) => [`p${n}`, { $ref: '#' }]),
        ) as JsonSchema['properties'] & {},
      },
      Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`p${n}`, { p0: { p1: {} } }])),
    ],
    ['a very long name', { type: 'object' }, { [`${'x'.repeat(1e6)}`]: {}, [`ui:${'x'.repeat(1e6)}`]: {} }],
  ])('%s', (_, hostile, uiSchema) => {
    const before = process.cpuUsage();
    const warnings = findFormProblems({ schema: hostile, ui_schema: uiSchema });
    // Without a limit these take minutes.
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(20);
    expect(warnings.length).toBeLessThanOrEqual(101);
    for (const { problem } of warnings) expect(problem.length).toBeLessThan(200);
  });
});

test.each([
  ['hlep', 'help'],
  ['Help', 'help'],
  ['helpp', 'help'],
  ['widht', 'width'],
  ['he', null],
  ['unrelated', null],
  ['x'.repeat(41), null],
])('the name nearest to %s is %s', (wanted, expected) => {
  expect(findNearest(wanted, ['title', 'help', 'widget', 'width'])).toBe(expected);
});
