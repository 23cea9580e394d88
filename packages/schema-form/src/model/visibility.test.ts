import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonSchema } from './json-schema.ts';
import { applyChosenBranches, getHiddenFields, omitHidden } from './visibility.ts';

const text: JsonSchema = { type: 'string' };

function isIn(country: string): JsonSchema {
  return { properties: { country: { const: country } }, required: ['country'] };
}

function condition(asked: JsonSchema, held: JsonSchema, otherwise: JsonSchema = {}): JsonSchema {
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  return { if: asked, then: held, else: otherwise };
}

/** Who is in the Emirates says which one; everybody else says the province. */
const conditional: JsonSchema = {
  type: 'object',
  properties: { country: text },
  ...condition(
    isIn('AE'),
    { properties: { emirate: text, area: text } },
    { properties: { province: text, area: text } },
  ),
};

const animal: JsonSchema = {
  type: 'object',
  oneOf: [
    { properties: { kind: { const: 'cat' }, name: text, lives: { type: 'integer' } } },
    { properties: { kind: { const: 'dog' }, name: text, tricks: text }, required: ['tricks'] },
  ],
};

describe('not sent is', () => {
  const cases: [what: string, schema: JsonSchema, data: JsonObject, sent: JsonObject][] = [
    [
      'what a condition brings that does not hold',
      conditional,
      { country: 'OM', emirate: 'Dubai', province: 'Muscat' },
      { country: 'OM', province: 'Muscat' },
    ],
    [
      'what its "else" brings when it holds',
      conditional,
      { country: 'AE', emirate: 'Dubai', province: 'Muscat' },
      { country: 'AE', emirate: 'Dubai' },
    ],
    [
      'what depends on a property that is not there',
      { properties: { company: text }, dependentSchemas: { company: { properties: { tax: text } } } },
      { tax: '1' },
      {},
    ],
    [
      'what depends on a property that is blank',
      { properties: { company: text }, dependencies: { company: { properties: { tax: text } } } },
      { company: ' ', tax: '1' },
      { company: ' ' },
    ],
    [
      'what another branch brings',
      { properties: { animal } },
      { animal: { kind: 'cat', name: 'Mitzi', lives: 9, tricks: 'sit' } },
      { animal: { kind: 'cat', name: 'Mitzi', lives: 9 } },
    ],
    [
      'what another branch brings, also while the right one is not filled in',
      { properties: { animal } },
      { animal: { kind: 'dog', name: 'Rex', lives: 9 } },
      { animal: { kind: 'dog', name: 'Rex' } },
    ],
    [
      'what is hidden in an entry of a list',
      {
        properties: { homes: { type: 'array', items: { $ref: '#/$defs/home' } } },
        $defs: { home: conditional },
      },
      {
        homes: [
          { country: 'AE', province: 'x' },
          { country: 'OM', province: 'x' },
        ],
      },
      { homes: [{ country: 'AE' }, { country: 'OM', province: 'x' }] },
    ],
    [
      'what a property brought that is itself hidden',
      {
        properties: { country: text },
        allOf: [
          condition(isIn('AE'), { properties: { car: text } }),
          condition({ required: ['car'] }, { properties: { plate: text } }),
        ],
      },
      { country: 'OM', car: 'Kia', plate: 'A1' },
      { country: 'OM' },
    ],
  ];
  test.for(cases)('%s', ([, schema, data, sent]) => {
    const before = structuredClone(data);
    expect(omitHidden(schema, data)).toEqual(sent);
    expect(data).toEqual(before);
  });
});

describe('sent is', () => {
  const cases: [what: string, schema: JsonSchema, data: JsonObject][] = [
    ['what both ways of a condition bring', conditional, { country: 'OM', area: 'North' }],
    ['what no schema names', conditional, { country: 'OM', shoe_size: 43 }],
    [
      'what a condition names that asks for it',
      condition({ properties: { plan: { const: 'plus' } } }, { properties: { seat: text } }),
      { plan: 'basic' },
    ],
    [
      'what is shown as one of any further properties',
      { ...conditional, additionalProperties: text },
      { country: 'OM', emirate: 'Dubai' },
    ],
    [
      'what any of the branches brings that the value fits',
      { anyOf: [{ properties: { mail: text } }, { properties: { phone: text } }] },
      { mail: 'a', phone: '1' },
    ],
    [
      'what a condition brings that holds of what was meant',
      {
        properties: { has_car: { type: 'boolean' } },
        ...condition(
          { properties: { has_car: { const: true } }, required: ['has_car'] },
          { properties: { plate: text } },
        ),
      },
      { has_car: 'on', plate: 'A1' },
    ],
  ];
  test.for(cases)('%s', ([, schema, data]) => {
    expect(omitHidden(schema, data)).toBe(data);
  });
});

test('once left out, nothing more is', () => {
  const data = fc.record(
    { country: fc.constantFrom('AE', 'OM'), emirate: fc.string(), province: fc.string(), area: fc.string() },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(data, (values) => {
      const sent = omitHidden(conditional, values as JsonObject);
      expect(omitHidden(conditional, sent)).toBe(sent);
    }),
  );
});

test('without script the hidden values are fields of the form', () => {
  const schema: JsonSchema = {
    properties: { home: { ...conditional, else: { properties: { places: {}, visits: {} } } } },
  };
  const home = { country: 'AE', emirate: 'Dubai', places: ['a', { b: 'c' }], visits: null };
  expect(getHiddenFields(schema, { home })).toEqual([
    ['root[home][places][0]', 'a'],
    ['root[home][places][1][b]', 'c'],
    ['root[home][visits]', ''],
  ]);
  expect(getHiddenFields(schema, { home: { country: 'AE', emirate: 'Dubai' } })).toEqual([]);
});

describe('where the form says which branch is chosen', () => {
  const schema: JsonSchema = {
    properties: {
      ways: {
        type: 'array',
        items: { oneOf: [{ properties: { car: text } }, { properties: { ship: text } }] },
      },
      animal,
    },
  };

  test('the values of the others are not sent, though they fit too', () => {
    const ways = [
      { car: 'a', ship: 'b' },
      { car: 'c', ship: 'd' },
    ];
    const chosen = { 'root[ways][0]__oneof_select': 1, 'root[ways][1]__oneof_select': 0 };
    expect(omitHidden(schema, { ways })).toEqual({ ways });
    expect(omitHidden(schema, { ways }, chosen)).toEqual({ ways: [{ ship: 'b' }, { car: 'c' }] });
  });

  test('what tells it from the others is set, and nothing else changes', () => {
    const data = { animal: { kind: 'cat', lives: 9 } };
    expect(applyChosenBranches(schema, data, { 'root[animal]__oneof_select': 1 })).toEqual({
      animal: { kind: 'dog', lives: 9 },
    });
    expect(applyChosenBranches(schema, data, {})).toBe(data);
  });

  test('one that was not shown at first is meant, filled in or not', () => {
    const blank = { animal: { kind: '', name: ' ' } };
    const follow = (index: number) =>
      applyChosenBranches(schema, blank, { 'root[animal]__oneof_select': index });
    expect(follow(0)).toBe(blank);
    expect(follow(1)).toEqual({ animal: { kind: 'dog', name: ' ' } });
  });

  test('where there has to be one, the one that is shown is meant', () => {
    const whole = { ...schema, required: ['animal'] };
    for (const data of [{}, { animal: {} }, { animal: { kind: '' } }]) {
      const chosen = { 'root[animal]__oneof_select': 0 };
      expect(omitHidden(whole, data, chosen)).toEqual({ animal: { kind: 'cat' } });
      expect(omitHidden(whole, data)).toBe(data);
    }
  });

  test('a branch that there is none of is not heard', () => {
    const data = { animal: { kind: 'cat', lives: 9 } };
    expect(omitHidden(schema, data, { 'root[animal]__oneof_select': 7 })).toBe(data);
  });
});
