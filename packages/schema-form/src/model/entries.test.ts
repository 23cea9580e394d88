import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { findLongLists } from './bounds.ts';
import { coerceObject, coerceValue } from './coercion.ts';
import { joinEntries, splitEntries } from './entries.ts';
import type { JsonSchema } from './json-schema.ts';

describe('several texts in one line', () => {
  it.each([
    ['red, green,blue', ['red', 'green', 'blue']],
    ['أحمر، أخضر', ['أحمر', 'أخضر']],
    ['red,, ,', ['red']],
    ['red\ngreen', ['red', 'green']],
    ['"green, pale", red', ['green, pale', 'red']],
    ['5" pipe, red', ['5" pipe', 'red']],
    ['say "hi", red', ['say "hi"', 'red']],
    ['', []],
  ])('%j is %j', (line, entries) => {
    expect(splitEntries(line)).toEqual(entries);
  });

  it('are the same after they were joined and split', () => {
    const entry = fc
      .oneof(fc.string({ unit: fc.constantFrom('a', ',', '"', ' ', '،', '\n'), minLength: 1 }), fc.string())
      .map((text) => text.trim())
      .filter((text) => text !== '');
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        expect(splitEntries(joinEntries(entries))).toEqual(entries);
      }),
    );
  });
});

describe('a line that was submitted for a list', () => {
  const list: JsonSchema = { type: 'array', items: { type: 'string', 'x-normalize': ['capitals'] } };

  it('becomes the list with each item coerced', () => {
    expect(coerceValue(list, list, 'red,  green')).toEqual(['RED', 'GREEN']);
  });

  it('is absent if it is empty', () => {
    const schema: JsonSchema = { type: 'object', properties: { colours: list } };
    expect(coerceObject(schema, { colours: '  ' })).toEqual({});
  });

  it('stays a text if the schema allows one', () => {
    const either: JsonSchema = { anyOf: [list, { type: 'string' }] };
    expect(coerceValue(either, either, 'red, green')).toBe('red, green');
  });
});

test.each(['\n', ' ', ' \n', '\r', '"', '""', '",', '",""', '"a" ', '"\n', 'a"b,"'])(
  'a line of many %j is split in linear time',
  (piece) => {
    for (const end of ['x', '"', '"x']) {
      const start = process.cpuUsage();
      splitEntries(`x${piece.repeat(60_000)}${end}`);
      splitEntries(`"${piece.repeat(60_000)}${end}`);
      expect(process.cpuUsage(start).user / 1000).toBeLessThan(1000);
    }
  },
);

test('a line of too many items quickly becomes a list that is still refused', () => {
  const list: JsonSchema = { type: 'array', items: { type: 'string' } };
  const schema: JsonSchema = { type: 'object', properties: { colours: list } };
  const start = process.cpuUsage();
  const data = coerceObject(schema, { colours: 'x,'.repeat(450_000) });
  expect(findLongLists(schema, data)).toEqual([{ path: ['colours'], most: 1000 }]);
  expect(data.colours).toHaveLength(2001);
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(500);
});

test('a line of as many items as the schema allows is kept completely', () => {
  const list: JsonSchema = { type: 'array', items: { type: 'string' }, maxItems: 10_000 };
  expect(coerceValue(list, list, 'x,'.repeat(10_000))).toHaveLength(10_000);
});
