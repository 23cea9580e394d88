import { describe, expect, test } from 'vitest';
import type { JsonSchema } from './json-schema.ts';
import { followReference, resolveSchema } from './schema-references.ts';

describe('a reference leads', () => {
  const target: JsonSchema = { title: 'Target' };
  const cases: [what: string, root: JsonSchema, reference: JsonSchema][] = [
    ['by a pointer', { $defs: { a: target } }, { $ref: '#/$defs/a' }],
    ['by a pointer with ~1 for a slash', { $defs: { 'a/b': target } }, { $ref: '#/$defs/a~1b' }],
    ['by a pointer with ~0 for a tilde', { $defs: { 'a~1b': target } }, { $ref: '#/$defs/a~01b' }],
    ['by a pointer with %', { $defs: { 'a b%': target } }, { $ref: '#/$defs/a%20b%25' }],
    ['to a property', { properties: { a: target } }, { $ref: '#/properties/a' }],
    ['into a list', { allOf: [{}, target] }, { $ref: '#/allOf/1' }],
    [
      'by the $dynamicRef of a group that opens on demand',
      { $defs: { a: target } },
      { $dynamicRef: '#/$defs/a' },
    ],
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
    ['by an anchor, which the internal dialect does not have', { $ref: '#title' }],
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
