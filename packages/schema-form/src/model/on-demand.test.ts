import { describe, expect, test } from 'vitest';
import type { JsonSchema } from './json-schema.ts';
import { normalizeSchema } from './normalize-schema.ts';

const group = { type: 'object', properties: { name: { type: 'string' } } };

/** Creates types that each refer to the next one. The last type is a group with one field. */
function createChain(length: number, create: (next: JsonSchema) => JsonSchema): JsonSchema {
  const types = Array.from({ length }, (_, index) => [
    `a${index}`,
    create({ $ref: `#/$defs/a${index + 1}` }),
  ]);
  const $defs = Object.fromEntries([...types, [`a${length}`, group]]);
  return { type: 'object', properties: { first: { $ref: '#/$defs/a0' } }, $defs };
}

/** Counts the fields that a form of a normalized schema renders at once, through references too. */
function countFields(root: JsonSchema): number {
  const definitions = (root.definitions ?? {}) as Record<string, JsonSchema>;
  const count = (schema: JsonSchema): number => {
    if (schema['x-on-demand']) return 1;
    const target = schema.$ref?.replace('#/definitions/', '');
    const inside = Object.values(schema.properties ?? {}) as JsonSchema[];
    const all = (schema.allOf ?? []) as JsonSchema[];
    const own = inside.reduce((sum, property) => sum + 1 + count(property), 0);
    const merged = all.reduce((sum, part) => sum + count(part), 0);
    return own + merged + (target === undefined ? 0 : count(definitions[target] ?? {}));
  };
  return count(root);
}

describe('a group that opens on demand', () => {
  test('is a recursive type, also through another type', () => {
    const normalized = normalizeSchema({
      type: 'object',
      properties: { man: { $ref: '#/$defs/man' } },
      $defs: {
        man: { type: 'object', title: 'Man', properties: { wife: { $ref: '#/$defs/woman' } } },
        woman: { type: 'object', properties: { son: { $ref: '#/$defs/man' } } },
      },
    });
    expect(normalized.definitions).toEqual({
      schema0: {
        'x-ref': '#/$defs/man',
        type: 'object',
        title: 'Man',
        properties: { wife: { $ref: '#/definitions/schema1' } },
      },
      schema1: {
        'x-ref': '#/$defs/woman',
        type: 'object',
        properties: { son: { title: 'Man', $dynamicRef: '#/definitions/schema0', 'x-on-demand': true } },
      },
    });
  });

  test('is not an item of a list, which has as many items as people add', () => {
    const normalized = normalizeSchema({
      type: 'object',
      properties: { children: { type: 'array', items: { $ref: '#' } } },
    });
    expect(JSON.stringify(normalized)).not.toContain('x-on-demand');
  });

  test('is the recursive branch of a choice', () => {
    const { definitions } = normalizeSchema({
      type: 'object',
      properties: { first: { $ref: '#/$defs/node' } },
      $defs: {
        node: {
          type: 'object',
          properties: { next: { anyOf: [{ type: 'string' }, { $ref: '#/$defs/node' }] } },
        },
      },
    });
    expect(definitions).toMatchObject({
      schema0: {
        properties: {
          next: {
            anyOf: [{ type: 'string' }, { $dynamicRef: '#/definitions/schema0', 'x-on-demand': true }],
          },
        },
      },
    });
  });

  test.each([8, 30, 60])('keeps a form small if its fields double %i times', (length) => {
    const schema = createChain(length, (next) => ({ type: 'object', properties: { x: next, y: next } }));
    expect(countFields(normalizeSchema(schema))).toBeLessThan(2500);
  });

  test('does not exist in a form with many fields without references', () => {
    const fields = Array.from({ length: 5000 }, (_, index) => [`f${index}`, group]);
    const normalized = normalizeSchema({ type: 'object', properties: Object.fromEntries(fields) });
    expect(JSON.stringify(normalized)).not.toContain('x-on-demand');
  });

  test('is a reference to a large default if there are many', () => {
    const fields = Array.from({ length: 100 }, (_, index) => [`f${index}`, { $ref: '#/$defs/large' }]);
    const large = { type: 'object', properties: { text: { type: 'string', default: 'x'.repeat(100_000) } } };
    const normalized = normalizeSchema({
      type: 'object',
      properties: Object.fromEntries(fields),
      $defs: { large },
    });
    expect(JSON.stringify(normalized).split('x-on-demand').length - 1).toBeGreaterThan(70);
  });
});

describe('a list that can’t be empty', () => {
  const list = (minItems: number, items: JsonSchema) => ({ type: 'array', minItems, items });

  test('begins with its minimum number of items', () => {
    const { properties } = normalizeSchema({
      type: 'object',
      properties: { a: list(3, { type: 'string' }) },
    });
    expect(properties?.a).toMatchObject({ minItems: 3 });
  });

  test('begins with at most a thousand items, including those of nested lists', () => {
    const { properties } = normalizeSchema({
      type: 'object',
      properties: {
        a: list(100_000, { type: 'object', properties: { b: list(100_000, { type: 'string' }) } }),
      },
    });
    expect(properties?.a).toMatchObject({ minItems: 1000, items: { properties: { b: { minItems: 1 } } } });
  });
});
