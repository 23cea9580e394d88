import { describe, expect, test } from 'vitest';
import { getTags, switchBranch } from './choices.ts';
import type { JsonSchema, JsonValue } from './json-schema.ts';

const cat: JsonSchema = {
  properties: {
    kind: { const: 'cat' },
    name: { type: 'string' },
    age: { type: 'integer' },
    lives: { type: 'integer' },
    size: { enum: ['s', 'm'] },
  },
};
const dog: JsonSchema = {
  properties: {
    kind: { const: 'dog' },
    name: { type: 'string', minLength: 3 },
    age: { type: 'string' },
    tricks: { type: 'string' },
    size: { enum: ['m', 'l'] },
  },
};
const animal: JsonSchema = { properties: { note: { type: 'string' } }, oneOf: [cat, dog] };

function move(value: JsonValue | undefined, kept?: JsonValue): JsonValue | undefined {
  return switchBranch(value, { root: animal, choice: animal, from: cat, to: dog, kept });
}

describe('of a value for another branch', () => {
  const cases: [what: string, value: JsonValue | undefined, kept: JsonValue | undefined, moved: unknown][] = [
    ['what both have is kept', { name: 'Jo' }, undefined, { kind: 'dog', name: 'Jo' }],
    ['what is of another type there is not', { age: 3 }, undefined, { kind: 'dog' }],
    ['an option that both have is kept', { size: 'm' }, undefined, { kind: 'dog', size: 'm' }],
    ['an option that is none there is not', { size: 's' }, undefined, { kind: 'dog' }],
    ['what only the other has is not', { lives: 9 }, undefined, { kind: 'dog' }],
    ['what stands outside of the choice is kept', { note: 'x' }, undefined, { kind: 'dog', note: 'x' }],
    ['what nobody names is kept', { own: 1 }, undefined, { kind: 'dog', own: 1 }],
    [
      'what was filled in there before comes back',
      { name: 'Jo' },
      { name: 'Rex', tricks: 'sit' },
      { kind: 'dog', name: 'Jo', tricks: 'sit' },
    ],
    ['what tells it apart is that of the new one', { kind: 'cat' }, undefined, { kind: 'dog' }],
    ['nothing becomes what tells it apart', undefined, undefined, { kind: 'dog' }],
  ];
  test.for(cases)('%s', ([, value, kept, moved]) => {
    expect(move(value, kept)).toEqual(moved);
  });

  test('that is no object the old one goes where it does not fit, and comes back', () => {
    const text: JsonSchema = { type: 'string' };
    const count: JsonSchema = { type: 'integer' };
    const choice: JsonSchema = { oneOf: [text, count] };
    const to = { root: choice, choice, from: text, to: count };
    expect(switchBranch('three', { ...to, kept: undefined })).toBeUndefined();
    expect(switchBranch('three', { ...to, kept: 3 })).toBe(3);
    expect(switchBranch(4, { ...to, kept: undefined })).toBe(4);
  });
});

describe('what tells branches apart', () => {
  test('is a property with one value in each', () => {
    expect(getTags(animal, animal, cat)).toEqual({ kind: 'cat' });
  });

  test('is no constant that only one of them has', () => {
    const choice: JsonSchema = { oneOf: [{ properties: { agreed: { const: true } } }, { properties: {} }] };
    expect(getTags(choice, choice, (choice.oneOf as JsonSchema[])[0] ?? {})).toEqual({});
  });

  test('is a discriminator, by the place of the branch', () => {
    const discriminator = { propertyName: 'type', mapping: { kitty: 0, doggy: 1 } };
    const branches = [{ properties: { a: {} } }, { properties: { b: {} } }];
    const choice: JsonSchema = { discriminator, oneOf: branches };
    expect(getTags(choice, choice, branches[1] ?? {})).toEqual({ type: 'doggy' });
  });
});
