import { describe, expect, test } from 'vitest';
import { getApplicable, getItemSchemas, getPropertySchemas } from './applicable-schemas.ts';
import type { JsonSchema } from './json-schema.ts';

const getTitles = (schemas: readonly JsonSchema[]) => schemas.flatMap(({ title }) => title ?? []);
const a: JsonSchema = { title: 'A' };
const b: JsonSchema = { title: 'B' };

describe('a schema applies', () => {
  const cases: [what: string, schema: JsonSchema, titles: string[]][] = [
    ['itself', a, ['A']],
    ['the target of its reference', { $ref: '#/$defs/a' }, ['In definitions']],
    ['all of allOf', { allOf: [a, b] }, ['A', 'B']],
    ['every branch of a choice', { anyOf: [a, { oneOf: [b] }] }, ['A', 'B']],
    [
      'both "then" and "else"',
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      { if: true, then: a, else: b },
      ['A', 'B'],
    ],
    [
      'the schema that depends on a property',
      { dependentSchemas: { x: a }, dependencies: { x: b, y: ['x'] } },
      ['A', 'B'],
    ],
    ['nothing that it forbids', { not: a, contains: b }, []],
  ];
  test.for(cases)('%s', ([, schema, titles]) => {
    const root: JsonSchema = { $defs: { a: { title: 'In definitions' } } };
    expect(getTitles(getApplicable(root, schema))).toEqual(titles);
  });

  test('each schema once, even if it refers to itself', () => {
    const root: JsonSchema = { title: 'Root', allOf: [{ $ref: '#' }, { anyOf: [{ $ref: '#' }] }] };
    expect(getTitles(getApplicable(root, root))).toEqual(['Root']);
  });
});

describe('the schemas of a property include', () => {
  const find = (schema: JsonSchema, key = 'x') =>
    getTitles(getPropertySchemas(schema, getApplicable(schema, schema), key));

  test('the schema of its name', () => {
    expect(find({ properties: { x: a }, additionalProperties: b })).toEqual(['A']);
  });
  test('every matching pattern, or else the schema for other properties', () => {
    const schema = { patternProperties: { '^x': a, x$: b, '[': {} }, additionalProperties: { title: 'C' } };
    expect(find(schema)).toEqual(['A', 'B']);
    expect(find(schema, 'y')).toEqual(['C']);
  });
  test('the schema of unevaluatedProperties', () => {
    expect(find({ unevaluatedProperties: a })).toEqual(['A']);
  });
  test('every branch that names it', () => {
    expect(find({ allOf: [{ properties: { x: a } }, { properties: { x: b } }] })).toEqual(['A', 'B']);
  });
  test('nothing if only a prototype has the name', () => {
    expect(find({ properties: {} }, 'constructor')).toEqual([]);
    expect(find({ properties: { x: true } })).toEqual([]);
  });
});

describe('the schemas of an item include', () => {
  const find = (schema: JsonSchema, index: number) =>
    getTitles(getItemSchemas(schema, getApplicable(schema, schema), index));
  const cases: [what: string, schema: JsonSchema, titles: [string[], string[]]][] = [
    ['items', { items: a }, [['A'], ['A']]],
    [
      'its position, and additionalItems after the last one',
      { items: [a], additionalItems: b },
      [['A'], ['B']],
    ],
    ['the schema of unevaluatedItems', { items: [a], unevaluatedItems: b }, [['A'], ['B']]],
    ['no schema after the last position', { items: [a], additionalItems: false }, [['A'], []]],
  ];
  test.for(cases)('%s', ([, schema, [first, second]]) => {
    expect(find(schema, 0)).toEqual(first);
    expect(find(schema, 1)).toEqual(second);
  });
});
