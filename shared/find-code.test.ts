import { expect, test } from 'vitest';
import { findCode } from './find-code.ts';

test.each([
  ['123456', '123456'],
  [' 123 456 ', '123456'],
  ['123-456', '123456'],
  ['Your code is 123 456', '123456'],
  ['123456 is your code to sign in. It is valid for 5 minutes.', '123456'],
  ['Valid for 5 minutes: 123456', '123456'],
  ['@example.com #123456', '123456'],
  ['٠١٢ ٣٤٥', '012345'],
  ['رمزك هو ۴۵۶۷۸۹', '456789'],
  ['०१२३४९', '012349'],
  ['12345', null],
  ['1234567', null],
  ['1234 567', null],
  ['', null],
  ['no code', null],
])('%j has the code %s', (text, code) => {
  expect(findCode(text, 6)).toBe(code);
});

test('a code may have 8 digits', () => {
  expect(findCode('Your code is 1234 5678', 8)).toBe('12345678');
  expect(findCode('123456', 8)).toBeNull();
});
