import fc from 'fast-check';
import { createFormValidation, loadValidator } from 'schema-form';
import {
  coerceObject,
  createNumberReader,
  type JsonObject,
  type JsonSchema,
  validateData,
} from 'schema-form/server';
import { describe, expect, test } from 'vitest';
import { builtInCodes, builtInLanguages } from '../locales/built-in-languages.ts';
import type { Language } from '../shared/languages.ts';
import { loadFormDefinition } from './services/form-definition.ts';
import { createProfileForms, type LanguageForm, type ProfileForms } from './services/profile-forms.ts';
import { testSite } from './testing/test-site.ts';
import { writeForm } from './testing/write-form.ts';

const { getTexts } = testSite;

/** Returns the errors of a value in the browser: of the module that it loads. */
async function createBrowserValidation(forms: ProfileForms, language: Language) {
  const form = forms.get(language);
  const hash = (form.validatorUrl ?? '').replace(/^\/validators\/|\.js$/g, '');
  const source = forms.findValidator(hash) ?? '';
  const functions = await loadValidator(`data:text/javascript,${encodeURIComponent(source)}`);
  return createFormValidation(form, functions, getTexts(form.language).errors, form.notation);
}

/** Returns the errors of a value on the server. */
function createServerValidation(form: LanguageForm) {
  const readNumber = createNumberReader(form.notation.writing);
  return (data: JsonObject) => {
    const normalized = coerceObject(form.schema, data, readNumber);
    const translate = getTexts(form.language).errors;
    return validateData(form, form.validate, normalized, { translate, ...form.notation });
  };
}

const odd = fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue());

/** Generates values that are valid, nearly valid or anything. */
const profile = fc.record(
  {
    first_name: fc.oneof(fc.constantFrom('Layla', '', ' ', 'x'.repeat(101)), odd),
    last_name: fc.oneof(fc.constantFrom('Haddad', '\u200B', null), odd),
    dob: fc.oneof(fc.constantFrom('1988-02-29', '1989-02-29', '١٩٨٨-٠٢-٢٩', '1899-12-31', '2999-01-01'), odd),
    gender: fc.oneof(fc.constantFrom('female', 'x', null, ''), odd),
    nationality: fc.oneof(fc.constantFrom('LB', 'XX'), odd),
    email: fc.oneof(fc.emailAddress(), odd),
    passport_number: fc.oneof(fc.constantFrom('lr 1234', 'A', 'A'.repeat(21), 'Ç12345'), odd),
    language: fc.oneof(fc.constantFrom('ar', 'de'), odd),
    unknown: odd,
  },
  { requiredKeys: [] },
);

describe.each(builtInCodes)('browser and server say the same of a profile (%s)', (language) => {
  test('whatever it is', async () => {
    const forms = createProfileForms(loadFormDefinition(null, testSite), testSite);
    const browser = await createBrowserValidation(forms, language);
    const server = createServerValidation(forms.get(language));
    fc.assert(
      fc.property(profile, (data) => {
        expect(browser(data as JsonObject)).toEqual(server(data as JsonObject));
      }),
    );
    expect(server({})).not.toEqual({});
    expect(server({ first_name: 'Layla', last_name: 'Haddad' })).toEqual({});
  });
});

const wide: JsonSchema = {
  type: 'object',
  properties: {
    count: { type: 'integer', minimum: 1, multipleOf: 2 },
    site: { type: 'string', format: 'uri' },
    at: { type: 'string', format: 'date-time' },
    words: { type: 'array', items: { type: 'string', minLength: 2 }, uniqueItems: true, maxItems: 3 },
    home: {
      type: 'object',
      required: ['city'],
      properties: { city: { type: 'string' } },
      additionalProperties: false,
    },
    contact: {
      oneOf: [
        { title: 'Phone', type: 'object', required: ['phone'], properties: { phone: { type: 'string' } } },
        { title: 'Post', type: 'object', required: ['street'], properties: { street: { type: 'string' } } },
      ],
    },
  },
  if: { properties: { count: { const: 2 } }, required: ['count'] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required: ['site'] },
};

const writeLocally = (number: number) => number.toLocaleString(builtInLanguages.en.locale);

test('browser and server say the same of schemas of every kind', async () => {
  const definition = loadFormDefinition(writeForm({ schema: wide }), testSite);
  const forms = createProfileForms(definition, testSite);
  const [browser, server] = [
    await createBrowserValidation(forms, 'en'),
    createServerValidation(forms.get('en')),
  ];
  const value = fc.record(
    {
      count: fc.oneof(fc.integer(), fc.integer().map(String), fc.integer().map(writeLocally), odd),
      site: fc.oneof(fc.webUrl(), odd),
      at: fc.oneof(
        fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
        odd,
      ),
      words: fc.oneof(fc.array(fc.string()), odd),
      home: fc.oneof(fc.record({ city: odd }), odd),
      contact: fc.oneof(fc.record({ phone: odd }), fc.record({ street: odd }), odd),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(value, (data) => {
      expect(browser(data as JsonObject)).toEqual(server(data as JsonObject));
    }),
  );
  expect(server({ count: 2 })).not.toEqual({});
});

test('browser and server have the same today, and the validator is not compiled again for the next one', async () => {
  const past = { type: 'string', format: 'date', formatMaximum: 'today' };
  const refer = (name: string) => ({ $ref: `#/$defs/${name}` });
  const schema: JsonSchema = {
    type: 'object',
    properties: { when: past, event: { oneOf: [refer('birth'), refer('move')] } },
    $defs: {
      birth: { title: 'Birth', type: 'object', required: ['born'], properties: { born: past } },
      move: { title: 'Move', type: 'object', required: ['moved'], properties: { moved: past } },
    },
  };
  let now = Date.UTC(2030, 0, 1);
  const forms = createProfileForms({ schema, ui_schema: {} }, testSite, () => now);
  const first = forms.get('en');
  expect(first.schema.properties).toMatchObject({ when: { formatMaximum: '2030-01-01' } });
  const data = { when: '2030-01-02', event: { born: '2030-01-02' } };
  const check = async () => {
    const [browser, server] = [
      await createBrowserValidation(forms, 'en'),
      createServerValidation(forms.get('en')),
    ];
    expect(browser(data)).toEqual(server(data));
    return Object.keys(server(data));
  };
  expect(await check()).toEqual(['when', 'event']);
  now += 86_400_000;
  expect(await check()).toEqual([]);
  expect(forms.get('en').schema.properties).toMatchObject({ when: { formatMaximum: '2030-01-02' } });
  expect(forms.get('en').validate).toBe(first.validate);
});
