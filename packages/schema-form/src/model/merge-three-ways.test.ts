import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from './json-schema.ts';
import { mergeThreeWays } from './merge-three-ways.ts';

const base = {
  name: 'Layla',
  email: 'a@example.org',
  address: { street: 'Old', city: 'Amman' },
  tags: ['x'],
};

test.each<[what: string, stored: JsonObject, mine: JsonObject, merged: JsonObject, conflicts: string[]]>([
  [
    'changes of different values',
    { ...base, name: 'B' },
    { ...base, email: 'c' },
    { ...base, name: 'B', email: 'c' },
    [],
  ],
  [
    'the same change on both sides',
    { ...base, name: 'B' },
    { ...base, name: 'B' },
    { ...base, name: 'B' },
    [],
  ],
  [
    'different changes of one value',
    { ...base, name: 'B' },
    { ...base, name: 'C' },
    { ...base, name: 'C' },
    ['root[name]'],
  ],
  [
    'changes of different members of an object',
    { ...base, address: { street: 'New', city: 'Amman' } },
    { ...base, address: { street: 'Old', city: 'Aqaba' } },
    { ...base, address: { street: 'New', city: 'Aqaba' } },
    [],
  ],
  [
    'different changes of one list',
    { ...base, tags: ['y'] },
    { ...base, tags: [] },
    { ...base, tags: [] },
    ['root[tags]'],
  ],
  ['a value that they removed', { name: 'Layla' }, { ...base }, { name: 'Layla' }, []],
  [
    'a value that I cleared',
    { ...base, name: 'B' },
    { ...base, email: null },
    { ...base, name: 'B', email: null },
    [],
  ],
])('%s', (_, stored, mine, merged, conflicts) => {
  const result = mergeThreeWays({ base, stored, mine });
  expect(result.merged).toEqual(merged);
  expect(result.conflicts.map(({ name }) => name)).toEqual(conflicts);
});

test('the stored value of a conflict is taken on request', () => {
  const versions = { base, stored: { ...base, name: 'B' }, mine: { ...base, name: 'C' } };
  expect(mergeThreeWays(versions, new Set(['root[name]'])).merged).toEqual({ ...base, name: 'B' });
});

test('with an unknown base each difference is a conflict', () => {
  const stored = { ...base, name: 'B', address: { street: 'New', city: 'Amman' } };
  const { merged, conflicts } = mergeThreeWays({ base: null, stored, mine: base });
  expect(merged).toEqual(base);
  expect(conflicts.map(({ name }) => name)).toEqual(['root[name]', 'root[address][street]']);
});

test('a key such as __proto__ changes no prototype', () => {
  const mine = JSON.parse('{"__proto__": {"a": 1}}') as JsonObject;
  const { merged } = mergeThreeWays({ base: {}, stored: {}, mine });
  expect(Object.keys(merged)).toEqual(['__proto__']);
  expect(({} as { a?: number }).a).toBeUndefined();
});

test('a side that changed nothing takes every change of the other', () => {
  const data = fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<JsonObject>;
  fc.assert(
    fc.property(data, data, (before, after) => {
      const theirs = mergeThreeWays({ base: before, stored: after, mine: before });
      const own = mergeThreeWays({ base: before, stored: before, mine: after });
      expect([theirs.conflicts, own.conflicts]).toEqual([[], []]);
      expect(dropNull(theirs.merged)).toEqual(dropNull(after));
      expect(dropNull(own.merged)).toEqual(dropNull(after));
    }),
  );
});

/** At the top, an absent value and null are the same. */
function dropNull(data: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null));
}
