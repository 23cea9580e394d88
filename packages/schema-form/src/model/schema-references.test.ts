import { describe, expect, test } from 'vitest';
import type { JsonSchema } from './json-schema.ts';
import { followReference, getSubschemas, isSchemaIn, resolveSchema } from './schema-references.ts';

describe('a reference leads', () => {
  const target: JsonSchema = { title: 'Target' };
  const cases: [what: string, root: JsonSchema, reference: JsonSchema][] = [
    ['by a pointer', { $defs: { a: target } }, { $ref: '#/$defs/a' }],
    ['by a pointer with ~1 for a slash', { $defs: { 'a/b': target } }, { $ref: '#/$defs/a~1b' }],
    ['by a pointer with ~0 for a tilde', { $defs: { 'a~1b': target } }, { $ref: '#/$defs/a~01b' }],
    ['by a pointer with %', { $defs: { 'a b%': target } }, { $ref: '#/$defs/a%20b%25' }],
    ['to a property', { properties: { a: target } }, { $ref: '#/properties/a' }],
    ['into a list', { allOf: [{}, target] }, { $ref: '#/allOf/1' }],
    ['by $anchor', { $defs: { a: { ...target, $anchor: 'x' } } }, { $ref: '#x' }],
    ['by an $id', { $defs: { a: { ...target, $id: 'other.json' } } }, { $ref: 'other.json' }],
    [
      'by an $id that is relative to the $id of the root',
      { $id: 'https://example.com/a/root', $defs: { a: { ...target, $id: 'other' } } },
      { $ref: '/a/other' },
    ],
    [
      'by an $id with an empty fragment',
      { $defs: { a: { ...target, $id: 'http://example.com/x#' } } },
      { $ref: 'http://example.com/x' },
    ],
    [
      'by the $id of draft-07 that is an anchor',
      { definitions: { a: { ...target, $id: '#x' } } },
      { $ref: '#x' },
    ],
    [
      'by a pointer into another resource',
      { $defs: { a: { $id: 'other', $defs: { b: target } } } },
      { $ref: 'other#/$defs/b' },
    ],
    ['by $dynamicRef', { $defs: { a: { ...target, $dynamicAnchor: 'x' } } }, { $dynamicRef: '#x' }],
  ];

  test.for(cases)('%s', ([, root, reference]) => {
    const whole = { ...root, not: reference };
    expect(followReference(whole, reference)).toMatchObject(target);
  });

  test('to the root', () => {
    const reference = { $ref: '#' };
    const root: JsonSchema = { properties: { a: reference } };
    expect(followReference(root, reference)).toBe(root);
  });

  test('to its own resource instead of the root', () => {
    const reference = { $ref: '#/$defs/x' };
    const resource: JsonSchema = { $id: 'inner', $defs: { x: { title: 'Inner' } }, not: reference };
    const root: JsonSchema = { $defs: { inner: resource, x: { title: 'Outer' } } };
    expect(followReference(root, reference)).toEqual({ title: 'Inner' });
  });

  test('to the schema true, which counts as an empty schema', () => {
    const root: JsonSchema = { $defs: { a: true } };
    expect(followReference(root, { $ref: '#/$defs/a' })).toEqual({});
  });
});

describe('a reference leads nowhere', () => {
  const cases: [what: string, reference: JsonSchema][] = [
    ['if the schema has none', {}],
    ['to a missing definition', { $ref: '#/$defs/none' }],
    ['to a value that is not a schema', { $ref: '#/title' }],
    ['to an inherited member', { $ref: '#/$defs/constructor' }],
    ['out of the document', { $ref: 'https://example.com/other' }],
    ['with an invalid escape', { $ref: '#/$defs/%zz' }],
    ['if it is not a text', { $ref: 1 as never }],
  ];
  test.for(cases)('%s', ([, reference]) => {
    expect(followReference({ title: 'Root', $defs: {} }, reference)).toBeNull();
  });
});

test('resolveSchema follows all references, and returns null for a cycle', () => {
  const root: JsonSchema = {
    $defs: {
      a: { $ref: '#/$defs/b' },
      b: { $ref: '#/$defs/c' },
      c: { title: 'End' },
      d: { $ref: '#/$defs/d' },
    },
  };
  expect(resolveSchema(root, { $ref: '#/$defs/a' })).toEqual({ title: 'End' });
  expect(resolveSchema(root, { $ref: '#/$defs/d' })).toBeNull();
  const plain = {};
  expect(resolveSchema(root, plain)).toBe(plain);
});

test('isSchemaIn recognizes a schema by its position, not by its shape', () => {
  const looks = { $ref: '#/nowhere' };
  const nested = { type: 'string' };
  const root: JsonSchema = {
    default: looks,
    enum: [looks as never],
    properties: { $ref: { items: [{ prefixItems: [nested] }] } },
  };
  expect(isSchemaIn(root, looks)).toBe(false);
  expect(isSchemaIn(root, nested)).toBe(true);
});

test('getSubschemas covers every keyword that contains schemas', () => {
  const child = (title: string): JsonSchema => ({ title });
  const root: JsonSchema = {
    properties: { a: child('1') },
    patternProperties: { a: child('2') },
    $defs: { a: child('3') },
    definitions: { a: child('4') },
    dependentSchemas: { a: child('5') },
    dependencies: { a: child('6'), b: ['a'] },
    allOf: [child('7'), true],
    anyOf: [child('8')],
    oneOf: [child('9')],
    prefixItems: [child('10')],
    items: child('11'),
    additionalItems: child('12'),
    additionalProperties: child('13'),
    not: child('14'),
    if: child('15'),
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: child('16'),
    else: child('17'),
    contains: child('18'),
    propertyNames: child('19'),
    unevaluatedItems: child('20'),
    unevaluatedProperties: child('21'),
  };
  const found = getSubschemas(root).map(({ title }) => Number(title));
  expect(found.sort((a, b) => a - b)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1));
});
