import { describe, expect, test } from 'vitest';
import { keepBlankEntries } from './blank-entries.ts';
import { findLongLists } from './bounds.ts';
import { getPayload } from './changes.ts';
import { coerceObject, readNumber, readNumbers } from './coercion.ts';
import { getField } from './form-field.ts';
import type { JsonSchema } from './json-schema.ts';
import { getPropertyNames } from './root-schemas.ts';
import { keepWriteOnly, withoutWriteOnly } from './write-only.ts';

// Each schema refers to the same group in a way that the internal dialect does not have.
const group: JsonSchema = {
  type: 'object',
  properties: {
    pin: { type: 'string', writeOnly: true },
    age: { type: 'integer', title: 'Age' },
    pets: { type: 'object', additionalProperties: { type: 'string' } },
  },
};
const schemas: [how: string, schema: JsonSchema][] = [
  ['an anchor', { $ref: '#group', $defs: { group: { ...group, $anchor: 'group' } } }],
  ['a dynamic anchor', { $dynamicRef: '#group', $defs: { group: { ...group, $dynamicAnchor: 'group' } } }],
  [
    'a URI',
    {
      $id: 'https://example.com/forms/a',
      allOf: [{ $ref: 'group' }],
      $defs: { group: { ...group, $id: 'group' } },
    },
  ],
  [
    'an id of draft-04',
    {
      $schema: 'http://json-schema.org/draft-04/schema#',
      allOf: [{ $ref: '#group' }],
      definitions: { group: { ...group, id: '#group' } },
    },
  ],
];

describe.for(schemas)('of a schema that refers to its properties by %s', ([, schema]) => {
  const data = { pin: '1234', age: 3, pets: {} };
  test('secrets stay on the server', () => {
    expect(withoutWriteOnly(schema, data)).toEqual({ age: 3, pets: {} });
    expect(keepWriteOnly(schema, { stored: data, data: { pin: '' }, keepsBlank: true })).toEqual({
      pin: '1234',
    });
    expect(getPayload(schema, { age: 3 }, { age: 4, pin: '' })).toEqual({ age: 4 });
  });
  test('values are read', () => {
    expect(coerceObject(schema, { age: '4', pin: ' a ' })).toEqual({ age: 4, pin: 'a' });
    expect(readNumbers(schema, { age: '4', pin: '4' }, readNumber)).toEqual({ age: 4, pin: '4' });
    const given = { pets: { cat: '' } };
    expect(keepBlankEntries(schema, { given, data: {} })).toEqual(given);
  });
  test('names and titles are found', () => {
    expect([...getPropertyNames(schema)]).toEqual(['pin', 'age', 'pets']);
    expect(getField({ schema, ui_schema: {} }, ['age']).title).toBe('Age');
  });
  test('long maps are found', () => {
    const pets = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`p${index}`, '']));
    expect(findLongLists(schema, { pets })).toEqual([{ path: ['pets'], most: 1000 }]);
  });
});
