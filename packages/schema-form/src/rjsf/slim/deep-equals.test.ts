import original from '@rjsf/utils/lib/deepEquals.js';
import fc from 'fast-check';
import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import { deepEquals } from '../../model/deep-equals.ts';

// The original takes a key named `constructor` for the kind of an object; ours asks the prototype.
const key = fc.string({ maxLength: 3 }).filter((name) => !(name in {}));
const leaf = fc.oneof(
  fc.constantFrom(undefined, null, true, false, '', 0, -0, 1, Number.NaN, Symbol.iterator, 1n, 2n),
  fc.constantFrom(
    () => 1,
    () => 2,
    function named() {},
  ),
  fc.date({ noInvalidDate: false }),
  fc.constantFrom(/a/, /b/g, new Map(), new Set([1]), Promise.resolve()),
  fc.string({ maxLength: 2 }),
  fc.double(),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, leaf, tie('list'), tie('object'), tie('bare')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  bare: fc
    .dictionary(key, tie('value'), { maxKeys: 2 })
    .map((entries) => Object.assign(Object.create(null), entries)),
}));

/** A copy that shares no object with `original`, but for what can't be copied; keys in another order. */
function copy(source: unknown): unknown {
  if (Array.isArray(source)) return source.map(copy);
  if (source instanceof Date) return new Date(source);
  const isPlain =
    typeof source === 'object' &&
    source !== null &&
    String(Object.prototype.toString.call(source)) === '[object Object]';
  if (!isPlain) return source;
  const target = Object.create(Object.getPrototypeOf(source));
  for (const [name, child] of Object.entries(source).reverse()) target[name] = copy(child);
  return target;
}

describe('deepEquals', () => {
  it('says the same as the original of any two values', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(deepEquals(a, b)).toBe(original(a, b));
      }),
    );
  });

  it('says the same as the original of a value and its copy', () => {
    fc.assert(
      fc.property(value, (a) => {
        const b = copy(a);
        expect(deepEquals(a, b)).toBe(original(a, b));
        expect(deepEquals(a, b)).toBe(true);
      }),
    );
  });

  it('says the same as the original when one value deep inside is another', () => {
    fc.assert(
      fc.property(value, value, key, (a, b, name) => {
        const [left, right] = [{ [name]: [a, { a }] }, { [name]: [copy(a), { a: b }] }];
        expect(deepEquals(left, right)).toBe(original(left, right));
      }),
    );
  });

  it('looks at keys that are texts, not at symbols', () => {
    const [a, b] = [{ [Symbol.for('a')]: 1 }, { [Symbol.for('b')]: 2 }];
    expect(deepEquals(a, b)).toBe(true);
    expect(original(a, b)).toBe(true);
  });

  it('tells an absent key from one without a value', () => {
    expect(deepEquals({ a: undefined }, {})).toBe(false);
    expect(deepEquals({ a: undefined }, { b: undefined })).toBe(false);
  });

  it('tells a list from its beginning, and a hole from nothing at all', () => {
    expect(deepEquals([1], [1, 2])).toBe(false);
    expect(deepEquals([1, 2], [1])).toBe(false);
    expect(deepEquals(new Array(1), [])).toBe(false);
  });

  it('does not take what an object inherits for its own', () => {
    expect(deepEquals({ toString: Object.prototype.toString, a: 1 }, { b: 1, a: 1 })).toBe(false);
  });

  it('compares React elements by what they show', () => {
    const draw = (text: string) => createElement('p', { title: text, onClick: () => text }, text);
    expect(deepEquals(draw('a'), draw('a'))).toBe(true);
    expect(deepEquals(draw('a'), draw('b'))).toBe(false);
  });

  it('comes to an end with values that hold themselves', () => {
    const circle = (name: string) => {
      const made: Record<string, unknown> = { name, list: [] };
      (made.list as unknown[]).push(made);
      return made;
    };
    expect(deepEquals(circle('a'), circle('a'))).toBe(true);
    expect(deepEquals(circle('a'), circle('b'))).toBe(false);
  });
});
