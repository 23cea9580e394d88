import { describe, expect, test } from 'vitest';
import { getApplicable, getItemSchemas, getPropertySchemas } from './applicable-schemas.ts';
import type { JsonSchema } from './json-schema.ts';

const getTitles = (schemas: readonly JsonSchema[]) => schemas.flatMap(({ title }) => title ?? []);
const a: JsonSchema = { title: 'A' };
const b: JsonSchema = { title: 'B' };

describe('a schema brings in', () => {
  const cases: [what: string, schema: JsonSchema, titles: string[]][] = [
    ['itself', a, ['A']],
    ['what it refers to', { $ref: '#/$defs/a' }, ['In definitions']],
    ['all of allOf', { allOf: [a, b] }, ['A', 'B']],
    ['every branch of a choice', { anyOf: [a, { oneOf: [b] }] }, ['A', 'B']],
    [
      'both ways of a condition',
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      { if: true, then: a, else: b },
      ['A', 'B'],
    ],
    [
      'what depends on a property',
      { dependentSchemas: { x: a }, dependencies: { x: b, y: ['x'] } },
      ['A', 'B'],
    ],
    ['nothing of what it forbids', { not: a, contains: b }, []],
  ];
  test.for(cases)('%s', ([, schema, titles]) => {
    const root: JsonSchema = { $defs: { a: { title: 'In definitions' } } };
    expect(getTitles(getApplicable(root, schema))).toEqual(titles);
  });

  test('each schema once, even when it leads back to itself', () => {
    const root: JsonSchema = { title: 'Root', allOf: [{ $ref: '#' }, { anyOf: [{ $ref: '#' }] }] };
    expect(getTitles(getApplicable(root, root))).toEqual(['Root']);
  });
});

describe('of a property speaks', () => {
  const find = (schema: JsonSchema, key = 'x') =>
    getTitles(getPropertySchemas(schema, getApplicable(schema, schema), key));

  test('what has its name', () => {
    expect(find({ properties: { x: a }, additionalProperties: b })).toEqual(['A']);
  });
  test('every pattern that fits its name, and what is for all others if none does', () => {
    const schema = { patternProperties: { '^x': a, x$: b, '[': {} }, additionalProperties: { title: 'C' } };
    expect(find(schema)).toEqual(['A', 'B']);
    expect(find(schema, 'y')).toEqual(['C']);
  });
  test('what is for properties that nobody has looked at', () => {
    expect(find({ unevaluatedProperties: a })).toEqual(['A']);
  });
  test('every branch that names it', () => {
    expect(find({ allOf: [{ properties: { x: a } }, { properties: { x: b } }] })).toEqual(['A', 'B']);
  });
  test('nobody, when only a prototype knows the name', () => {
    expect(find({ properties: {} }, 'constructor')).toEqual([]);
    expect(find({ properties: { x: true } })).toEqual([]);
  });
});

describe('of an entry of a list speaks', () => {
  const find = (schema: JsonSchema, index: number) =>
    getTitles(getItemSchemas(schema, getApplicable(schema, schema), index));
  const cases: [what: string, schema: JsonSchema, titles: [string[], string[]]][] = [
    ['items', { items: a }, [['A'], ['A']]],
    ['its place, and items after the last place', { prefixItems: [a], items: b }, [['A'], ['B']]],
    ['its place in draft-07', { items: [a], additionalItems: b }, [['A'], ['B']]],
    [
      'what is for entries that nobody has looked at',
      { prefixItems: [a], unevaluatedItems: b },
      [['A'], ['B']],
    ],
    ['nobody', { prefixItems: [a], items: false }, [['A'], []]],
  ];
  test.for(cases)('%s', ([, schema, [first, second]]) => {
    expect(find(schema, 0)).toEqual(first);
    expect(find(schema, 1)).toEqual(second);
  });
});
