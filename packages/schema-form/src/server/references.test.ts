import { describe, expect, test } from 'vitest';
import type { JsonSchema } from '../model/json-schema.ts';
import {
  createValidator,
  draft04Uri,
  draft07,
  draft2019,
  draft2020,
  testAll,
} from '../testing/test-dialects.ts';
import { checkSchema } from './check-schema.ts';
import { bundleSchema } from './metaschemas.ts';

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

describe('the documents of a schema', () => {
  const documents: JsonSchema[] = [
    { $id: 'https://example.com/address', $schema: draft04Uri, id: 'https://example.com/address' },
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
