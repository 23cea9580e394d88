import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonSchema } from './json-schema.ts';
import { normalizeSchema } from './normalize-schema.ts';

/** How a property is drawn, and the definitions that it leads to. */
function draw(property: unknown, rest: JsonSchema = {}): { drawn: unknown; definitions: unknown } {
  const root = normalizeSchema({ ...rest, type: 'object', properties: { x: property as JsonSchema } });
  return { drawn: root.properties?.x, definitions: root.definitions };
}

const anything = ['string', 'number', 'boolean'];

describe('a property is drawn', () => {
  const cases: [what: string, property: unknown, drawn: unknown][] = [
    ['as it is, when it is simple', { type: 'string', title: 'X' }, { type: 'string', title: 'X' }],
    ['as an editor for anything, when nothing is said of it', {}, { 'x-types': anything }],
    ['so too when it is true', true, { 'x-types': anything }],
    ['not at all, when nothing is allowed', false, undefined],
    ['with the type that its keywords speak of', { minLength: 2 }, { type: 'string', minLength: 2 }],
    ['as a group, when it has properties', { properties: {} }, { type: 'object', properties: {} }],
    [
      'as a map, when nothing is said of its properties',
      { type: 'object' },
      { type: 'object', additionalProperties: true },
    ],
    [
      'as one input, when it may be null',
      { anyOf: [{ type: 'string', title: 'Y' }, { type: 'null' }] },
      { type: ['string', 'null'], title: 'Y' },
    ],
    [
      'as one list, when a choice may be null',
      { oneOf: [{ type: 'null' }, { type: 'string', enum: ['a', 'b'] }], title: 'X' },
      { title: 'X', type: ['string', 'null'], enum: ['a', 'b', null] },
    ],
    [
      'as a list of options, when it is a choice of constants',
      { oneOf: [{ const: 1, title: 'One' }, { const: 'b' }] },
      { enum: [1, 'b'], 'x-titles': ['One', 'b'] },
    ],
    [
      'with the descriptions of its constants',
      { oneOf: [{ const: 1, title: 'One', description: 'The first.' }, { const: 2 }] },
      { type: 'number', enum: [1, 2], 'x-titles': ['One', '2'], 'x-descriptions': ['The first.', ''] },
    ],
    [
      'as one list, when a choice of constants may be null',
      { anyOf: [{ oneOf: [{ const: 'a', title: 'A' }] }, { type: 'null' }], title: 'X' },
      { title: 'X', type: ['string', 'null'], enum: ['a', null], 'x-titles': ['A'] },
    ],
    [
      'with the names of options that other tools have beside them',
      { enum: ['a', 'b'], enumNames: ['A', 'B'], enumDescriptions: { b: 'The second.' } },
      { type: 'string', enum: ['a', 'b'], 'x-titles': ['A', 'B'], 'x-descriptions': ['', 'The second.'] },
    ],
    [
      'with the names that a program has for its options',
      { enum: [404, 500], 'x-enum-varnames': ['NOT_FOUND', 'serverError'] },
      { type: 'number', enum: [404, 500], 'x-titles': ['Not found', 'Server error'] },
    ],
    [
      'with names beside what may be null',
      { nullable: true, allOf: [{ minLength: 1 }], enum: ['a', 'b'], 'x-enum-varnames': ['theA'] },
      {
        type: ['string', 'null'],
        enum: ['a', 'b', null],
        'x-titles': ['The a', '', ''],
        allOf: [{ type: 'string', minLength: 1 }],
      },
    ],
    [
      'as an upload, when it is binary',
      { type: 'string', format: 'binary' },
      { type: 'string', format: 'data-url' },
    ],
    [
      'with the names that its properties may have',
      { type: 'object', propertyNames: { enum: ['a', 'b'] }, additionalProperties: { type: 'string' } },
      { type: 'object', propertyNames: { enum: ['a', 'b'] }, additionalProperties: { type: 'string' } },
    ],
    [
      'as a map, when only the names are said',
      { propertyNames: { oneOf: [{ const: 'a', title: 'A' }] } },
      { type: 'object', propertyNames: { enum: ['a'], 'x-titles': ['A'] }, additionalProperties: true },
    ],
    [
      'without rules for names',
      { type: 'object', properties: {}, propertyNames: { minLength: 2 } },
      { type: 'object', properties: {} },
    ],
    ['with its example', { type: 'string', example: 'a' }, { type: 'string', examples: ['a'] }],
    ['not at all, when it has no option', { enum: [] }, undefined],
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
    ['as a consent to tick, when it must be true', { const: true }, { type: 'boolean', 'x-consent': true }],
    ['as one option, when it has one value', { const: { a: 1 } }, { enum: [{ a: 1 }] }],
    ['as options, when those are lists', { enum: [[1]] }, { enum: [[1]] }],
    [
      'with a choice of types, when it may have several',
      { type: ['integer', 'string', 'null'] },
      { 'x-types': ['integer', 'string'] },
    ],
    [
      'as its one type, when the other is null',
      { type: ['array', 'null'], items: true },
      { type: 'array', items: { 'x-types': anything } },
    ],
    [
      'as a tuple',
      { type: 'array', prefixItems: [{ type: 'string' }, true], items: false },
      { type: 'array', items: [{ type: 'string' }, { 'x-types': anything }] },
    ],
    [
      'as a tuple with more',
      { type: 'array', prefixItems: [{ type: 'string' }], unevaluatedItems: { type: 'integer' } },
      { type: 'array', items: [{ type: 'string' }], additionalItems: { type: 'integer' } },
    ],
    [
      'as a list that stays empty',
      { type: 'array', items: false },
      { type: 'array', items: {}, maxItems: 0 },
    ],
    [
      'without what only says what is valid',
      { type: 'string', not: {}, $comment: 'x', contentSchema: {}, $anchor: 'x' },
      { type: 'string' },
    ],
    ['with its only branch', { oneOf: [{ type: 'string' }] }, { allOf: [{ type: 'string' }] }],
    [
      'without branches that only say what is required',
      { type: 'object', properties: {}, anyOf: [{ required: ['a'] }, { required: ['b'] }] },
      { type: 'object', properties: {} },
    ],
    [
      'with what depends on another',
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
  test.for(cases)('%s', ([, property, drawn]) => {
    expect(draw(property).drawn).toEqual(drawn);
  });
});

describe('references become definitions', () => {
  test('that what refers to them shares', () => {
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

  test('that are merged with what stands beside, when it says more than a title', () => {
    const { drawn } = draw({ $ref: '#/$defs/a', maxLength: 3 }, { $defs: { a: { type: 'string' } } });
    expect(drawn).toMatchObject({ maxLength: 3, allOf: [{ $ref: '#/definitions/schema0' }] });
  });

  test('beside null too, whatever they lead to', () => {
    const $defs = {
      group: { properties: { next: { anyOf: [{ $ref: '#/$defs/group' }, { type: 'null' }] } } },
    };
    const { drawn, definitions } = draw({ anyOf: [{ $ref: '#/$defs/group' }, { type: 'null' }] }, { $defs });
    expect(drawn).toEqual({ $ref: '#/definitions/schema0' });
    expect(definitions).toEqual({
      schema0: {
        'x-ref': '#/$defs/group',
        type: 'object',
        // A group inside itself is opened on demand: see on-demand.ts.
        properties: { next: { $dynamicRef: '#/definitions/schema0', 'x-on-demand': true } },
      },
    });
  });

  test('in conditions, of which all else stays', () => {
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

test('a root of which nothing is said is an object', () => {
  expect(normalizeSchema({})).toEqual({ type: 'object', additionalProperties: true });
});

test('a root of several types is an object, if that is one of them', () => {
  const properties = { a: { type: 'string' } };
  const drawn = { type: 'object', properties };
  expect(normalizeSchema({ type: ['object', 'boolean'], properties })).toEqual(drawn);
  const $defs = { a: { type: ['boolean', 'object'], properties } };
  expect(normalizeSchema({ $ref: '#/$defs/a', $defs })).toEqual(drawn);
});

test('names that objects inherit are names', () => {
  const properties = JSON.parse('{"__proto__": {"type": "string"}, "constructor": {"type": "string"}}');
  const drawn = normalizeSchema({ type: 'object', properties });
  expect(Object.keys(drawn.properties ?? {})).toEqual(['__proto__', 'constructor']);
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
  return {
    schema: fc.oneof({ depthSize: 'small' }, fc.boolean(), tie('object')),
    object: fc
      .record(
        {
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
        },
        { requiredKeys: [], noNullPrototype: true },
      )
      .map((all) => {
        // Of so many keywords a few at a time.
        const entries = Object.entries(all);
        return Object.fromEntries(entries.filter((_, index) => index % 4 === entries.length % 4));
      }),
  };
});

const rootSchema = fc
  .tuple(anySchema, anySchema)
  .map(([a, b]) => ({ type: 'object', properties: { a, b }, $defs: { a, b } }) as JsonSchema);

/** Every `$ref` of the schemas in a value. Names and values may be called `$ref` too, but are no texts here. */
function findReferences(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) =>
    name === '$ref' && typeof child === 'string' ? [child] : findReferences(child),
  );
}

test('a discriminator names branches by their places, since references lead elsewhere', () => {
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

describe('whatever the schema', () => {
  test('it is drawn, the same each time, and is left as it was', () => {
    fc.assert(
      fc.property(rootSchema, (schema) => {
        const before = JSON.stringify(schema);
        const drawn = normalizeSchema(schema);
        expect(normalizeSchema(schema)).toBe(drawn);
        expect(normalizeSchema(structuredClone(schema))).toEqual(drawn);
        expect(JSON.stringify(schema)).toBe(before);
      }),
      { numRuns: 50 },
    );
  });

  test('no reference leads nowhere', () => {
    fc.assert(
      fc.property(rootSchema, (schema) => {
        const drawn = normalizeSchema(schema);
        const names = Object.keys((drawn.definitions ?? {}) as JsonObject);
        for (const found of findReferences(drawn))
          expect(names).toContain(found.replace('#/definitions/', ''));
      }),
      { numRuns: 50 },
    );
  });

  test('what was drawn once is drawn the same again', () => {
    fc.assert(
      fc.property(rootSchema, (schema) => {
        const once = normalizeSchema(schema);
        const twice = normalizeSchema(once);
        expect(Object.keys(twice.properties ?? {})).toEqual(Object.keys(once.properties ?? {}));
      }),
      { numRuns: 50 },
    );
  });
});
