import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyData, anySchema, anyUiSchema } from '../testing/arbitrary-schema.ts';
import { type Change, getChanges, getPayload } from './changes.ts';
import type { JsonSchema, JsonValue } from './json-schema.ts';

describe('the payload', () => {
  const schema: JsonSchema = {
    properties: {
      id: { type: 'string', readOnly: true },
      name: { type: 'string' },
      address: { type: 'object' },
    },
  };

  test('contains the changed top-level values as a whole', () => {
    const before = { id: '1', name: 'Lina', address: { city: 'Dubai', street: 'Main' } };
    const after = { id: '1', name: 'Lina', address: { city: 'Sharjah', street: 'Main' } };
    expect(getPayload(schema, before, after)).toEqual({ address: { city: 'Sharjah', street: 'Main' } });
    expect(getPayload(schema, before, structuredClone(before))).toEqual({});
  });

  test('contains null for a cleared value, even if the schema does not name it', () => {
    expect(getPayload(schema, { name: 'Lina', extra: 1 }, {})).toEqual({ name: null, extra: null });
  });

  test('contains all values if the stored ones are unknown', () => {
    expect(getPayload(schema, null, { name: 'Lina', extra: 1 })).toEqual({
      name: 'Lina',
      address: null,
      extra: 1,
    });
  });

  test('contains a writeOnly value only if it was filled in', () => {
    const secret: JsonSchema = { properties: { pin: { type: 'string', writeOnly: true } } };
    expect(getPayload(secret, null, { pin: '' })).toEqual({});
    expect(getPayload(secret, {}, {})).toEqual({});
    expect(getPayload(secret, null, { pin: '1234' })).toEqual({ pin: '1234' });
  });

  test('never contains a read-only value', () => {
    expect(getPayload(schema, { id: '1' }, { id: '2' })).toEqual({});
    expect(getPayload(schema, null, { id: '2' })).not.toHaveProperty('id');
  });

  describe.each<[string, (property: JsonSchema) => JsonSchema]>([
    ['a reference', (property) => ({ properties: { it: { $ref: '#/$defs/it' } }, $defs: { it: property } })],
    ['allOf', (property) => ({ properties: { it: {} }, allOf: [{ properties: { it: property } }] })],
    ['a pattern', (property) => ({ properties: { it: {} }, patternProperties: { '^i': property } })],
    ['all other properties', (property) => ({ additionalProperties: property })],
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    ['a condition', (property) => ({ if: { required: ['it'] }, then: { properties: { it: property } } })],
  ])('respects a keyword that applies through %s', (_, declare) => {
    test('to make a value readOnly', () => {
      const readOnly = declare({ type: 'string', readOnly: true });
      expect(getPayload(readOnly, { it: '1' }, { it: '2' })).toEqual({});
      expect(getPayload(declare({ type: 'string' }), { it: '1' }, { it: '2' })).toEqual({ it: '2' });
    });

    test('to keep a writeOnly value that nobody filled in', () => {
      const writeOnly = declare({ type: 'string', writeOnly: true });
      expect(getPayload(writeOnly, null, { it: '' })).toEqual({});
      expect(getPayload(writeOnly, { it: '1' }, {})).toEqual({});
      expect(getPayload(writeOnly, null, { it: '1' })).toEqual({ it: '1' });
    });
  });

  test('contains a value that only an inactive condition makes readOnly', () => {
    const conditional: JsonSchema = {
      properties: { kind: { type: 'string' }, it: { type: 'string' } },
      if: { properties: { kind: { const: 'fixed' } }, required: ['kind'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: { it: { readOnly: true } } },
    };
    expect(getPayload(conditional, { it: '1' }, { kind: 'free', it: '2' })).toEqual({
      kind: 'free',
      it: '2',
    });
    expect(getPayload(conditional, { it: '1' }, { kind: 'fixed', it: '2' })).toEqual({ kind: 'fixed' });
  });
});

describe('changes', () => {
  const schema: JsonSchema = {
    type: 'object',
    properties: {
      note: { type: 'string', title: 'Note' },
      name: { type: 'string', title: 'Name' },
      home: { $ref: '#/$defs/address', title: 'Home' },
      contacts: {
        type: 'array',
        title: 'Contacts',
        items: { title: 'Contact', properties: { phone: { title: 'Phone' } } },
      },
      position: { prefixItems: [{ title: 'Latitude' }, { title: 'Longitude' }] },
      payment: {
        title: 'Payment',
        oneOf: [
          { title: 'Card', properties: { kind: { const: 'card' }, number: { title: 'Card number' } } },
          { title: 'Bank', properties: { kind: { const: 'bank' }, number: { title: 'Account number' } } },
        ],
      },
    },
    $defs: { address: { properties: { city: { title: 'City' }, street: { title: 'Street' } } } },
  };
  const uiSchema = {
    'ui:order': ['name', '*'],
    home: { 'ui:order': ['street', 'city'] },
    name: { 'ui:title': 'Called' },
  };
  const tell = (before: JsonValue, after: JsonValue) => getChanges(before, after, { schema, uiSchema });

  test('have titles and the order of the page', () => {
    const before = { note: 'a', name: 'Lina', home: { city: 'Dubai', street: 'Main' } };
    const after = { note: 'b', name: 'Lina H', home: { city: 'Sharjah', street: 'Corniche' } };
    expect(tell(before, after)).toEqual([
      { path: ['name'], titles: ['Called'], before: 'Lina', after: 'Lina H' },
      { path: ['note'], titles: ['Note'], before: 'a', after: 'b' },
      { path: ['home', 'street'], titles: ['Home', 'Street'], before: 'Main', after: 'Corniche' },
      { path: ['home', 'city'], titles: ['Home', 'City'], before: 'Dubai', after: 'Sharjah' },
    ]);
  });

  test('in a list are compared by position', () => {
    const before = { contacts: [{ phone: '1' }, { phone: '2' }, { phone: '3' }], position: [1, 2] };
    const after = { contacts: [{ phone: '1' }, { phone: '9' }], position: [1, 3] };
    expect(tell(before, after)).toEqual([
      { path: ['contacts', 1, 'phone'], titles: ['Contacts', 'Contact 2', 'Phone'], before: '2', after: '9' },
      { path: ['contacts', 2], titles: ['Contacts', 'Contact 3'], before: { phone: '3' }, after: undefined },
      { path: ['position', 1], titles: ['Position', 'Longitude'], before: 2, after: 3 },
    ]);
  });

  test('that add an object or a list are reported value by value, unless it is empty', () => {
    expect(tell({}, { home: { city: 'Dubai' }, contacts: [] })).toEqual([
      { path: ['home', 'city'], titles: ['Home', 'City'], before: undefined, after: 'Dubai' },
      { path: ['contacts'], titles: ['Contacts'], before: undefined, after: [] },
    ]);
  });

  test('of the type of a value are a single change', () => {
    expect(tell({ home: { city: 'Dubai' } }, { home: null })).toEqual([
      { path: ['home'], titles: ['Home'], before: { city: 'Dubai' }, after: null },
    ]);
    expect(tell({ contacts: { a: 1 } }, { contacts: [1] })).toHaveLength(1);
  });

  test('have the titles of the branch that applies now', () => {
    const card = { payment: { kind: 'card', number: '1' } };
    const bank = { payment: { kind: 'bank', number: '2' } };
    expect(tell(card, bank).map(({ titles }) => titles.at(-1))).toEqual(['Kind', 'Account number']);
    expect(tell(bank, card).map(({ titles }) => titles.at(-1))).toEqual(['Kind', 'Card number']);
  });

  test('of values that the schema does not name come last, under their keys', () => {
    expect(tell({ extra: { deep: 1 } }, { extra: { deep: 2 }, note: 'x' })).toEqual([
      { path: ['note'], titles: ['Note'], before: undefined, after: 'x' },
      { path: ['extra', 'deep'], titles: ['extra', 'deep'], before: 1, after: 2 },
    ]);
  });

  test('at the root have no path', () => {
    expect(tell('a', 'b')).toEqual([{ path: [], titles: [], before: 'a', after: 'b' }]);
    expect(getChanges(undefined, {}, { schema })).toEqual([
      { path: [], titles: [], before: undefined, after: {} },
    ]);
  });

  test('turn the old data into the new data, for any schema', () => {
    fc.assert(
      fc.property(anyData, anyData, anySchema, anyUiSchema, (before, after, anyOne, anyUi) => {
        const original = structuredClone(before);
        const changes = getChanges(before, after, { schema: anyOne, uiSchema: anyUi });
        expect(before).toEqual(original);
        expect(changes.reduce<JsonValue | undefined>(apply, structuredClone(before))).toEqual(after);
        for (const { path, titles } of changes) expect(titles).toHaveLength(path.length);
        const paths = changes.map(({ path }) => JSON.stringify(path));
        expect(new Set(paths).size).toBe(paths.length);
      }),
      { numRuns: 500 },
    );
  });

  test('of equal data are empty', () => {
    fc.assert(
      fc.property(anyData, anySchema, (data, anyOne) => {
        expect(getChanges(data, structuredClone(data), { schema: anyOne })).toEqual([]);
      }),
    );
  });
});

/** Applies one change. A numeric key creates a missing list, and only the last items are removed. */
function apply(value: JsonValue | undefined, change: Pick<Change, 'path' | 'after'>): JsonValue | undefined {
  const [key, ...path] = change.path;
  if (key === undefined) return change.after;
  if (typeof key === 'number') {
    const list = Array.isArray(value) ? value : [];
    const next = apply(list[key], { ...change, path });
    return next === undefined ? list.slice(0, key) : [...list.slice(0, key), next, ...list.slice(key + 1)];
  }
  const entries = new Map(Object.entries((value ?? {}) as Record<string, JsonValue>));
  const next = apply(entries.get(key), { ...change, path });
  if (next === undefined) entries.delete(key);
  else entries.set(key, next);
  return Object.fromEntries(entries);
}
