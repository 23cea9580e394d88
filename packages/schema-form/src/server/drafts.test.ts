import { describe, expect, test } from 'vitest';
import type { JsonSchema } from '../model/json-schema.ts';
import { normalizeSchema } from '../model/normalize-schema.ts';
import {
  createValidator,
  draft04Uri,
  draft06,
  draft07,
  draft2019,
  draft2020,
  testAll,
} from '../testing/test-dialects.ts';
import { checkSchema } from './check-schema.ts';
import { bundleSchema, getMetaschemas } from './metaschemas.ts';

describe('draft-04', () => {
  testAll([
    [
      'has boolean exclusive bounds',
      {
        $schema: draft04Uri,
        minimum: 1,
        exclusiveMinimum: true,
        maximum: 9,
        exclusiveMaximum: false,
      } as never,
      [2, 9],
      [1, 10],
    ],
    [
      'identifies schemas by id',
      {
        $schema: draft04Uri,
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
        $schema: draft04Uri,
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
        $schema: draft04Uri,
        id: 'http://example.com/form',
        properties: { a: { id: '/properties/a', properties: { b: { $ref: '#/definitions/text' } } } },
        definitions: { text: { type: 'string' } },
      },
      [{ a: { b: 'x' } }],
      [{ a: { b: 1 } }],
    ],
    [
      'ignores keywords of later drafts',
      { $schema: draft04Uri, const: 1, propertyNames: false },
      [1, { a: 1 }],
      [],
    ],
  ]);

  test('is validated against its own metaschema', () => {
    const schema = { $schema: draft04Uri, properties: { a: { required: true } } } as never;
    expect(() => checkSchema(schema)).toThrow('/schema/properties/a/required: must be array');
  });
});

describe('every draft is recognized', () => {
  const names = [draft04Uri, draft06, draft07, draft2019, draft2020].flatMap((name) => {
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

describe('the metaschema of each draft', () => {
  test.for([draft04Uri, draft06, draft07, draft2019, draft2020])(
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
