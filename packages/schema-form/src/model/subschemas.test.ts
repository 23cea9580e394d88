import { expect, test } from 'vitest';
import type { JsonSchema } from './json-schema.ts';
import { getSubschemas, isSchemaIn } from './subschemas.ts';

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
