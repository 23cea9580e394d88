import { expect, test } from 'vitest';
import { getMediaType } from './media-type.ts';

test.each([
  ['application/json', 'application/json'],
  [' Application/JSON ; charset="utf-8"', 'application/json'],
  ['multipart/form-data; boundary="a,b"', 'multipart/form-data'],
  ['application/merge-patch+json;', 'application/merge-patch+json'],
  ['application/json;', 'application/json'],
])('%j names the type %s', (header, type) => {
  expect(getMediaType(header)).toBe(type);
});

test.each([
  undefined,
  '',
  'json',
  'application/',
  'application/json x',
  'x/y, application/json',
  'application/json, x/y',
  'application/json; a=b, x/y',
  'application/json; a="b',
  `x/y;${'"'.repeat(100_001)}`,
])('%j names none', (header) => {
  expect(getMediaType(header)).toBe('');
});
