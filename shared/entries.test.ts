import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinEntries, splitEntries } from './entries.ts';
import { forgiveInput, forgiveObject } from './forgive-input.ts';
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

  it('are the same after a way through the page', () => {
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

describe('a line that was posted for a list', () => {
  const list: JsonSchema = { type: 'array', items: { type: 'string', 'x-forgive': ['capitals'] } };

  it('becomes the list, each entry forgiven', () => {
    expect(forgiveInput(list, list, 'red,  green')).toEqual(['RED', 'GREEN']);
  });

  it('is not given when it is empty', () => {
    const schema: JsonSchema = { type: 'object', properties: { colours: list } };
    expect(forgiveObject(schema, schema, { colours: '  ' })).toEqual({});
  });

  it('stays a text where the schema takes one', () => {
    const either: JsonSchema = { anyOf: [list, { type: 'string' }] };
    expect(forgiveInput(either, either, 'red, green')).toBe('red, green');
  });
});
