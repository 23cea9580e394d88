import { expect, test } from 'vitest';
import { getFieldChanges, needsReview } from './field-changes.ts';
import type { JsonObject } from './json-schema.ts';
import { isValueNode } from './nodes.ts';

const sensitive = { 'ui:options': { sensitive: true } };

const form = {
  schema: {
    type: 'object',
    properties: {
      name: { type: 'string', title: 'Name' },
      passport: { type: 'string', title: 'Passport' },
      pin: { type: 'string', title: 'PIN', writeOnly: true },
      channel: { type: 'string' },
      address: {
        type: 'object',
        title: 'Address',
        properties: { street: { type: 'string', title: 'Street' }, city: { type: 'string', title: 'City' } },
      },
      hobbies: { type: 'array', title: 'Hobbies', items: { type: 'string' } },
      cards: {
        type: 'array',
        title: 'Cards',
        items: { type: 'object', title: 'Card', properties: { number: { type: 'string', title: 'Number' } } },
      },
    },
  },
  ui_schema: {
    passport: sensitive,
    channel: { 'ui:widget': 'hidden' },
    cards: { items: { number: sensitive } },
  },
} as const;

const before: JsonObject = {
  name: 'Layla',
  passport: 'A1',
  address: { street: 'Old', city: 'Amman' },
  hobbies: ['Chess', 'Tea'],
  cards: [{ number: '1' }],
};

test.each<[what: string, after: JsonObject, changes: [titles: string[], isSensitive: boolean][]]>([
  ['a text', { name: 'Lina' }, [[['Name'], false]]],
  ['a sensitive text', { passport: 'B2' }, [[['Passport'], true]]],
  ['a secret', { pin: '1234' }, [[['PIN'], false]]],
  ['a member', { address: { street: 'New', city: 'Amman' } }, [[['Address', 'Street'], false]]],
  ['a list of texts, as one field', { hobbies: ['Tea'] }, [[['Hobbies'], false]]],
  ['a removed item with a sensitive value', { cards: [] }, [[['Cards', 'Card 1'], true]]],
  ['nothing for a hidden widget', { channel: 'web' }, []],
  ['nothing for an empty value', { name: 'Layla', nickname: '' }, []],
  [
    'in the order of the page',
    { hobbies: [], name: '' },
    [
      [['Name'], false],
      [['Hobbies'], false],
    ],
  ],
])('reports %s', (_, after, expected) => {
  const changes = getFieldChanges(form, before, { ...before, ...after });
  expect(changes.map(({ titles, isSensitive }) => [titles, isSensitive])).toEqual(expected);
});

test('the constant of a branch is reported as the choice, by the titles of the branches', () => {
  const pay = {
    title: 'Payment',
    oneOf: [
      { title: 'Card', properties: { by: { const: 'card' }, number: { type: 'string', title: 'Number' } } },
      { title: 'Bank transfer', properties: { by: { const: 'bank' }, iban: { type: 'string' } } },
    ],
  };
  const choice = { schema: { type: 'object', properties: { pay } }, ui_schema: {} };
  const getChanged = (old: JsonObject, current: JsonObject) =>
    getFieldChanges(choice, old, current).map(({ titles, before: from, after: to }) => [
      titles,
      ...[from, to].map(({ node, value }) =>
        node && isValueNode(node) ? node.options.find((option) => option.value === value)?.title : null,
      ),
    ]);
  expect(getChanged({ pay: { by: 'card' } }, { pay: { by: 'bank' } })).toEqual([
    [['Payment'], 'Card', 'Bank transfer'],
  ]);
  expect(getChanged({}, { pay: { by: 'card' } })).toEqual([[['Payment'], undefined, 'Card']]);
});

test('a change needs a review if a sensitive value changed', () => {
  expect(needsReview(form, before, { ...before, name: 'Lina' })).toBe(false);
  expect(needsReview(form, before, { ...before, passport: 'B2' })).toBe(true);
});

test('the form can ask for a review of every change', () => {
  const always = { schema: form.schema, ui_schema: { 'ui:options': { review: true } } };
  expect(needsReview(always, before, { ...before, name: 'Lina' })).toBe(true);
  expect(needsReview(always, before, before)).toBe(false);
});
