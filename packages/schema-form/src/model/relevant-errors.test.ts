import { describe, expect, test } from 'vitest';
import type { RuleError } from './error-texts.ts';
import { selectErrors } from './relevant-errors.ts';

/** An error as Ajv says it: of the keyword that its path ends with. */
function at(schemaPath: string, instancePath = ''): RuleError {
  return {
    keyword: schemaPath.split('/').at(-1) ?? '',
    instancePath,
    schemaPath: `#/${schemaPath}`,
    params: {},
  };
}

function select(...errors: RuleError[]): string[] {
  return selectErrors(errors).map(({ origin, schemaPath }) => (origin ?? schemaPath).slice(2));
}

describe('what only repeats is left out', () => {
  test('a condition, of which the branch says more', () => {
    expect(select(at('then/required'), at('if'))).toEqual(['then/required']);
  });
  test('allOf and references', () => {
    expect(select(at('allOf/0/minLength'), at('allOf'), at('$ref'))).toEqual(['allOf/0/minLength']);
  });
  test('faults of what is only asked: not, contains, propertyNames, if', () => {
    expect(select(at('contains/const'), at('contains'))).toEqual(['contains']);
    expect(select(at('propertyNames/pattern'), at('propertyNames'))).toEqual(['propertyNames']);
    expect(select(at('not/type'), at('not'))).toEqual(['not']);
    expect(select(at('if/const'), at('required'))).toEqual(['required']);
  });
  test('but properties that are called like keywords are none', () => {
    expect(select(at('properties/not/minLength'), at('properties/anyOf/type'))).toEqual([
      'properties/not/minLength',
      'properties/anyOf/type',
    ]);
    expect(select(at('$defs/contains/const'))).toEqual(['$defs/contains/const']);
  });
  test('and of something wrong something is always said', () => {
    expect(select(at('if'))).toEqual(['if']);
    expect(select()).toEqual([]);
  });
});

describe('of a choice it says', () => {
  test('the faults of the branch with the fewest', () => {
    const errors = [
      at('oneOf/0/required'),
      at('oneOf/0/required'),
      at('oneOf/1/minLength', '/a'),
      at('oneOf'),
    ];
    expect(select(...errors)).toEqual(['oneOf/1/minLength']);
  });
  test('those of the branch with the right type, even when they are more', () => {
    const errors = [at('anyOf/0/type'), at('anyOf/1/minLength'), at('anyOf/1/pattern'), at('anyOf')];
    expect(select(...errors)).toEqual(['anyOf/1/minLength', 'anyOf/1/pattern']);
  });
  test('those of the branch whose constant is the one that was given', () => {
    const errors = [
      at('oneOf/0/properties/kind/const', '/kind'),
      at('oneOf/1/required'),
      at('oneOf/1/required'),
      at('oneOf'),
    ];
    expect(select(...errors)).toEqual(['oneOf/1/required', 'oneOf/1/required']);
  });
  test('that nothing fits, when it is of another type than every branch', () => {
    expect(select(at('anyOf/0/type'), at('anyOf/1/type'), at('anyOf'))).toEqual(['anyOf']);
  });
  test('that more than one fits, since no branch is at fault', () => {
    expect(select(at('oneOf'))).toEqual(['oneOf']);
  });
  test('the same of a choice inside a branch', () => {
    const errors = [
      at('oneOf/0/type'),
      at('oneOf/1/properties/x/anyOf/0/type', '/x'),
      at('oneOf/1/properties/x/anyOf/1/minimum', '/x'),
      at('oneOf/1/properties/x/anyOf', '/x'),
      at('oneOf'),
    ];
    expect(select(...errors)).toEqual(['oneOf/1/properties/x/anyOf/1/minimum']);
  });
  test('what is wrong outside of it too', () => {
    const errors = [at('properties/a/type', '/a'), at('oneOf/0/required'), at('oneOf')];
    expect(select(...errors)).toEqual(['properties/a/type', 'oneOf/0/required']);
  });
});
