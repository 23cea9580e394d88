import { describe, expect, test } from 'vitest';
import { toInternalDialect } from '../model/dialects.ts';
import type { JsonSchema } from '../model/json-schema.ts';
import { normalizeSchema } from '../model/normalize-schema.ts';
import { checkSchema } from './check-schema.ts';
import { bundleSchema, getMetaschemas } from './metaschemas.ts';
import { compileValidatorModule } from './validator-module.ts';

/** Validates as a host does: it checks, bundles and compiles the schema. */
function createValidator(schema: JsonSchema | boolean, documents: JsonSchema[] = []) {
  if (typeof schema !== 'boolean') checkSchema(schema, documents);
  const { validate } = compileValidatorModule(bundleSchema(schema, documents));
  return (data: unknown) => validate(data);
}

type Case = [what: string, schema: JsonSchema | boolean, valid: unknown[], invalid: unknown[]];

function testAll(cases: Case[]): void {
  test.for(cases)('%s', ([, schema, valid, invalid]) => {
    const isValid = createValidator(schema);
    for (const data of valid) expect(isValid(data), JSON.stringify(data)).toBe(true);
    for (const data of invalid) expect(isValid(data), JSON.stringify(data)).toBe(false);
  });
}

const draft04 = 'http://json-schema.org/draft-04/schema#';
const draft06 = 'http://json-schema.org/draft-06/schema#';
const draft07 = 'http://json-schema.org/draft-07/schema#';
const draft2019 = 'https://json-schema.org/draft/2019-09/schema';
const draft2020 = 'https://json-schema.org/draft/2020-12/schema';

describe('draft-04', () => {
  testAll([
    [
      'has boolean exclusive bounds',
      { $schema: draft04, minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false } as never,
      [2, 9],
      [1, 10],
    ],
    [
      'identifies schemas by id',
      {
        $schema: draft04,
        id: 'http://example.com/root.json',
        properties: { a: { $ref: 'item.json' }, b: { $ref: '#named' } },
        definitions: { a: { id: 'item.json', type: 'integer' }, b: { id: '#named', type: 'string' } },
      },
      [{ a: 1, b: 'x' }],
      [{ a: 'x' }, { b: 1 }],
    ],
    [
      'has properties called id, exclusiveMinimum and const',
      {
        $schema: draft04,
        properties: {
          id: { type: 'string' },
          exclusiveMinimum: { type: 'boolean' },
          const: { type: 'integer' },
        },
        required: ['id'],
      },
      [{ id: 'x', exclusiveMinimum: true, const: 1 }],
      [{}, { id: 1 }, { id: '', const: 'x' }],
    ],
    [
      'resolves pointers from the root if each schema has an id',
      {
        $schema: draft04,
        id: 'http://example.com/form',
        properties: { a: { id: '/properties/a', properties: { b: { $ref: '#/definitions/text' } } } },
        definitions: { text: { type: 'string' } },
      },
      [{ a: { b: 'x' } }],
      [{ a: { b: 1 } }],
    ],
    [
      'ignores keywords of later drafts',
      { $schema: draft04, const: 1, propertyNames: false },
      [1, { a: 1 }],
      [],
    ],
  ]);

  test('is validated against its own metaschema', () => {
    const schema = { $schema: draft04, properties: { a: { required: true } } } as never;
    expect(() => checkSchema(schema)).toThrow('/schema/properties/a/required: must be array');
  });
});

describe('every draft is recognized', () => {
  const names = [draft04, draft06, draft07, draft2019, draft2020].flatMap((name) => {
    const plain = name.replace(/#$/, '').replace(/^https/, 'http');
    return [plain, `${plain}#`, plain.replace('http:', 'https:'), `${plain.replace('http:', 'https:')}#`];
  });
  const others = ['http://json-schema.org/schema#', 'https://example.com/my-own', 'x', ''];
  test.for([...names, ...others])('by $schema "%s"', ($schema) => {
    const isValid = createValidator({ $schema, properties: { a: { type: 'string' } } });
    expect([isValid({ a: 'x' }), isValid({ a: 1 })]).toEqual([true, false]);
  });

  testAll([
    ['without $schema', { minimum: 1, exclusiveMinimum: true } as never, [2], [1]],
    [
      'without $schema, by an id',
      { not: { $ref: 'x' }, $defs: { a: { id: 'x', type: 'null' } } },
      [1],
      [null],
    ],
    [
      'with properties called id',
      { properties: { a: { id: 'a', type: 'string' } } },
      [{ a: '' }],
      [{ a: 1 }],
    ],
  ]);
});

describe('each draft keeps its own meaning', () => {
  const siblings = { $ref: '#/definitions/text', maxLength: 1, definitions: { text: { type: 'string' } } };
  testAll([
    ['draft-07 ignores the siblings of a reference', { $schema: draft07, ...siblings }, ['long'], [1]],
    ['2019-09 does not ignore them', { $schema: draft2019, ...siblings }, ['a'], [1, 'long']],
    [
      'draft-07 has no dependentRequired',
      { $schema: draft07, dependentRequired: { a: ['b'] } },
      [{ a: 1 }],
      [],
    ],
    [
      'draft-07 writes tuples as items',
      { $schema: draft07, items: [{ type: 'string' }], additionalItems: { type: 'integer' } },
      [['a', 1]],
      [[1], ['a', 'b']],
    ],
    [
      '2020-12 writes them as prefixItems',
      { $schema: draft2020, prefixItems: [{ type: 'string' }], items: { type: 'integer' } },
      [['a', 1]],
      [[1], ['a', 'b']],
    ],
    [
      '2020-12 evaluates items that match contains',
      { $schema: draft2020, contains: { type: 'string' }, unevaluatedItems: { type: 'integer' } },
      [['a', 1]],
      [[1], ['a', null]],
    ],
    [
      '2020-12 evaluates items that match contains in allOf',
      {
        $schema: draft2020,
        allOf: [{ contains: { multipleOf: 2 } }, { contains: { multipleOf: 3 } }],
        unevaluatedItems: false,
      },
      [[2, 3, 4, 6]],
      [[2, 3, 7]],
    ],
    [
      '2019-09 does not evaluate items that match contains',
      { $schema: draft2019, contains: {}, unevaluatedItems: false },
      [],
      [[1]],
    ],
    ['an empty enum allows nothing', { properties: { a: { enum: [] } } }, [{}], [{ a: 1 }, { a: null }]],
    ['a root that is true allows everything', true, [{}, 1, null], []],
    ['a root that is false allows nothing', false, [], [{}, 1, null]],
    [
      'unknown vocabularies and keywords are ignored',
      { $schema: draft2020, $vocabulary: { 'https://example.com/v': true }, 'x-rule': 1, type: 'string' },
      ['a'],
      [1],
    ],
    [
      'a resource has the draft that it names',
      {
        $schema: draft2020,
        properties: { a: { $ref: 'old' }, b: { dependentRequired: { c: ['d'] } } },
        $defs: {
          old: {
            $schema: draft07,
            $id: 'old',
            items: [{ type: 'string' }],
            dependentRequired: { c: ['d'] },
          } as never,
        },
      },
      [{ a: ['x', 1] }, { a: { c: 1 } }],
      [{ b: { c: 1 } }],
    ],
  ]);
});

describe('references', () => {
  testAll([
    [
      'with relative URIs',
      {
        $id: 'https://example.com/a/b/root.json',
        properties: { up: { $ref: '../other.json#/$defs/x' }, here: { $ref: 'c/d.json#name' } },
        $defs: {
          a: { $id: '/a/other.json', $defs: { x: { type: 'integer' } } },
          b: {
            $id: 'c/',
            $defs: { d: { $id: 'd.json', $defs: { n: { $anchor: 'name', type: 'string' } } } },
          },
        },
      },
      [{ up: 1, here: 'x' }],
      [{ up: 'x' }, { here: 1 }],
    ],
    [
      'with URNs',
      {
        $id: 'urn:uuid:deadbeef-1234-00ff-ff00-4321feebdaed',
        properties: {
          a: { $ref: 'urn:example:a' },
          b: { $ref: 'urn:uuid:deadbeef-1234-00ff-ff00-4321feebdaed#/$defs/b' },
          c: { $ref: 'urn:example:a#c' },
        },
        $defs: {
          a: { $id: 'urn:example:a', type: 'string', $defs: { c: { $anchor: 'c', type: 'null' } } },
          b: { type: 'integer' },
        },
      },
      [{ a: 'x', b: 1, c: null }],
      [{ a: 1 }, { b: 'x' }, { c: 1 }],
    ],
    [
      'to booleans',
      {
        properties: { a: { $ref: '#/$defs/no' }, b: { $ref: '#/$defs/yes' } },
        $defs: { no: false, yes: true },
      },
      [{ b: 1 }],
      [{ a: 1 }],
    ],
    [
      'to unknown keywords, and to the targets of references there',
      {
        properties: { a: { $ref: '#/components/schemas/a' } },
        components: { schemas: { a: { items: { $ref: '#/components/schemas/b' } }, b: { type: 'integer' } } },
      },
      [{ a: [1] }],
      [{ a: ['x'] }],
    ],
    [
      'into a value',
      { properties: { a: { $ref: '#/default/x' } }, default: { x: { type: 'integer', enum: [] } } } as never,
      [{}],
      [{ a: 1 }],
    ],
    [
      'to keywords that are at another location in the internal dialect',
      {
        properties: { a: { $ref: '#/$defs/t/prefixItems/0' }, b: { $ref: '#/$defs/n/allOf/0' } },
        $defs: {
          t: { prefixItems: [{ type: 'string' }] },
          n: { nullable: true, allOf: [{ type: 'integer' }] },
        },
      },
      [{ a: 'x', b: 1 }],
      [{ a: 1 }, { b: null }],
    ],
    [
      'by names with special characters',
      { properties: { a: { $ref: '#/$defs/a~1b%20%25~0' } }, $defs: { 'a/b %~': { type: 'string' } } },
      [{ a: '' }],
      [{ a: 1 }],
    ],
    [
      'beside a dynamic one',
      {
        $defs: { a: { type: 'string' }, b: { $dynamicAnchor: 'b', minLength: 2 } },
        $ref: '#/$defs/a',
        $dynamicRef: '#b',
      },
      ['ab'],
      ['a', 1],
    ],
  ]);

  test('without a target are reported', () => {
    const schema: JsonSchema = { properties: { 'a/b': { $ref: 'other.json' } } };
    expect(() => checkSchema(schema)).toThrow('/schema/properties/a~1b/$ref: "other.json" leads nowhere');
    expect(() => checkSchema({ $dynamicRef: '#x' })).toThrow('/schema/$dynamicRef: "#x" leads nowhere');
  });

  test('that form a cycle of any length are reported', () => {
    const define = (last: string) =>
      Object.fromEntries(
        Array.from({ length: 100 }, (_, index) => [
          `a${index}`,
          { $ref: `#/$defs/${index === 99 ? last : `a${index + 1}`}` },
        ]),
      );
    expect(() => checkSchema({ $ref: '#/$defs/a0', $defs: define('a0') })).toThrow('leads back to itself');
    expect(() => checkSchema({ $ref: '#/$defs/a0', $defs: { ...define('end'), end: {} } })).not.toThrow();
  });
});

describe('dynamic references', () => {
  const tree: JsonSchema = {
    $id: 'https://example.com/tree',
    $dynamicAnchor: 'node',
    type: 'object',
    properties: { data: true, children: { type: 'array', items: { $dynamicRef: '#node' } } },
  };
  const list: JsonSchema = {
    $id: 'list',
    type: 'array',
    items: { $dynamicRef: '#item' },
    $defs: { any: { $dynamicAnchor: 'item' } },
  };
  const listOf = (type: string): JsonSchema => ({
    $id: `${type}-list`,
    $ref: 'list',
    $defs: { item: { $dynamicAnchor: 'item', type } },
  });
  testAll([
    [
      'lead to the schema that extends theirs',
      {
        $schema: draft2020,
        $id: 'https://example.com/strict-tree',
        $dynamicAnchor: 'node',
        $ref: 'tree',
        unevaluatedProperties: false,
        $defs: { tree },
      },
      [{ children: [{ data: 1 }] }],
      [{ children: [{ daat: 1 }] }, { daat: 1 }],
    ],
    [
      'have different targets in different dynamic scopes',
      {
        $schema: draft2020,
        $id: 'https://example.com/root',
        properties: {
          texts: { $ref: 'string-list' },
          numbers: { $ref: 'integer-list' },
          all: { $ref: 'list' },
        },
        $defs: { list, texts: listOf('string'), numbers: listOf('integer') },
      },
      [{ texts: ['a'], numbers: [1], all: [1, 'a', null] }],
      [{ texts: [1] }, { numbers: ['a'] }],
    ],
    [
      'are ordinary references if there is no dynamic anchor',
      {
        $schema: draft2020,
        $id: 'https://example.com/root',
        $dynamicAnchor: 'x',
        type: 'object',
        properties: { a: { $ref: 'inner' } },
        $defs: { inner: { $id: 'inner', $dynamicRef: '#x', $defs: { x: { $anchor: 'x', type: 'string' } } } },
      },
      [{ a: 'x' }],
      [{ a: {} }],
    ],
    [
      'lead to the first resource that was entered',
      {
        $schema: draft2020,
        $id: 'https://example.com/root',
        $ref: 'between',
        $defs: {
          item: { $dynamicAnchor: 'item', type: 'string' },
          between: { $id: 'between', $ref: 'list' },
          list,
        },
      },
      [['a']],
      [[1]],
    ],
    [
      'ignore a resource that is no longer in scope',
      {
        $schema: draft2020,
        $id: 'https://example.com/root',
        if: { $id: 'left', $defs: { item: { $dynamicAnchor: 'item', type: 'integer' } } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { $ref: 'string-list' },
        $defs: { list, texts: listOf('string') },
      },
      [['a']],
      [[1]],
    ],
    [
      'ignore an $anchor of their name',
      {
        $schema: draft2020,
        $id: 'https://example.com/root',
        $ref: 'list',
        $defs: { item: { $anchor: 'item', type: 'string' }, list },
      },
      [['a', 1]],
      [],
    ],
    [
      'of 2019-09 do the same',
      {
        $schema: draft2019,
        $id: 'https://example.com/strict',
        $recursiveAnchor: true,
        $ref: 'loose',
        unevaluatedProperties: false,
        $defs: {
          loose: {
            $id: 'loose',
            $recursiveAnchor: true,
            properties: { data: true, children: { items: { $recursiveRef: '#' } } },
          },
        },
      },
      [{ children: [{ data: 1 }] }],
      [{ children: [{ daat: 1 }] }],
    ],
  ]);

  test('that would take exponential space are refused', () => {
    const levels = 40;
    // Each level is entered through one of two resources that resolve its name differently.
    const $defs = Object.fromEntries(
      Array.from({ length: levels }, (_, level) => {
        const next = level + 1 < levels ? [{ $ref: `a${level + 1}` }, { $ref: `b${level + 1}` }] : [];
        const create = (id: string): JsonSchema => ({
          $id: `${id}${level}`,
          $defs: { own: { $dynamicAnchor: `n${level}` } },
          properties: { x: { $dynamicRef: `#n${level}` }, y: { anyOf: [...next, true] } },
        });
        return [
          [`a${level}`, create('a')],
          [`b${level}`, create('b')],
        ];
      }).flat(),
    );
    const schema: JsonSchema = {
      $schema: draft2020,
      anyOf: [{ $ref: 'a0' }, { $ref: 'b0' }],
      $defs,
    } as never;
    const start = process.cpuUsage();
    expect(() => bundleSchema(schema)).toThrow('dynamic scopes');
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
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

describe('the documents of a schema', () => {
  const documents: JsonSchema[] = [
    { $id: 'https://example.com/address', $schema: draft04, id: 'https://example.com/address' },
    {
      $schema: draft07,
      $id: 'https://example.com/types',
      definitions: {
        code: { type: 'string', minLength: 2 },
        person: {
          properties: { code: { $ref: '#/definitions/code' }, friend: { $ref: '#/definitions/person' } },
        },
      },
    },
    { $id: 'https://example.com/unused', type: 'string' },
  ];
  const schema: JsonSchema = {
    $schema: draft2020,
    $id: 'https://example.com/form',
    properties: {
      a: { $ref: 'types#/definitions/person' },
      b: { $ref: 'address' },
      c: { $ref: '#/$defs/referenced0' },
    },
    $defs: { referenced0: { type: 'null' } },
  };

  test('can be referred to', () => {
    const isValid = createValidator(schema, documents);
    expect(isValid({ a: { code: 'ab', friend: { friend: { code: 'cd' } } }, b: 1, c: null })).toBe(true);
    expect(isValid({ a: { friend: { friend: { code: 'c' } } } })).toBe(false);
    expect(isValid({ c: 1 })).toBe(false);
  });

  test('are included only if they are needed', () => {
    const bundle = bundleSchema(schema, documents);
    expect(JSON.stringify(bundle)).not.toContain('unused');
    expect(Object.keys(bundle.$defs ?? {})).toEqual(['referenced0', 'referenced0_', 'referenced1']);
  });

  test('are checked, and errors have a pointer into the document', () => {
    const wrong = (document: JsonSchema) => () => checkSchema(schema, [...documents, document]);
    expect(wrong({ $id: 'x', type: 'none' })).toThrow('/schemas/3/type: ');
    expect(wrong({ $id: 'x', pattern: '(' })).toThrow('/schemas/3/pattern: ');
    const referring: JsonSchema = { $id: 'x', properties: { a: { $ref: 'y' } } };
    expect(() => checkSchema({ $ref: 'x' }, [referring])).toThrow(
      '/schemas/0/properties/a/$ref: "y" leads nowhere',
    );
  });
});

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

describe('the metaschema of each draft', () => {
  test.for([draft04, draft06, draft07, draft2019, draft2020])(
    '%s is handled like any other schema',
    (name) => {
      const address = name.replace(/#$/, '');
      const metaschema = getMetaschemas().find(
        ({ $id, id }) => String($id ?? id).replace(/#$/, '') === address,
      );
      const isValid = createValidator(metaschema as JsonSchema);
      expect(isValid(metaschema)).toBe(true);
      expect(isValid({ properties: { a: { type: 'none' } } })).toBe(false);
      expect(isValid({ allOf: [{ not: { minLength: -1 } }] })).toBe(false);
      const normalized = normalizeSchema(bundleSchema(metaschema as JsonSchema));
      expect(JSON.stringify(normalized)).toContain('"pattern"');
      // The same holds for a schema that refers to it.
      const isValidInside = createValidator({ properties: { a: { $ref: name } } });
      expect([isValidInside({ a: { minLength: 1 } }), isValidInside({ a: { minLength: -1 } })]).toEqual([
        true,
        false,
      ]);
    },
  );
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
