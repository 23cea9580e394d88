import { expect, test } from 'vitest';
import type { JsonObject, JsonSchema, UiSchema } from './json-schema.ts';
import { addRequiredBlanks } from './required-blanks.ts';
import { NodeResolver } from './resolve.ts';

const text: JsonSchema = { type: 'string' };
const name: JsonSchema = { type: 'object', properties: { first: text }, required: ['first'] };
const person: JsonSchema = {
  type: 'object',
  properties: { name, age: { type: 'integer' } },
  required: ['name'],
};

function complete(property: JsonSchema, value?: unknown, own?: UiSchema): unknown {
  const schema: JsonSchema = { type: 'object', properties: { a: property }, required: ['a'] };
  const data = (value === undefined ? {} : { a: value }) as JsonObject;
  const node = new NodeResolver(schema, own ? { a: own } : {}).resolve(data);
  return addRequiredBlanks(schema, node, data).a;
}

test.each<[what: string, property: JsonSchema, blank: unknown]>([
  ['a group, so that its fields have the errors', person, { name: {} }],
  ['a list', { type: 'array', items: text }, []],
  ['a text that may be null', { type: ['string', 'null'] }, null],
  ['a select with an option for null', { enum: ['x', null] }, null],
  ['a group that may be null', { type: ['object', 'null'], properties: { b: text } }, null],
  ['a list that may be null', { type: ['array', 'null'], items: text }, null],
])('a required field that nobody has filled in sends the blank of %s', (_, property, blank) => {
  expect(complete(property)).toEqual(blank);
});

test.each<[what: string, property: JsonSchema, own?: UiSchema]>([
  ['a text', text],
  ['a tuple', { type: 'array', items: [text], additionalItems: false }],
  ['radios with an option for null', { enum: ['x', null] }, { 'ui:widget': 'radio' }],
  ['a choice with a branch for null', { oneOf: [text, { type: 'integer' }, { type: 'null' }] }],
  ['what is read-only', person, { 'ui:readonly': true }],
  ['what has no field', person, { 'ui:widget': 'hidden' }],
  ['a secret, which keeps its stored value', { ...person, writeOnly: true }],
])('it sends nothing for %s', (_, property, own) => {
  expect(complete(property, undefined, own)).toBeUndefined();
});

test('blanks are those of items and of groups with values, and other values stay', () => {
  const list: JsonSchema = { type: 'array', items: { type: 'object', properties: { person } } };
  expect(
    complete(list, [null, { person: {} }, { person: { age: 5 } }, { person: { name: { first: 'F' } } }]),
  ).toEqual([{}, { person: {} }, { person: { age: 5, name: {} } }, { person: { name: { first: 'F' } } }]);
  expect(complete(person, 'of another type')).toBe('of another type');
});

test('the last positions of a tuple are added if they need no input', () => {
  const pair = (last: JsonSchema): JsonSchema => ({ type: 'array', minItems: 2, items: [text, last] });
  expect(complete(pair({ type: 'object', properties: { n: text } }), ['x'])).toEqual(['x', {}]);
  expect(complete(pair(text), ['x'])).toEqual(['x']);
});
