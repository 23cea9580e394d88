import { describe, expect, test } from 'vitest';
import type { JsonSchema } from './json-schema.ts';
import { normalizeSchema } from './normalize-schema.ts';
import { openOnDemand } from './on-demand.ts';

const leaf = { type: 'object', properties: { name: { type: 'string' } } };

/** Types of which each refers to the next one, the last is a group of one field. */
function createChain(length: number, create: (next: JsonSchema) => JsonSchema): JsonSchema {
  const types = Array.from({ length }, (_, index) => [
    `a${index}`,
    create({ $ref: `#/$defs/a${index + 1}` }),
  ]);
  const $defs = Object.fromEntries([...types, [`a${length}`, leaf]]);
  return { type: 'object', properties: { first: { $ref: '#/$defs/a0' } }, $defs };
}

/** How many fields a form of a normalized schema renders at once, references followed. */
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

describe('what a form opens on demand', () => {
  test('is a type inside itself, also through another one', () => {
    const drawn = normalizeSchema({
      type: 'object',
      properties: { man: { $ref: '#/$defs/man' } },
      $defs: {
        man: { type: 'object', title: 'Man', properties: { wife: { $ref: '#/$defs/woman' } } },
        woman: { type: 'object', properties: { son: { $ref: '#/$defs/man' } } },
      },
    });
    expect(drawn.definitions).toEqual({
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

  test('is not what is in a list, which has as many entries as people add', () => {
    const drawn = normalizeSchema({
      type: 'object',
      properties: { children: { type: 'array', items: { $ref: '#' } } },
    });
    expect(JSON.stringify(drawn)).not.toContain('x-on-demand');
  });

  test('is the one branch of a choice that leads back', () => {
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

  test.each([8, 30, 60])('keeps a form small whose fields are doubled %i times', (length) => {
    const schema = createChain(length, (next) => ({ type: 'object', properties: { x: next, y: next } }));
    expect(countFields(normalizeSchema(schema))).toBeLessThan(2500);
  });

  test('is nothing in a form of many fields without references', () => {
    const fields = Array.from({ length: 5000 }, (_, index) => [`f${index}`, leaf]);
    const drawn = normalizeSchema({ type: 'object', properties: Object.fromEntries(fields) });
    expect(JSON.stringify(drawn)).not.toContain('x-on-demand');
  });

  test('is a reference to a large default, when there are many', () => {
    const fields = Array.from({ length: 100 }, (_, index) => [`f${index}`, { $ref: '#/$defs/large' }]);
    const large = { type: 'object', properties: { text: { type: 'string', default: 'x'.repeat(100_000) } } };
    const drawn = normalizeSchema({
      type: 'object',
      properties: Object.fromEntries(fields),
      $defs: { large },
    });
    expect(JSON.stringify(drawn).split('x-on-demand').length - 1).toBeGreaterThan(70);
  });

  test('is as it was when it is opened', () => {
    const closed: JsonSchema = {
      title: 'Group',
      'x-on-demand': true,
      allOf: [
        { $dynamicRef: '#/definitions/schema0' },
        { anyOf: [{ $dynamicRef: '#/definitions/schema1' }] },
      ],
    };
    expect(openOnDemand(closed)).toEqual({
      title: 'Group',
      allOf: [{ $ref: '#/definitions/schema0' }, { anyOf: [{ $ref: '#/definitions/schema1' }] }],
    });
  });
});

describe('a list that can’t be empty', () => {
  const list = (minItems: number, items: JsonSchema) => ({ type: 'array', minItems, items });

  test('begins with its entries', () => {
    const { properties } = normalizeSchema({
      type: 'object',
      properties: { a: list(3, { type: 'string' }) },
    });
    expect(properties?.a).toMatchObject({ minItems: 3 });
  });

  test('begins with a thousand of them at most, those of lists in it counted', () => {
    const { properties } = normalizeSchema({
      type: 'object',
      properties: {
        a: list(100_000, { type: 'object', properties: { b: list(100_000, { type: 'string' }) } }),
      },
    });
    expect(properties?.a).toMatchObject({ minItems: 1000, items: { properties: { b: { minItems: 1 } } } });
  });
});
