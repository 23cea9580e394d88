import { expect, test } from 'vitest';
import type { JsonObject, JsonSchema } from './json-schema.ts';
import { emptyUntickedGroups } from './unticked-groups.ts';

const box: JsonSchema = { type: 'boolean' };
const inner: JsonSchema = { type: 'object', required: ['yes'], properties: { yes: box } };
const group: JsonSchema = {
  type: 'object',
  required: ['yes', 'name', 'inner'],
  properties: { yes: box, maybe: box, name: { type: 'string' }, inner },
};
const schema: JsonSchema = {
  type: 'object',
  required: ['needed'],
  properties: {
    group,
    needed: group,
    tuple: { type: 'array', items: [{ type: 'number' }, box] },
    list: { type: 'array', items: { ...group, properties: { group } } },
  },
};

test.each<[what: string, data: JsonObject, emptied: JsonObject]>([
  ['without anything else', { group: { yes: false } }, { group: {} }],
  ['of a form body', { group: { yes: 'false', name: '', inner: { yes: 'false' } } }, { group: {} }],
  ['in a tuple', { tuple: [null, false] }, { tuple: ['', ''] }],
  ['in an item of a list', { list: [{ group: { yes: false } }] }, { list: [{ group: {} }] }],
])('an optional group of boxes without a tick is emptied %s', (_, data, emptied) => {
  expect(emptyUntickedGroups(schema, data)).toEqual(emptied);
});

test.each<[what: string, data: JsonObject]>([
  ['with a ticked box', { group: { yes: true } }],
  ['with another value', { group: { yes: false, name: 'N' } }],
  ['with a box that need not be there', { group: { maybe: false } }],
  ['that is a tuple with another value', { tuple: [1, false] }],
  ['that is required', { needed: { yes: false } }],
  ['that is an item of a list', { list: [{ yes: false }] }],
])('a group stays %s', (_, data) => {
  expect(emptyUntickedGroups(schema, data)).toBe(data);
});
