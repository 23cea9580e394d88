import { describe, expect, test } from 'vitest';
import type { RuleError } from './error-texts.ts';
import { selectErrors } from './relevant-errors.ts';

/** Creates an error of Ajv for the last keyword of a schema path. */
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

describe('a redundant error is omitted', () => {
  test('of a condition, in favor of the error in its branch', () => {
    expect(select(at('then/required'), at('if'))).toEqual(['then/required']);
  });
  test('of allOf and of a reference', () => {
    expect(select(at('allOf/0/minLength'), at('allOf'), at('$ref'))).toEqual(['allOf/0/minLength']);
  });
  test('inside not, contains, propertyNames and if', () => {
    expect(select(at('contains/const'), at('contains'))).toEqual(['contains']);
    expect(select(at('propertyNames/pattern'), at('propertyNames'))).toEqual(['propertyNames']);
    expect(select(at('not/type'), at('not'))).toEqual(['not']);
    expect(select(at('if/const'), at('required'))).toEqual(['required']);
  });
  test('but not of a property whose name is a keyword', () => {
    expect(select(at('properties/not/minLength'), at('properties/anyOf/type'))).toEqual([
      'properties/not/minLength',
      'properties/anyOf/type',
    ]);
    expect(select(at('$defs/contains/const'))).toEqual(['$defs/contains/const']);
  });
  test('but not if it is the only error', () => {
    expect(select(at('if'))).toEqual(['if']);
    expect(select()).toEqual([]);
  });
});

describe('for a choice the result is', () => {
  test('the errors of the branch that has the fewest', () => {
    const errors = [
      at('oneOf/0/required'),
      at('oneOf/0/required'),
      at('oneOf/1/minLength', '/a'),
      at('oneOf'),
    ];
    expect(select(...errors)).toEqual(['oneOf/1/minLength']);
  });
  test('the errors of the branch with the right type, even if it has more', () => {
    const errors = [at('anyOf/0/type'), at('anyOf/1/minLength'), at('anyOf/1/pattern'), at('anyOf')];
    expect(select(...errors)).toEqual(['anyOf/1/minLength', 'anyOf/1/pattern']);
  });
  test('the errors of the branch with the right constant', () => {
    const errors = [
      at('oneOf/0/properties/kind/const', '/kind'),
      at('oneOf/1/required'),
      at('oneOf/1/required'),
      at('oneOf'),
    ];
    expect(select(...errors)).toEqual(['oneOf/1/required', 'oneOf/1/required']);
  });
  test('the error of the keyword if no branch has the right type', () => {
    expect(select(at('anyOf/0/type'), at('anyOf/1/type'), at('anyOf'))).toEqual(['anyOf']);
  });
  test('the error of the keyword if several branches fit', () => {
    expect(select(at('oneOf'))).toEqual(['oneOf']);
  });
  test('the errors of the nearest inner branch for a choice inside a branch', () => {
    const errors = [
      at('oneOf/0/type'),
      at('oneOf/1/properties/x/anyOf/0/type', '/x'),
      at('oneOf/1/properties/x/anyOf/1/minimum', '/x'),
      at('oneOf/1/properties/x/anyOf', '/x'),
      at('oneOf'),
    ];
    expect(select(...errors)).toEqual(['oneOf/1/properties/x/anyOf/1/minimum']);
  });
  test('reported together with errors outside of the choice', () => {
    const errors = [at('properties/a/type', '/a'), at('oneOf/0/required'), at('oneOf')];
    expect(select(...errors)).toEqual(['properties/a/type', 'oneOf/0/required']);
  });
});
