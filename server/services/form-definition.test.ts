import { FormDefinitionError } from 'schema-form/server';
import { describe, expect, test } from 'vitest';
import { builtInCodes } from '../../locales/built-in-languages.ts';
import { customerKeys } from '../../shared/customer-api.ts';
import { explainStart } from '../start-error.ts';
import { testSite } from '../testing/test-site.ts';
import { placeholder, writeForm } from '../testing/write-form.ts';
import { loadFormDefinition } from './form-definition.ts';
import { createProfileForms } from './profile-forms.ts';

/** Makes the forms of a definition as the start of the program does. */
function start(definition: unknown) {
  return createProfileForms(loadFormDefinition(writeForm(definition), testSite), testSite);
}

function getProblem(definition: unknown): FormDefinitionError {
  try {
    start(definition);
  } catch (error) {
    if (error instanceof FormDefinitionError) return error;
    throw error;
  }
  throw new Error('The definition was taken');
}

/** Returns a schema with these properties. */
function withProperties(properties: object, rest: object = {}): { schema: object } {
  return { schema: { type: 'object', properties, ...rest } };
}

test('the built-in definition is taken, in every language', () => {
  const forms = createProfileForms(loadFormDefinition(null, testSite), testSite);
  for (const language of builtInCodes) expect(forms.get(language).language).toBe(language);
});

test('languages whose forms have the same rules share one validator', () => {
  const forms = start(
    withProperties({ city: { type: 'string', title: placeholder('address'), minLength: 2 } }),
  );
  const [en, ar] = [forms.get('en'), forms.get('ar')];
  expect(en.schema).not.toEqual(ar.schema);
  expect(en.validate).toBe(ar.validate);
  const dated = start(withProperties({ a: { type: 'string', enum: [placeholder('address')] } }));
  expect(dated.get('en').validate).not.toBe(dated.get('ar').validate);
});

test('a definition brings the schemas that its own refers to', () => {
  const forms = start({
    schema: {
      $schema: 'http://json-schema.org/draft-04/schema#',
      id: 'http://example.com/form',
      type: 'object',
      properties: { home: { $ref: 'address#/definitions/home' } },
    },
    schemas: [
      {
        $id: 'http://example.com/address',
        definitions: { home: { title: placeholder('address'), minLength: 2 } },
      },
    ],
  });
  const { schema, validate } = forms.get('en');
  expect([validate({ home: 'x' }), validate({ home: 'xy' })]).toEqual([false, true]);
  expect(JSON.stringify(schema)).toContain('"title":"Address"');
});

describe('a root is an object by what it refers to as well', () => {
  const properties = { first_name: { type: 'string' }, languages: { 'x-options': 'languages' } };
  test.for<[what: string, schema: object]>([
    ['a reference', { $ref: '#/$defs/person', $defs: { person: { type: 'object', properties } } }],
    ['allOf', { allOf: [{ $ref: '#/$defs/person' }], $defs: { person: { properties } } }],
    ['a choice', { oneOf: [{ type: 'object', properties }, { type: 'object' }] }],
  ])('%s', ([, schema]) => {
    const { schema: form, validate } = start({ schema }).get('en');
    expect(validate({ first_name: 1 })).toBe('oneOf' in schema);
    expect(JSON.stringify(form)).toContain('"enum":["en","ar"');
  });

  test('and the twelve keys are texts there too', () => {
    const schema = { $ref: '#/$defs/a', $defs: { a: { properties: { email: { type: 'integer' } } } } };
    expect(getProblem({ schema }).pointer).toBe('/schema/properties/email/type');
  });
});

describe('an error stops the start, and its JSON pointer says where', () => {
  const errorCases: [what: string, definition: unknown, pointer: string][] = [
    ['no JSON', '{"schema": ', ''],
    ['no object', '[]', ''],
    ['no schema', {}, '/schema'],
    ['a schema that is none', { schema: [] }, '/schema'],
    ['a ui_schema that is none', { schema: { type: 'object' }, ui_schema: 'x' }, '/ui_schema'],
    ['schemas that are no list', { schema: { type: 'object' }, schemas: {} }, '/schemas'],
    ['a schema among them without $id', { schema: { type: 'object' }, schemas: [{}] }, '/schemas/0/$id'],
    [
      'a reference to a document that is not there',
      withProperties({ a: { $ref: 'https://example.com/other#/x' } }),
      '/schema/properties/a/$ref',
    ],
    ['a root that is no object', { schema: { type: 'array' } }, '/schema/type'],
    [
      'a root that refers to a list',
      { schema: { $ref: '#/$defs/a', $defs: { a: { type: 'array' } } } },
      '/schema/type',
    ],
    ['a root without a type or properties', { schema: {} }, '/schema/type'],
    [
      'a key of no text',
      withProperties({ hobby: { title: placeholder('hobby') } }),
      '/schema/properties/hobby/title',
    ],
    [
      'a key of no text in the ui_schema',
      {
        schema: { type: 'object' },
        ui_schema: { 'ui:options': { sections: [{ title: placeholder('nowhere') }] } },
      },
      '/ui_schema/ui:options/sections/0/title',
    ],
    [
      'a check of values that another site would make',
      {
        schema: { type: 'object' },
        ui_schema: { nickname: { 'ui:options': { checkUrl: '//example.com/check' } } },
      },
      '/ui_schema/nickname/ui:options/checkUrl',
    ],
    [
      'a key of no text below a strange name',
      withProperties({ 'a/b~c': { title: placeholder('nowhere') } }),
      '/schema/properties/a~1b~0c/title',
    ],
    [
      'a $ref to nowhere',
      withProperties({ home: { $ref: '#/definitions/nowhere' } }),
      '/schema/properties/home/$ref',
    ],
    [
      'a keyword that is used wrongly',
      withProperties({ a: { minLength: -1 } }),
      '/schema/properties/a/minLength',
    ],
    ['a type that there is not', withProperties({ a: { type: 'text' } }), '/schema/properties/a/type'],
    [
      'options that there are not',
      withProperties({ a: { 'x-options': 'x' } }),
      '/schema/properties/a/x-options',
    ],
  ];

  test.each(errorCases)('%s', (_, definition, pointer) => {
    expect(getProblem(definition).pointer).toBe(pointer);
  });

  test('nesting that no stack holds', () => {
    const deep = `{"schema":${'{"type":"object","properties":{"a":'.repeat(5000)}{}${'}}'.repeat(5000)}}`;
    expect(explainStart(getProblem(deep))).toBe('PROFILE_FORM has an error at /: is nested too deep.');
  });

  test.each(customerKeys)('another type than text for %s', (key) => {
    for (const type of ['number', 'object', ['string', 'number']]) {
      const error = getProblem(withProperties({ [key]: { type } }));
      expect(error.pointer).toBe(`/schema/properties/${key}/type`);
      expect(error.message).toContain(key);
    }
  });

  test('no file', () => {
    expect(() => loadFormDefinition('/nowhere/form.json', testSite)).toThrow(FormDefinitionError);
  });

  test('schemas that can’t be compiled', () => {
    const unknownFile = withProperties({ a: { $ref: 'https://example.com/other.json' } });
    const noPattern = withProperties({ a: { type: 'string', pattern: '(' } });
    for (const definition of [unknownFile, noPattern]) {
      expect(getProblem(definition).pointer).toMatch(/^\/schema/);
    }
  });
});

test('the sentence on an error names the variable and the place', () => {
  const error = getProblem(withProperties({ email: { type: 'number' } }));
  expect(explainStart(error)).toMatch(/^PROFILE_FORM .*\/schema\/properties\/email\/type.*\.$/);
});

test('a literal text stays as it is, a key becomes the language’s text', () => {
  const forms = start(
    withProperties({ a: { title: `Hobby ${placeholder('x')}` }, b: { title: placeholder('email') } }),
  );
  const getTitles = (language: 'en' | 'ar') =>
    Object.values(forms.get(language).schema.properties ?? {}).map(
      (property) => (property as { title: string }).title,
    );
  expect(getTitles('en')).toEqual([`Hobby ${placeholder('x')}`, 'Email address']);
  expect(getTitles('ar')).toEqual([`Hobby ${placeholder('x')}`, 'البريد الإلكتروني']);
});

test.each([
  ['draft-07', 'http://json-schema.org/draft-07/schema#'],
  ['2020-12', 'https://json-schema.org/draft/2020-12/schema'],
  ['no draft', undefined],
])('a schema of %s is taken', (_, $schema) => {
  const schema = {
    ...($schema && { $schema }),
    type: 'object',
    properties: { a: { type: 'string', minLength: 2 } },
  };
  const { validate } = start({ schema }).get('en');
  expect([validate({ a: 'xx' }), validate({ a: 'x' })]).toEqual([true, false]);
});

test('keywords of 2020-12 count there', () => {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: {
      pair: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false },
    },
    dependentRequired: { a: ['b'] },
  };
  const { validate } = start({ schema }).get('en');
  expect(validate({ pair: ['x', 1], a: 1, b: 1 })).toBe(true);
  expect(validate({ pair: ['x', 'y'] })).toBe(false);
  expect(validate({ a: 1 })).toBe(false);
});

test('browsers are asked to fill in what customers type, and not their number', () => {
  const text = { type: 'string', title: 'Text' };
  const warnings: string[] = [];
  const file = writeForm(withProperties({ mobile: text, email: text }));
  loadFormDefinition(file, testSite, ({ kind, pointer }) => warnings.push(`${kind} ${pointer}`));
  expect(warnings.filter((warning) => warning.startsWith('autocomplete'))).toEqual([
    'autocomplete /schema/properties/email',
  ]);
});

test('no form can change the identity of the customer', () => {
  const forms = start(withProperties({ mobile: { type: 'string' }, customer_id: { type: 'string' } }));
  expect(forms.get('en').schema.properties).toMatchObject({
    mobile: { readOnly: true },
    customer_id: { readOnly: true },
  });
});

test('languages that sort the same options differently share one validator', () => {
  const forms = createProfileForms(loadFormDefinition(null, testSite), testSite);
  const [english, arabic] = [forms.get('en'), forms.get('ar')];
  expect(arabic.schema.properties).not.toEqual(english.schema.properties);
  expect(arabic.validatorUrl).toBe(english.validatorUrl);
  expect(arabic.validate).toBe(english.validate);
});

test('the form of a day is made once, and its validator is found by its name', () => {
  let time = Date.UTC(2030, 0, 1);
  const forms = createProfileForms(loadFormDefinition(null, testSite), testSite, () => time);
  const first = forms.get('en');
  expect(forms.get('en')).toBe(first);
  const hash = (first.validatorUrl ?? '').replace(/^\/validators\/|\.js$/g, '');
  const source = forms.findValidator(hash);
  expect(source).toContain('"2030-01-01"');
  expect(forms.findValidator('nothing')).toBeNull();
  time += 86_400_000;
  expect(forms.get('en').validatorUrl).not.toBe(first.validatorUrl);
  expect(forms.findValidator(hash)).toBe(source);
  time += 86_400_000;
  expect(forms.findValidator(hash)).toBeNull();
});
