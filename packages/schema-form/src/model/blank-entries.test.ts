import { expect, test } from 'vitest';
import { keepBlankEntries } from './blank-entries.ts';
import type { JsonObject, JsonSchema } from './json-schema.ts';

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
  expect(keepBlankEntries(schema, { given, data })).toEqual(kept);
});

test('the entries of a list keep their indexes', () => {
  const list: JsonSchema = { type: 'array', items: map };
  const lists: JsonSchema = { properties: { texts: { type: 'array', items: text }, list } };
  const keep = (given: JsonObject, data: JsonObject) => keepBlankEntries(lists, { given, data });
  expect(keep({ texts: ['', ' a', ' '] }, { texts: ['a'] })).toEqual({ texts: ['', 'a', ' '] });
  expect(keep({ texts: [''] }, {})).toEqual({ texts: [''] });
  expect(keep({ texts: [] }, {})).toEqual({});
  expect(keep({ list: ['', { a: '', b: '1 ' }] }, { list: [{ b: '1' }] })).toEqual({
    list: ['', { a: '', b: '1' }],
  });
});

test('other blank values are not kept', () => {
  const given = { day: { day: '', month: '', year: '' }, group: { a: '' }, map: {} };
  expect(keepBlankEntries(schema, { given, data: {} })).toEqual({});
});

test('values have the order of the form, and values that it did not contain come last', () => {
  const data = { stored: '0', map: { c: '3', b: '2' } };
  const kept = keepBlankEntries(schema, { given: { map: { b: '2', a: '', c: '3' } }, data });
  expect(JSON.stringify(kept)).toBe('{"map":{"b":"2","a":"","c":"3"},"stored":"0"}');
});
