import { describe, expect, test } from 'vitest';
import { toInternalDialect } from '../model/dialects.ts';
import type { JsonSchema } from '../model/json-schema.ts';
import { draft07, draft2019, draft2020, testAll } from '../testing/test-dialects.ts';
import { bundleSchema } from './metaschemas.ts';

describe('OpenAPI’s nullable', () => {
  const $defs = { a: { type: 'object', properties: { x: { type: 'string' } } } };
  testAll([
    ['beside a type', { type: 'string', nullable: true, maxLength: 2 }, ['a', null], [1, 'abc']],
    [
      'beside a reference',
      { properties: { a: { $ref: '#/$defs/a', nullable: true } }, $defs },
      [{ a: null }],
      [{ a: 1 }],
    ],
    [
      'beside a reference, in draft-07',
      { $schema: draft07, properties: { a: { $ref: '#/$defs/a', nullable: true } }, $defs },
      [{ a: null }, { a: {} }],
      [{ a: 1 }],
    ],
    [
      'beside allOf, and a type',
      { properties: { a: { type: 'object', nullable: true, allOf: [{ $ref: '#/$defs/a' }] } }, $defs },
      [{ a: null }, { a: { x: '' } }],
      [{ a: 1 }, { a: { x: 1 } }],
    ],
    [
      'without a type',
      { properties: { a: { nullable: true, enum: ['x'] } } },
      [{ a: null }, { a: 'x' }],
      [{ a: 1 }],
    ],
    ['alone', { properties: { a: { nullable: true } } }, [{ a: null }, { a: 1 }], []],
    ['that is false', { properties: { a: { nullable: false, type: 'string' } } }, [{ a: '' }], [{ a: null }]],
    [
      'as a property',
      { properties: { nullable: { type: 'string' } } },
      [{ nullable: '' }],
      [{ nullable: true }],
    ],
  ]);
});

describe('OpenAPI’s discriminator', () => {
  const name = { petType: { type: 'string' }, name: { type: 'string' } };
  const Cat: JsonSchema = { properties: { ...name, claws: { type: 'integer' } }, required: ['petType'] };
  const Dog: JsonSchema = { allOf: [{ properties: name }, { properties: { size: { type: 'integer' } } }] };
  const oneOf = [{ $ref: '#/$defs/Cat' }, { $ref: '#/$defs/Dog' }];
  const schema: JsonSchema = { oneOf, discriminator: { propertyName: 'petType' }, $defs: { Cat, Dog } };
  const mapping = { kitty: '#/$defs/Cat', tom: 'Cat', doggy: 'Dog' };
  const Fixed: JsonSchema = { properties: { petType: { const: 'fixed' } }, required: ['petType'] };

  testAll([
    [
      'names one branch of several that the value fits',
      schema,
      [
        { petType: 'Cat', name: 'x' },
        { petType: 'Dog', size: 1 },
      ],
      [{ petType: 'Cow' }, { petType: 'Cat', claws: 'x' }, { petType: 'Dog', size: 'x' }],
    ],
    [
      'names it by its mapping',
      { ...schema, discriminator: { propertyName: 'petType', mapping } },
      [{ petType: 'kitty' }, { petType: 'tom' }, { petType: 'doggy' }],
      [{ petType: 'Cat' }, { petType: 'doggy', size: 'x' }],
    ],
    [
      'leaves branches alone that name a constant',
      { ...schema, oneOf: [...oneOf, { $ref: '#/$defs/Fixed' }], $defs: { Cat, Dog, Fixed } },
      [{ petType: 'fixed' }, { petType: 'Dog' }],
      [{ petType: 'Fixed' }],
    ],
  ]);
});

describe('the internal dialect', () => {
  test('is the same object if nothing changes', () => {
    const schemas: JsonSchema[] = [
      { type: 'object', properties: { a: { $ref: '#/$defs/a' }, id: { type: 'string' } }, $defs: { a: {} } },
      {
        $schema: draft07,
        items: [{ $ref: '#/definitions/a' }],
        definitions: { a: {} },
        'x-own': { nullable: 1 },
      },
      { $schema: draft2020, $ref: '#', title: 'A' },
      { $schema: draft2019, default: { $id: 'x', nullable: true }, enum: [{ prefixItems: [] }] },
    ];
    for (const schema of schemas) expect(toInternalDialect(schema)).toBe(schema);
  });

  test('does not change a schema that is already in it', () => {
    const schema: JsonSchema = {
      $id: 'https://example.com/x',
      properties: {
        a: { $ref: 'y', nullable: true },
        b: { prefixItems: [true], unevaluatedItems: false, contains: {} },
      },
      $defs: { y: { $id: 'y', type: 'string' } },
    };
    const before = structuredClone(schema);
    const internal = toInternalDialect(schema);
    expect(schema).toEqual(before);
    expect(JSON.stringify(internal)).not.toMatch(/\$id|nullable|prefixItems/);
    const again = structuredClone(internal);
    expect(toInternalDialect(again)).toBe(again);
  });

  test('keeps inherited names', () => {
    const text =
      '{"properties": {"__proto__": {"nullable": true, "type": "string"}, "constructor": {"enum": []}}}';
    const internal = toInternalDialect(JSON.parse(text) as JsonSchema);
    expect(Object.keys(internal.properties ?? {})).toEqual(['__proto__', 'constructor']);
  });
});

describe('a conversion takes linear time and space', () => {
  const createDeep = (levels: number): JsonSchema =>
    Array.from({ length: levels }).reduce<JsonSchema>(
      (inner) => ({ contains: inner, unevaluatedItems: { type: 'integer' } }),
      { type: 'string' },
    );
  const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`p${index}`, { x: [index] }]));
  const names = Array.from({ length: 300 }, (_, index) => `n${index}`);
  const anchors = Object.fromEntries(names.map((name) => [name, { $dynamicAnchor: name }]));
  const cases: [what: string, schema: JsonSchema, problem: string | null][] = [
    ['of lists that contain lists', createDeep(60), null],
    [
      'of long identifiers',
      {
        $id: `http://example.com/${'x'.repeat(200_000)}`,
        $defs: Object.fromEntries(names.map((name) => [name, { $anchor: name }])),
      },
      null,
    ],
    [
      'of large schemas in many dynamic scopes',
      {
        anyOf: names.map((name) => ({ $ref: name })),
        $defs: Object.fromEntries([
          ...names.map((name) => [
            name,
            { $id: name, $ref: 'large', $defs: { own: { $dynamicAnchor: 'item' } } },
          ]),
          [
            'large',
            {
              $id: 'large',
              $dynamicRef: '#item',
              'x-wide': wide,
              $defs: { any: { $dynamicAnchor: 'item' } },
            },
          ],
        ]),
      },
      'dynamic scopes',
    ],
    [
      'of many names for dynamic references',
      { $defs: { a: { $id: 'a', $defs: anchors }, b: { $id: 'b', $defs: anchors }, ...wide } },
      null,
    ],
    [
      'of references into values in values',
      (() => {
        const value = Array.from({ length: 60 }).reduce<object>((inner) => ({ a: inner, x: wide }), {});
        const pointers = Array.from({ length: 60 }, (_, index) => `#/default${'/a'.repeat(60 - index)}`);
        return { default: value, anyOf: pointers.map(($ref) => ({ $ref })) } as JsonSchema;
      })(),
      'dynamic scopes',
    ],
  ];
  test.for(cases)('%s', ([, schema, problem]) => {
    const text = JSON.stringify(schema);
    const start = process.cpuUsage();
    const convert = () => bundleSchema(JSON.parse(text) as JsonSchema);
    if (problem === null) expect(JSON.stringify(convert()).length).toBeLessThan(text.length * 10);
    else expect(convert).toThrow(problem);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000);
  });
});
