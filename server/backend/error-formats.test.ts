import type { JsonValue } from 'schema-form/server';
import { describe, expect, test } from 'vitest';
import { readErrors, readErrorText } from './error-formats.ts';

describe('the errors of a backend', () => {
  const taken = { email: { __errors: ['taken'] } };
  const cases: [name: string, answer: JsonValue, errors: object][] = [
    ['an ErrorSchema in a form', { form: { schema: {}, errors: { email: { __errors: ['taken'] } } } }, taken],
    [
      'an ErrorSchema by its other name',
      { schema: {}, errorSchema: { email: { __errors: ['taken'] } } },
      taken,
    ],
    ['texts by field', { email: ['taken'] }, taken],
    ['texts by field beside a message', { detail: 'Not valid', email: ['taken'] }, taken],
    ['a field called title', { title: ['taken'] }, { title: { __errors: ['taken'] } }],
    ['one text by field', { errors: { email: 'taken' } }, taken],
    ['a group', { home: { city: ['missing'] } }, { home: { city: { __errors: ['missing'] } } }],
    [
      'a list',
      { phones: [{}, { number: ['wrong'] }] },
      { phones: { 1: { number: { __errors: ['wrong'] } } } },
    ],
    ['texts of no field', { non_field_errors: ['closed'] }, { __errors: ['closed'] }],
    ['problem details (RFC 9457)', { errors: [{ pointer: '#/email', detail: 'taken' }] }, taken],
    [
      'problem details with an escaped pointer',
      { errors: [{ pointer: '#/a~1b/0', detail: 'wrong' }] },
      { 'a/b': { 0: { __errors: ['wrong'] } } },
    ],
    ['problem details (RFC 7807)', { 'invalid-params': [{ name: 'email', reason: 'taken' }] }, taken],
    [
      'problem details with a path as a name',
      { errors: [{ field: 'phones[0].number', message: 'wrong' }] },
      { phones: { 0: { number: { __errors: ['wrong'] } } } },
    ],
    ['only a message', { detail: 'Not valid' }, {}],
    ['no object', ['taken'], {}],
  ];
  for (const [name, answer, errors] of cases) {
    test(`are read from ${name}`, () => expect(readErrors(answer, true)).toEqual(errors));
  }

  test('are those that a successful answer names, not its other values', () => {
    expect(readErrors({ email: ['layla@example.com'] }, false)).toEqual({});
    expect(readErrors({ errors: { email: ['taken'] } }, false)).toEqual(taken);
  });

  test('are bounded in number, length and depth, and change no prototype', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`f${index}`, ['wrong']]));
    expect(Object.keys(readErrors(many, true))).toHaveLength(100);
    const [text = ''] = (readErrors({ a: ['x'.repeat(9999)] }, true).a as { __errors: string[] }).__errors;
    expect(text).toHaveLength(500);
    const deep = JSON.parse(`${'{"a":'.repeat(200)}"x"${'}'.repeat(200)}`) as JsonValue;
    expect(readErrors(deep, true)).toEqual({});
    readErrors(JSON.parse('{"__proto__": {"polluted": ["x"]}}') as JsonValue, true);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

test('the message of an answer is the text where no field has one', () => {
  expect(readErrorText({ title: 'Not valid', detail: 'The shop is closed' })).toBe('The shop is closed');
  expect(readErrorText({ status: 400 })).toBeNull();
});
