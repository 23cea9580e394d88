import type { JsonSchema } from 'schema-form/server';
import { expect, test } from 'vitest';
import { checkChangeFields } from './check-change-fields.ts';

const schema = {
  type: 'object',
  properties: {
    first_name: { type: 'string' },
    pin: { type: 'string', writeOnly: true },
    card: { $ref: '#/$defs/card' },
    home: { type: 'object', properties: { city: { type: 'string' } } },
  },
  patternProperties: { '^secret': { writeOnly: true } },
  $defs: { card: { properties: { number: { writeOnly: true }, next: { $ref: '#/$defs/card' } } } },
} as JsonSchema;
const { patternProperties: _, ...named } = schema;

test.each(['first_name', 'home', 'mobile', 'language'])('the webhook may get %s', (key) => {
  expect(() => checkChangeFields(named, [key])).not.toThrow();
});

test.each([
  ['pin', named],
  ['card', named],
  ['secret_word', schema],
])('the webhook must not get %s, which has a writeOnly value', (key, root) => {
  expect(() => checkChangeFields(root, [key])).toThrow(/^CHANGE_WEBHOOK_FIELDS must not name/);
});

test('a key that the form does not have is refused', () => {
  expect(() => checkChangeFields(named, ['nothing'])).toThrow(/^CHANGE_WEBHOOK_FIELDS names nothing,/);
});
