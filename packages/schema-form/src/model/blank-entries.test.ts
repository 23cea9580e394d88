import { expect, test } from 'vitest';
import { keepBlankEntries } from './blank-entries.ts';
import type { JsonObject } from './json-schema.ts';

const text = { type: 'string' };
const map = { type: 'object', additionalProperties: text };
const schema = {
  type: 'object',
  properties: { map, day: { type: 'string', format: 'date' }, group: { properties: { a: text, map } } },
};

const cases: [what: string, given: JsonObject, data: JsonObject, kept: JsonObject][] = [
  ['with others', { map: { a: '', b: '1' } }, { map: { b: '1' } }, { map: { a: '', b: '1' } }],
  ['alone', { map: { a: '' } }, {}, { map: { a: '' } }],
  ['in a group', { group: { a: '', map: { b: '' } } }, {}, { group: { map: { b: '' } } }],
];
test.each(cases)('a blank entry of a map is kept %s', (_, given, data, kept) => {
  expect(keepBlankEntries(schema, [schema], { given, data })).toEqual(kept);
});

test('other blank values are not kept', () => {
  const given = { day: { day: '', month: '', year: '' }, group: { a: '' }, map: {} };
  expect(keepBlankEntries(schema, [schema], { given, data: {} })).toEqual({});
});

test('values have the order of the form, and values that it did not contain come last', () => {
  const data = { stored: '0', map: { c: '3', b: '2' } };
  const kept = keepBlankEntries(schema, [schema], { given: { map: { b: '2', a: '', c: '3' } }, data });
  expect(JSON.stringify(kept)).toBe('{"map":{"b":"2","a":"","c":"3"},"stored":"0"}');
});
