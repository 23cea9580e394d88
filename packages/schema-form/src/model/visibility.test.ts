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

/** A form that asks for the emirate in the Emirates, and for the province elsewhere. */
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

describe('omitHidden omits', () => {
  const cases: [what: string, schema: JsonSchema, data: JsonObject, sent: JsonObject][] = [
    [
      'a property of a condition that does not hold',
      conditional,
      { country: 'OM', emirate: 'Dubai', province: 'Muscat' },
      { country: 'OM', province: 'Muscat' },
    ],
    [
      'a property of "else" if the condition holds',
      conditional,
      { country: 'AE', emirate: 'Dubai', province: 'Muscat' },
      { country: 'AE', emirate: 'Dubai' },
    ],
    [
      'a property that depends on a missing one',
      { properties: { company: text }, dependentSchemas: { company: { properties: { tax: text } } } },
      { tax: '1' },
      {},
    ],
    [
      'a property that depends on a blank one',
      { properties: { company: text }, dependencies: { company: { properties: { tax: text } } } },
      { company: ' ', tax: '1' },
      { company: ' ' },
    ],
    [
      'a property of another branch',
      { properties: { animal } },
      { animal: { kind: 'cat', name: 'Mitzi', lives: 9, tricks: 'sit' } },
      { animal: { kind: 'cat', name: 'Mitzi', lives: 9 } },
    ],
    [
      'a property of another branch, even if nothing is filled in for the right one',
      { properties: { animal } },
      { animal: { kind: 'dog', name: 'Rex', lives: 9 } },
      { animal: { kind: 'dog', name: 'Rex' } },
    ],
    [
      'a hidden property in an item of a list',
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
      'a property that depends on a hidden one',
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

describe('omitHidden keeps', () => {
  const isPaid = (value: boolean, own: JsonSchema['properties']): JsonSchema => ({
    properties: { paid: { const: value }, ...own },
  });
  const paidOrNot = [isPaid(true, { amount: { type: 'number' } }), isPaid(false, { reason: text })];
  const cases: [what: string, schema: JsonSchema, data: JsonObject][] = [
    [
      'a property that depends on "no"',
      { properties: { paid: { type: 'boolean' } }, dependentSchemas: { paid: { oneOf: paidOrNot } } },
      { paid: false, reason: 'broke' },
    ],
    ['a property of the branch for "no"', { oneOf: paidOrNot }, { paid: false, reason: 'broke' }],
    ['a property of both "then" and "else"', conditional, { country: 'OM', area: 'North' }],
    ['a property that no schema names', conditional, { country: 'OM', shoe_size: 43 }],
    [
      'a property that a condition tests',
      condition({ properties: { plan: { const: 'plus' } } }, { properties: { seat: text } }),
      { plan: 'basic' },
    ],
    [
      'an additional property',
      { ...conditional, additionalProperties: text },
      { country: 'OM', emirate: 'Dubai' },
    ],
    [
      'a property of any branch that the value fits',
      { anyOf: [{ properties: { mail: text } }, { properties: { phone: text } }] },
      { mail: 'a', phone: '1' },
    ],
    [
      'a property of a condition that holds for the coerced value',
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

test('omitting hidden values twice gives the same result', () => {
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

test('without a script, the hidden values are fields of the form', () => {
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

describe('if the form submits the chosen branch', () => {
  const schema: JsonSchema = {
    properties: {
      ways: {
        type: 'array',
        items: { oneOf: [{ properties: { car: text } }, { properties: { ship: text } }] },
      },
      animal,
    },
  };

  test('the values of other branches are omitted, even if they fit', () => {
    const ways = [
      { car: 'a', ship: 'b' },
      { car: 'c', ship: 'd' },
    ];
    const chosen = { 'root[ways][0]__oneof_select': 1, 'root[ways][1]__oneof_select': 0 };
    expect(omitHidden(schema, { ways })).toEqual({ ways });
    expect(omitHidden(schema, { ways }, chosen)).toEqual({ ways: [{ ship: 'b' }, { car: 'c' }] });
  });

  test('its tag is set, and nothing else changes', () => {
    const data = { animal: { kind: 'cat', lives: 9 } };
    expect(applyChosenBranches(schema, data, { 'root[animal]__oneof_select': 1 })).toEqual({
      animal: { kind: 'dog', lives: 9 },
    });
    expect(applyChosenBranches(schema, data, {})).toBe(data);
  });

  test('a branch other than the initial one counts even if nothing is filled in', () => {
    const blank = { animal: { kind: '', name: ' ' } };
    const follow = (index: number) =>
      applyChosenBranches(schema, blank, { 'root[animal]__oneof_select': index });
    expect(follow(0)).toBe(blank);
    expect(follow(1)).toEqual({ animal: { kind: 'dog', name: ' ' } });
  });

  const tip: JsonSchema = {
    type: 'object',
    oneOf: [
      { properties: { by: { const: 'cash' } } },
      { properties: { by: { const: 'card' }, number: text } },
    ],
  };

  test('a branch without anything to fill in is never the initial one, so it counts', () => {
    const chosen = { 'root[tip]__oneof_select': 0 };
    // A page without script has no field of it before it is chosen.
    for (const data of [{}, { tip: { by: '' } }]) {
      expect(applyChosenBranches({ properties: { tip } }, data, chosen)).toEqual({ tip: { by: 'cash' } });
    }
  });

  test('an empty item is the branch that it shows, if that has nothing to fill in', () => {
    const list = { properties: { tips: { type: 'array', items: tip } } };
    const choose = (index: number) => ({ 'root[tips][0]__oneof_select': index });
    expect(omitHidden(list, { tips: [null] }, choose(0))).toEqual({ tips: [{ by: 'cash' }] });
    expect(omitHidden(list, { tips: [null] }, choose(1))).toEqual({ tips: [null] });
    expect(omitHidden(list, { tips: [null] })).toEqual({ tips: [null] });
  });

  test('the initial branch of a required value counts', () => {
    const whole = { ...schema, required: ['animal'] };
    for (const data of [{}, { animal: {} }, { animal: { kind: '' } }]) {
      const chosen = { 'root[animal]__oneof_select': 0 };
      expect(omitHidden(whole, data, chosen)).toEqual({ animal: { kind: 'cat' } });
      expect(omitHidden(whole, data)).toBe(data);
    }
  });

  test('an index without a branch is ignored', () => {
    const data = { animal: { kind: 'cat', lives: 9 } };
    expect(omitHidden(schema, data, { 'root[animal]__oneof_select': 7 })).toBe(data);
  });
});
