import { expect, test } from 'vitest';
import { getIdSeparator } from './id-separator.ts';
import type { JsonSchema } from './json-schema.ts';

const text: JsonSchema = { type: 'string' };
const group: JsonSchema = { type: 'object', properties: { b: text } };

test.each<[what: string, properties: Record<string, JsonSchema>, separator: string]>([
  ['names alone', { first_name: text, last_name: text }, '_'],
  ['groups', { address: { type: 'object', properties: { post_code: text } }, 'a-b': text }, '_'],
  ['a name that begins like another one without members', { mobile: text, mobile_type: text }, '_'],
  ['a name that begins like an option', { size: { enum: [1, 2] }, size_note: text }, '_'],
  ['a name that begins like a group', { a: group, a_b: text }, '-'],
  ['a name that begins like a list', { list: { type: 'array', items: text }, list_0: text }, '-'],
  ['a name that begins like a group, in a group', { home: { properties: { a: group, a_b: text } } }, '-'],
  ['names that contain the other separator', { a: group, a_b: text, 'c-d': text }, '--'],
])('of %s', (_, properties, separator) => {
  expect(getIdSeparator({ properties })).toBe(separator);
});
