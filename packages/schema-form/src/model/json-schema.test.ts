import { describe, expect, test } from 'vitest';
import { findAtPointer } from './json-pointer.ts';
import { allowsNull, getTypes, getUiOption, isJsonObject, type JsonSchema } from './json-schema.ts';

const root: JsonSchema = {
  type: 'object',
  properties: {
    plain: { type: 'string' },
  },
  definitions: { 'a b': { title: 'Found' }, 'x/y': { 'a~b': 1 } },
};

test.each([
  [{}, true],
  [[], false],
  [null, false],
  ['x', false],
])('isJsonObject(%j) is %s', (value, expected) => {
  expect(isJsonObject(value)).toBe(expected);
});

describe('a pointer', () => {
  test.each([
    ['', root],
    ['/type', 'object'],
    ['/definitions/x~1y/a~0b', 1],
    ['/definitions/a%20b/title', 'Found'],
    ['/nowhere', undefined],
    ['/type/length', undefined],
    ['/__proto__', undefined],
    ['properties', undefined],
    ['/%zz', undefined],
    ['/properties/constructor', undefined],
  ])('%j', (pointer, value) => {
    expect(findAtPointer(root, pointer)).toBe(value);
  });
});

test('getTypes omits null', () => {
  expect([{}, { type: 'string' }, { type: ['string', 'null'] }, { type: 'null' }].map(getTypes)).toEqual([
    [],
    ['string'],
    ['string'],
    [],
  ]);
});

test.each([
  [{ type: 'null' }, true],
  [{ type: ['string', 'null'] }, true],
  [{ enum: ['a', null] }, true],
  [{ type: 'string', enum: ['a', null] }, false],
  [{ type: 'string' }, false],
  [{}, false],
])('allowsNull(%j) is %s', (schema, expected) => {
  expect(allowsNull(schema)).toBe(expected);
});

test('an option of a uiSchema can be written in two ways', () => {
  expect(getUiOption({ 'ui:help': 'a' }, 'help')).toBe('a');
  expect(getUiOption({ 'ui:options': { help: 'b' } }, 'help')).toBe('b');
  expect(getUiOption({ 'ui:help': 'a', 'ui:options': { help: 'b' } }, 'help')).toBe('a');
  expect(getUiOption({ 'ui:options': 'x' }, 'help')).toBeUndefined();
  expect(getUiOption(undefined, 'help')).toBeUndefined();
});
