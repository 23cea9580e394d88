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

describe('when a person chooses another branch', () => {
  const cases: [what: string, value: JsonValue | undefined, kept: JsonValue | undefined, moved: unknown][] = [
    ['a member of both branches is kept', { name: 'Jo' }, undefined, { kind: 'dog', name: 'Jo' }],
    ['a member of another type is dropped', { age: 3 }, undefined, { kind: 'dog' }],
    ['an option of both branches is kept', { size: 'm' }, undefined, { kind: 'dog', size: 'm' }],
    ['an option that the new branch lacks is dropped', { size: 's' }, undefined, { kind: 'dog' }],
    ['a member that only the old branch names is dropped', { lives: 9 }, undefined, { kind: 'dog' }],
    ['a member outside the choice is kept', { note: 'x' }, undefined, { kind: 'dog', note: 'x' }],
    ['a member that no branch names is kept', { own: 1 }, undefined, { kind: 'dog', own: 1 }],
    [
      'a value that was filled in for the new branch before comes back',
      { name: 'Jo' },
      { name: 'Rex', tricks: 'sit' },
      { kind: 'dog', name: 'Jo', tricks: 'sit' },
    ],
    ['the tag becomes that of the new branch', { kind: 'cat' }, undefined, { kind: 'dog' }],
    ['a missing value becomes the tag of the new branch', undefined, undefined, { kind: 'dog' }],
  ];
  test.for(cases)('%s', ([, value, kept, moved]) => {
    expect(move(value, kept)).toEqual(moved);
  });

  test('a value that is not an object is dropped if it does not fit, and restored later', () => {
    const text: JsonSchema = { type: 'string' };
    const count: JsonSchema = { type: 'integer' };
    const choice: JsonSchema = { oneOf: [text, count] };
    const to = { root: choice, choice, from: text, to: count };
    expect(switchBranch('three', { ...to, kept: undefined })).toBeUndefined();
    expect(switchBranch('three', { ...to, kept: 3 })).toBe(3);
    expect(switchBranch(4, { ...to, kept: undefined })).toBe(4);
  });
});

describe('the tag of a branch', () => {
  test('is a property with one value in each branch', () => {
    expect(getTags(animal, animal, cat)).toEqual({ kind: 'cat' });
  });

  test('is not a constant that only one branch has', () => {
    const choice: JsonSchema = { oneOf: [{ properties: { agreed: { const: true } } }, { properties: {} }] };
    expect(getTags(choice, choice, (choice.oneOf as JsonSchema[])[0] ?? {})).toEqual({});
  });

  test('is the discriminator property, whose mapping contains branch indexes', () => {
    const discriminator = { propertyName: 'type', mapping: { kitty: 0, doggy: 1 } };
    const branches = [{ properties: { a: {} } }, { properties: { b: {} } }];
    const choice: JsonSchema = { discriminator, oneOf: branches };
    expect(getTags(choice, choice, branches[1] ?? {})).toEqual({ type: 'doggy' });
  });
});
