import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonSchema } from './json-schema.ts';
import { normalizeSchema } from './normalize-schema.ts';

/** Normalizes a property and returns it with the definitions that it refers to. */
function normalize(property: unknown, rest: JsonSchema = {}): { normalized: unknown; definitions: unknown } {
  const root = normalizeSchema({ ...rest, type: 'object', properties: { x: property as JsonSchema } });
  return { normalized: root.properties?.x, definitions: root.definitions };
}

const anything = ['string', 'number', 'boolean'];

describe('a property is normalized', () => {
  const cases: [what: string, property: unknown, normalized: unknown][] = [
    ['unchanged if it is simple', { type: 'string', title: 'X' }, { type: 'string', title: 'X' }],
    ['to several types if it has no keywords', {}, { 'x-types': anything }],
    ['to several types if it is true', true, { 'x-types': anything }],
    ['to nothing if it is false', false, undefined],
    ['with the type that its keywords imply', { minLength: 2 }, { type: 'string', minLength: 2 }],
    ['to an object if it has properties', { properties: {} }, { type: 'object', properties: {} }],
    [
      'to a map if its properties are not described',
      { type: 'object' },
      { type: 'object', additionalProperties: true },
    ],
    [
      'to one input if it may be null',
      { anyOf: [{ type: 'string', title: 'Y' }, { type: 'null' }] },
      { type: ['string', 'null'], title: 'Y' },
    ],
    [
      'to one list of options if a choice may be null',
      { oneOf: [{ type: 'null' }, { type: 'string', enum: ['a', 'b'] }], title: 'X' },
      { title: 'X', type: ['string', 'null'], enum: ['a', 'b', null] },
    ],
    [
      'to a list of options if it is a choice between constants',
      { oneOf: [{ const: 1, title: 'One' }, { const: 'b' }] },
      { enum: [1, 'b'], 'x-titles': ['One', 'b'] },
    ],
    [
      'with the descriptions of its constants',
      { oneOf: [{ const: 1, title: 'One', description: 'The first.' }, { const: 2 }] },
      { type: 'number', enum: [1, 2], 'x-titles': ['One', '2'], 'x-descriptions': ['The first.', ''] },
    ],
    [
      'to one list of options if a choice between constants may be null',
      { anyOf: [{ oneOf: [{ const: 'a', title: 'A' }] }, { type: 'null' }], title: 'X' },
      { title: 'X', type: ['string', 'null'], enum: ['a', null], 'x-titles': ['A'] },
    ],
    [
      'with the option names in keywords of other tools',
      { enum: ['a', 'b'], enumNames: ['A', 'B'], enumDescriptions: { b: 'The second.' } },
      { type: 'string', enum: ['a', 'b'], 'x-titles': ['A', 'B'], 'x-descriptions': ['', 'The second.'] },
    ],
    [
      'with readable titles from the option names of a program',
      { enum: [404, 500], 'x-enum-varnames': ['NOT_FOUND', 'serverError'] },
      { type: 'number', enum: [404, 500], 'x-titles': ['Not found', 'Server error'] },
    ],
    [
      'with option names beside null',
      { nullable: true, allOf: [{ minLength: 1 }], enum: ['a', 'b'], 'x-enum-varnames': ['theA'] },
      {
        type: ['string', 'null'],
        enum: ['a', 'b', null],
        'x-titles': ['The a', '', ''],
        allOf: [{ type: 'string', minLength: 1 }],
      },
    ],
    [
      'to a data URL if it is binary',
      { type: 'string', format: 'binary' },
      { type: 'string', format: 'data-url' },
    ],
    [
      'with the list of allowed property names',
      { type: 'object', propertyNames: { enum: ['a', 'b'] }, additionalProperties: { type: 'string' } },
      { type: 'object', propertyNames: { enum: ['a', 'b'] }, additionalProperties: { type: 'string' } },
    ],
    [
      'to a map if only the property names are described',
      { propertyNames: { oneOf: [{ const: 'a', title: 'A' }] } },
      { type: 'object', propertyNames: { enum: ['a'], 'x-titles': ['A'] }, additionalProperties: true },
    ],
    [
      'without other assertions for property names',
      { type: 'object', properties: {}, propertyNames: { minLength: 2 } },
      { type: 'object', properties: {} },
    ],
    ['with its example', { type: 'string', example: 'a' }, { type: 'string', examples: ['a'] }],
    ['to nothing if it has no option', { enum: [] }, undefined],
    [
      'with the type of its constants',
      {
        anyOf: [
          { enum: ['a'], title: 'A' },
          { type: 'null', title: 'None' },
        ],
      },
      { type: ['string', 'null'], enum: ['a', null], 'x-titles': ['A', 'None'] },
    ],
    ['to a consent checkbox if it must be true', { const: true }, { type: 'boolean', const: true }],
    ['to one option if it has one value', { const: { a: 1 } }, { enum: [{ a: 1 }] }],
    ['to options, even if these are lists', { enum: [[1]] }, { enum: [[1]] }],
    [
      'to several types if it may have several',
      { type: ['integer', 'string', 'null'] },
      { 'x-types': ['integer', 'string'] },
    ],
    [
      'to one type if the other is null',
      { type: ['array', 'null'], items: true },
      { type: 'array', items: { 'x-types': anything } },
    ],
    [
      'to a tuple',
      { type: 'array', prefixItems: [{ type: 'string' }, true], items: false },
      { type: 'array', items: [{ type: 'string' }, { 'x-types': anything }] },
    ],
    [
      'to a tuple with further items',
      { type: 'array', prefixItems: [{ type: 'string' }], unevaluatedItems: { type: 'integer' } },
      { type: 'array', items: [{ type: 'string' }], additionalItems: { type: 'integer' } },
    ],
    [
      'to a list that stays empty',
      { type: 'array', items: false },
      { type: 'array', items: {}, maxItems: 0 },
    ],
    [
      'without keywords that only affect validity',
      { type: 'string', not: {}, $comment: 'x', contentSchema: {}, $anchor: 'x' },
      { type: 'string' },
    ],
    ['with its only branch', { oneOf: [{ type: 'string' }] }, { allOf: [{ type: 'string' }] }],
    [
      'without branches that only require properties',
      { type: 'object', properties: {}, anyOf: [{ required: ['a'] }, { required: ['b'] }] },
      { type: 'object', properties: {} },
    ],
    [
      'with the schema that depends on another property',
      {
        type: 'object',
        properties: {},
        dependentSchemas: { a: { properties: { b: true } } },
        dependentRequired: { a: ['c'] },
      },
      {
        type: 'object',
        properties: {},
        dependencies: { a: { type: 'object', properties: { b: { 'x-types': anything } } } },
      },
    ],
  ];
  test.for(cases)('%s', ([, property, normalized]) => {
    expect(normalize(property).normalized).toEqual(normalized);
  });
});

describe('references become definitions', () => {
  test('that several references share', () => {
    const $defs = { a: { type: 'string' } };
    const root = normalizeSchema({
      type: 'object',
      $defs,
      properties: { x: { $ref: '#/$defs/a' }, y: { $ref: '#/$defs/a', title: 'Y' } },
    });
    expect(root.properties).toEqual({
      x: { $ref: '#/definitions/schema0' },
      y: { title: 'Y', $ref: '#/definitions/schema0' },
    });
    expect(root.definitions).toEqual({ schema0: { type: 'string', 'x-ref': '#/$defs/a' } });
  });

  test('that are merged with their siblings if these contain more than a title', () => {
    const { normalized } = normalize(
      { $ref: '#/$defs/a', maxLength: 3 },
      { $defs: { a: { type: 'string' } } },
    );
    expect(normalized).toMatchObject({ maxLength: 3, allOf: [{ $ref: '#/definitions/schema0' }] });
  });

  test('also beside null, whatever their target is', () => {
    const $defs = {
      group: { properties: { next: { anyOf: [{ $ref: '#/$defs/group' }, { type: 'null' }] } } },
    };
    const { normalized, definitions } = normalize(
      { anyOf: [{ $ref: '#/$defs/group' }, { type: 'null' }] },
      { $defs },
    );
    expect(normalized).toEqual({ $ref: '#/definitions/schema0' });
    expect(definitions).toEqual({
      schema0: {
        'x-ref': '#/$defs/group',
        type: 'object',
        // A recursive group opens on demand; see on-demand.ts.
        properties: { next: { $dynamicRef: '#/definitions/schema0', 'x-on-demand': true } },
      },
    });
  });

  test('in conditions, which otherwise stay the same', () => {
    const root = normalizeSchema({
      type: 'object',
      $defs: { a: { const: 1 } },
      if: { properties: { x: { $ref: '#/$defs/a' } }, not: { required: ['y'] } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: false,
    });
    expect(root.if).toEqual({
      properties: { x: { $ref: '#/definitions/schema0' } },
      not: { required: ['y'] },
    });
    expect(root).not.toHaveProperty('then');
  });
});

test('a root without keywords is an object', () => {
  expect(normalizeSchema({})).toEqual({ type: 'object', additionalProperties: true });
});

test('a root of several types is an object if that is one of them', () => {
  const properties = { a: { type: 'string' } };
  const normalized = { type: 'object', properties };
  expect(normalizeSchema({ type: ['object', 'boolean'], properties })).toEqual(normalized);
  const $defs = { a: { type: ['boolean', 'object'], properties } };
  expect(normalizeSchema({ $ref: '#/$defs/a', $defs })).toEqual(normalized);
});

test('inherited names are ordinary property names', () => {
  const properties = JSON.parse('{"__proto__": {"type": "string"}, "constructor": {"type": "string"}}');
  const normalized = normalizeSchema({ type: 'object', properties });
  expect(Object.keys(normalized.properties ?? {})).toEqual(['__proto__', 'constructor']);
});

const scalar = fc.constantFrom(null, true, 1, 'a');
const key = fc.constantFrom('a', 'b', '__proto__', 'a/b', '');
const reference = fc.constantFrom('#', '#/$defs/a', '#/$defs/b', '#x', 'y', '#/properties/a', '#/none', '%');
const type = fc.constantFrom('object', 'array', 'string', 'integer', 'boolean', 'null');

/** Small schemas with many keywords at once, not all of which make sense together. */
const { schema: anySchema } = fc.letrec<{ schema: unknown; object: object }>((tie) => {
  const list = fc.array(tie('schema'), { minLength: 1, maxLength: 3 });
  const map = fc.dictionary(key, tie('schema'), { maxKeys: 2, noNullPrototype: true });
  const one = tie('schema');
  const keywords: Record<string, fc.Arbitrary<unknown>> = {
    $ref: reference,
    $dynamicRef: reference,
    $anchor: fc.constant('x'),
    $id: fc.constant('y'),
    $defs: map,
    type: fc.oneof(type, fc.array(type, { maxLength: 3 })),
    title: fc.constant('T'),
    enum: fc.array(fc.oneof(scalar, fc.constant([1]), fc.constant({ a: 1 })), {
      minLength: 1,
      maxLength: 3,
    }),
    const: scalar,
    properties: map,
    patternProperties: map,
    additionalProperties: one,
    unevaluatedProperties: one,
    required: fc.array(key, { maxLength: 2 }),
    items: fc.oneof(one, list),
    prefixItems: list,
    unevaluatedItems: one,
    allOf: list,
    anyOf: list,
    oneOf: list,
    not: one,
    if: one,
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: one,
    else: one,
    dependentSchemas: map,
    dependencies: map,
  };
  return {
    schema: fc.oneof({ depthSize: 'small', maxDepth: 6 }, fc.boolean(), tie('object')),
    // A schema has only a few of these keywords at a time.
    object: fc.subarray(Object.keys(keywords), { minLength: 1, maxLength: 8 }).chain((names) => {
      // No draft has a list in `items` beside `prefixItems`.
      const isTuple = names.includes('prefixItems');
      const pick = (name: string) => (isTuple && name === 'items' ? one : (keywords[name] ?? one));
      return fc.record(Object.fromEntries(names.map((name) => [name, pick(name)])), {
        noNullPrototype: true,
      });
    }),
  };
});

const rootSchema = fc
  .tuple(anySchema, anySchema)
  .map(([a, b]) => ({ type: 'object', properties: { a, b }, $defs: { a, b } }) as JsonSchema);

/** Returns every `$ref` in a value. A property can be called `$ref` too, but its value is not a text here. */
function findReferences(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) =>
    name === '$ref' && typeof child === 'string' ? [child] : findReferences(child),
  );
}

test('a discriminator maps to the indexes of branches, because references change', () => {
  const root: JsonSchema = {
    discriminator: { propertyName: 'kind', mapping: { kitty: '#/$defs/cat', tom: 'cat' } },
    oneOf: [false, { $ref: '#/$defs/cat' }, { $ref: '#/$defs/dog' }] as never,
    $defs: { cat: { properties: { a: {} } }, dog: { properties: { b: {} } } },
  };
  expect(normalizeSchema(root).discriminator).toEqual({
    propertyName: 'kind',
    mapping: { kitty: 0, tom: 0, dog: 1 },
  });
});

test('for any schema the result is always the same, its references have targets, and normalizing it changes no field', () => {
  fc.assert(
    fc.property(rootSchema, (generated) => {
      const before = JSON.stringify(generated);
      // As in a document, no object is in two places, which the generator may do.
      const schema = JSON.parse(before) as JsonSchema;
      const normalized = normalizeSchema(schema);
      expect(normalizeSchema(schema)).toBe(normalized);
      expect(normalizeSchema(structuredClone(schema))).toEqual(normalized);
      expect(JSON.stringify(schema)).toBe(before);

      const names = Object.keys((normalized.definitions ?? {}) as JsonObject);
      for (const found of findReferences(normalized))
        expect(names).toContain(found.replace('#/definitions/', ''));

      const twice = normalizeSchema(normalized);
      expect(Object.keys(twice.properties ?? {})).toEqual(Object.keys(normalized.properties ?? {}));
    }),
    { numRuns: 1000 },
  );
});
