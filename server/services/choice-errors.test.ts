import {
  compileValidatorModule,
  type JsonSchema,
  type TranslateError,
  validateData,
} from 'schema-form/server';
import { expect, test } from 'vitest';
import { builtInLanguages } from '../../locales/built-in-languages.ts';

/** Returns the keys of the error texts of a payment by one of these branches. */
function explain(ways: Record<string, object>, payment: object, whole: object = {}) {
  const references = Object.keys(ways).map((name) => ({ $ref: `#/$defs/${name}` }));
  const schema = {
    type: 'object',
    properties: { payment: { type: 'object', oneOf: references, ...whole } },
    $defs: ways,
  } as JsonSchema;
  const form = { schema, ui_schema: {} };
  const { validate } = compileValidatorModule(schema);
  const translate: TranslateError = (key, { title }) => `${key}: ${title}`;
  return validateData(form, validate, { payment }, { translate, ...builtInLanguages.en }).payment;
}

const holder = { type: 'string', title: 'Holder', maxLength: 9 };
const toWay = (name: string, more: object = {}) => ({
  properties: { way: { enum: [name], title: 'Way' }, holder, ...more },
});
const tooLong = 'Too long a name';
const ofHolder = { holder: { __errors: ['maxLength: Holder'] } };

test('only the chosen one of referenced branches has errors', () => {
  const ways = { card: toWay('card'), bank: toWay('bank') };
  expect(explain(ways, { way: 'card', holder: tooLong })).toEqual(ofHolder);
  expect(explain(ways, { way: 'bank', holder: tooLong })).toEqual(ofHolder);
});

test('so it is where branches refer to others and to themselves', () => {
  const more = { proof: { $ref: '#/$defs/card' } };
  const ways = { card: toWay('card', more), bank: toWay('bank', more) };
  const proof = { way: 'card', holder: tooLong };
  expect(explain(ways, { way: 'bank', holder: tooLong, proof })).toEqual({ ...ofHolder, proof: ofHolder });
});

test('so it is where a branch is a choice itself', () => {
  const online = { oneOf: [{ $ref: '#/$defs/card' }, { $ref: '#/$defs/bank' }] };
  const ways = { card: toWay('card'), bank: toWay('bank'), online };
  expect(explain(ways, { way: 'bank', holder: tooLong })).toEqual(ofHolder);
});

test('errors beside the choice are reported too', () => {
  const whole = {
    required: ['at'],
    properties: { at: { title: 'At' }, holder: { minLength: 20, title: 'Holder' } },
  };
  const ways = { card: toWay('card'), bank: toWay('bank') };
  expect(explain(ways, { way: 'card', holder: tooLong }, whole)).toEqual({
    at: { __errors: ['required: At'] },
    holder: { __errors: ['maxLength: Holder', 'minLength: Holder'] },
  });
});
