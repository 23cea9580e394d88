import { expect, test } from 'vitest';
import { getItemName, type ItemTexts } from './item-name.ts';
import type { JsonSchema, JsonValue, UiSchema } from './json-schema.ts';
import { getChildren } from './nodes.ts';
import { loadPhoneFormat } from './phone-format.ts';
import { resolveNodes } from './resolve.ts';

const texts: ItemTexts = {
  item: (title, number, value) => [title, number, value && `(${value})`].filter(Boolean).join(' '),
};

/** Returns the names of the items of a list with the title "People". */
function getNames(items: JsonSchema, values: JsonValue[], uiSchema: UiSchema = {}): string[] {
  const list = resolveNodes({ type: 'array', items }, { items: uiSchema }, values);
  return getChildren(list).map((item, index) => getItemName(item, values[index], 'People', texts));
}

const text: JsonSchema = { type: 'string' };

function object(properties: Record<string, JsonSchema>, more: JsonSchema = {}): JsonSchema {
  return { type: 'object', properties, ...more };
}

test('the name of an item consists of its title, or else the title of the list, and its number', () => {
  expect(getNames(text, ['a', 'b'])).toEqual(['People 1', 'People 2']);
  expect(getNames({ ...text, title: 'Member' }, ['a'])).toEqual(['Member 1']);
  expect(getNames({ ...text, title: ' ' }, ['a'])).toEqual(['People 1']);
});

test('the name of an item contains its first value', () => {
  const member = object({ name: text, city: text });
  expect(getNames(member, [{ name: 'Fatima', city: 'Doha' }, { name: ' ', city: 'Amman' }, {}])).toEqual([
    'People 1 (Fatima)',
    'People 2 (Amman)',
    'People 3',
  ]);
  expect(getNames(member, [{ name: 'Fatima', city: 'Doha' }], { 'ui:order': ['city', '*'] })).toEqual([
    'People 1 (Doha)',
  ]);
  expect(getNames(object({ who: member }), [{ who: { name: 'Fatima' } }])).toEqual(['People 1 (Fatima)']);
  const choice: JsonSchema = { type: 'object', oneOf: [object({ card: text }), object({ iban: text })] };
  expect(getNames(choice, [{ iban: 'AE07' }])).toEqual(['People 1 (AE07)']);
});

test('the name of an item contains an option by its title', () => {
  const oneOf = [
    { const: 'f', title: 'Female' },
    { const: 'm', title: 'Male' },
  ];
  expect(getNames(object({ gender: { oneOf } }), [{ gender: 'f' }])).toEqual(['People 1 (Female)']);
});

test.each<[string, JsonSchema, JsonValue]>([
  ['a number', { type: 'number' }, 7],
  ['a boolean', { type: 'boolean' }, true],
  ['a date', { ...text, format: 'date' }, '1990-03-15'],
  ['a file', { ...text, format: 'data-url' }, 'data:image/png;base64,AAAA'],
  ['a list', { type: 'array', items: text }, ['a']],
  ['a value of another type', text, { a: 1 }],
  ['a secret', { ...text, writeOnly: true }, '4711'],
  ['a password', { ...text, format: 'password' }, '4711'],
])('%s does not appear in the name of an item', (_, schema, value) => {
  expect(getNames(object({ first: schema, name: text }), [{ first: value, name: 'Fatima' }])).toEqual([
    'People 1 (Fatima)',
  ]);
});

test.each<[string, UiSchema]>([
  ['hidden', { name: { 'ui:widget': 'hidden' } }],
  ['shown as a date because of its control', { name: { 'ui:widget': 'date' } }],
  ['typed as a password', { name: { 'ui:widget': 'password' } }],
  ['masked', { name: { 'ui:options': { sensitive: true } } }],
  ['in an item that is masked', { 'ui:options': { sensitive: true } }],
])('a value that is %s does not appear in the name of an item', (_, uiSchema) => {
  expect(getNames(object({ name: text }), [{ name: 'Fatima' }], uiSchema)).toEqual(['People 1']);
});

test.each<[string, JsonSchema, UiSchema]>([
  ['by the schema', { ...text, format: 'tel' }, {}],
  ['by its control', text, { phone: { 'ui:options': { inputType: 'tel' } } }],
])('a telephone number %s has the spaces of its country once the library is loaded', async (_, phone, ui) => {
  await loadPhoneFormat();
  const values = [{ phone: '+971501234567' }, { phone: 'ask Omar at +971501234567' }, { phone: '12' }];
  expect(getNames(object({ phone }), values, ui)).toEqual([
    'People 1 (+971\u00a050\u00a0123\u00a04567)',
    'People 2 (ask Omar at +971501234567)',
    'People 3 (12)',
  ]);
});

test('a long value is cut between characters', () => {
  const [name = ''] = getNames(object({ name: text }), [{ name: '👩'.repeat(5000) }]);
  expect(name).toBe(`People 1 (${'👩'.repeat(59)}…)`);
  expect(getNames(object({ name: text }), [{ name: 'a'.repeat(60) }])).toEqual([
    `People 1 (${'a'.repeat(60)})`,
  ]);
});
