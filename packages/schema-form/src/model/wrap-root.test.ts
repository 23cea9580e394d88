import { describe, expect, test } from 'vitest';
import type { JsonSchema } from './json-schema.ts';
import { normalizeSchema } from './normalize-schema.ts';
import { unwrapRoot, wrapData, wrapRoot } from './wrap-root.ts';

describe('a root that an object may match is not wrapped', () => {
  const roots: JsonSchema[] = [
    {},
    { type: 'object' },
    { type: ['array', 'object'] },
    { properties: {} },
    { oneOf: [{ type: 'string' }, { $ref: '#/$defs/a' }], $defs: { a: { required: ['b'] } } },
    { $ref: '#' },
    { not: { type: 'string' } },
  ];
  test.for(roots)('%j', (root) => {
    expect(wrapRoot(root, {})).toBeNull();
  });
});

describe('any other root becomes the property of an object', () => {
  const roots: [root: JsonSchema, normalized: object][] = [
    [
      { type: 'array', title: 'Lines', items: { type: 'string' } },
      { type: 'array', title: 'Lines', items: { type: 'string' } },
    ],
    [{ minLength: 2 }, { type: 'string', minLength: 2 }],
    [{ enum: [1, 2] }, { type: 'number', enum: [1, 2] }],
    [{ const: true }, { type: 'boolean', const: true }],
    [{ allOf: [{}, { type: 'integer' }] }, { allOf: [{ type: 'integer' }] }],
    [
      { anyOf: [{ type: 'string' }, { type: 'number' }] },
      { anyOf: [{ type: 'string' }, { type: 'number' }] },
    ],
  ];
  test.for(roots)('%j', ([root, normalized]) => {
    const wrapped = wrapRoot(root, {});
    const { properties, definitions, required } = normalizeSchema(wrapped?.schema ?? {});
    expect(properties).toEqual({ value: { $ref: '#/definitions/schema0' } });
    expect(definitions).toEqual({ schema0: { ...normalized, 'x-ref': expect.any(String) } });
    expect(required).toEqual(['value']);
  });

  test('whose references have the same targets', () => {
    const wrapped = wrapRoot(
      {
        $schema: 'http://json-schema.org/draft-07/schema#',
        $ref: '#/definitions/tree',
        definitions: { tree: { type: 'array', items: { $ref: '#/definitions/tree' } } },
      },
      {},
    );
    const { definitions } = normalizeSchema(wrapped?.schema ?? {});
    expect(definitions).toMatchObject({
      schema1: { type: 'array', items: { $ref: '#/definitions/schema1' } },
    });
  });

  test('that is optional if it may be null', () => {
    expect(wrapRoot({ type: ['string', 'null'] }, {})?.schema).not.toHaveProperty('required');
  });

  test('and has the uiSchema of the root', () => {
    const uiSchema = {
      'ui:widget': 'tags',
      items: { 'ui:help': 'x' },
      'ui:submitButtonOptions': { norender: true },
    };
    expect(wrapRoot({ type: 'array' }, uiSchema)?.uiSchema).toEqual({
      'ui:submitButtonOptions': { norender: true },
      value: { 'ui:widget': 'tags', items: { 'ui:help': 'x' } },
    });
  });
});

test('a value stays the same when it is wrapped and unwrapped', () => {
  for (const value of [null, 'a', [1], false, {}]) expect(unwrapRoot(wrapData(value))).toEqual(value);
  expect(wrapData(undefined)).toEqual({});
  expect(unwrapRoot({})).toBeNull();
});
