import { FormDefinitionError, type JsonSchema } from 'schema-form/server';
import { describe, expect, test } from 'vitest';
import { testSite } from '../testing/test-site.ts';
import { placeholder, writeForm } from '../testing/write-form.ts';
import { loadFormDefinition } from './form-definition.ts';
import { createProfileForms } from './profile-forms.ts';

function start(definition: unknown) {
  return createProfileForms(loadFormDefinition(writeForm(definition), testSite), testSite);
}

function getProblem(definition: unknown): string {
  try {
    start(definition);
  } catch (error) {
    if (error instanceof FormDefinitionError) return error.message;
    throw error;
  }
  return 'none';
}

const text = (name: string) => ({ en: `${name} (en)`, ar: `${name} (ar)` });

describe('texts per language', () => {
  const definition = {
    schema: {
      type: 'object',
      title: text('root'),
      properties: {
        pet: {
          type: 'string',
          title: text('pet'),
          description: text('which'),
          examples: [text('cat'), 'dog'],
          oneOf: [{ const: 'cat', title: text('a cat') }],
        },
        size: { enum: [1, 2], enumNames: [text('small'), 'large'] },
        home: { $ref: '#/$defs/home' },
        list: { type: 'array', items: { type: 'object', properties: { note: { title: text('note') } } } },
      },
      $defs: { home: { type: 'object', title: text('home'), if: { title: text('if') } } },
    },
    ui_schema: {
      'ui:title': text('ui'),
      'ui:options': { sections: [{ title: text('section'), fields: ['pet'] }] },
      'ui:submitButtonOptions': { submitText: text('send') },
      pet: {
        'ui:help': text('help'),
        'ui:options': { placeholder: text('hint'), errors: { not: text('error') } },
      },
      size: { 'ui:enumNames': { 1: text('one'), 2: 'two' } },
      list: { items: { note: { 'ui:description': text('inside') } } },
    },
  };

  test('are chosen by the language of the form, wherever a text may stand', () => {
    const forms = start(definition);
    const choose = (language: string) => {
      const { schema, ui_schema } = forms.get(language);
      return JSON.stringify({ schema, ui_schema });
    };
    const resolved = JSON.stringify(definition).replaceAll(
      /\{"en":"([^"]*) \(en\)","ar":"[^"]*"\}/g,
      '"$1 (en)"',
    );
    expect(choose('en')).toBe(resolved);
    expect(choose('ar')).toBe(resolved.replaceAll('(en)', '(ar)'));
    // A language without a text of its own shows the one of the default language.
    expect(choose('fr')).toBe(resolved);
  });

  test('fall back to English, then to any language', () => {
    const schema = {
      properties: { a: { title: { ar: 'أ', en: 'A' } }, b: { title: { sw: 'Be' } } },
      type: 'object',
    };
    const { properties } = start({ schema }).get('fr').schema;
    expect(properties).toEqual({ a: { title: 'A' }, b: { title: 'Be' } });
  });

  test('are never taken for a schema or a value', () => {
    const schema = {
      type: 'object',
      properties: {
        en: { type: 'string' },
        title: { type: 'object', properties: { en: { type: 'string' }, ar: { type: 'string' } } },
        description: { const: { en: 'a', ar: 'b' } },
        value: { type: 'object', default: { en: 'a' }, examples: [{ en: 'a', ar: 'b' }] },
      },
    } as JsonSchema;
    expect(start({ schema }).get('ar').schema).toEqual(schema);
  });

  test.each([
    [{ title: {} }, '/schema/properties/a/title: must have a text in one language at least'],
    [{ title: { english: 'A' } }, '/schema/properties/a/title/english: is no language code such as en'],
    [{ title: { en: 1 } }, '/schema/properties/a/title/en: must be a text'],
    [
      { title: { en: placeholder('email') } },
      '/schema/properties/a/title/en: must be a text, not the key of one',
    ],
    [{ title: ['A'] }, '/schema/properties/a/title: must be string'],
    [{ oneOf: [{ title: { 'e/n': '' } }] }, '/schema/properties/a/oneOf/0/title/e~1n: is no language code'],
  ])('%j is an error with its pointer', (a, problem) => {
    expect(getProblem({ schema: { type: 'object', properties: { a } } })).toContain(problem);
  });

  test('in the uiSchema are checked too', () => {
    const ui_schema = { 'ui:options': { sections: [{ title: { x: 'A' }, fields: [] }] } };
    expect(getProblem({ schema: { type: 'object' }, ui_schema })).toContain(
      '/ui_schema/ui:options/sections/0/title/x: ',
    );
  });

  test('that are the same in all languages leave one schema for all of them', () => {
    const forms = start({
      schema: {
        type: 'object',
        properties: {
          a: { title: 'A' },
          b: { type: 'object', title: text('b'), properties: { c: { title: 'C' } } },
        },
      },
    });
    const [en, ar] = [forms.get('en').schema.properties, forms.get('ar').schema.properties] as [
      Record<string, JsonSchema>,
      Record<string, JsonSchema>,
    ];
    expect(en.a).toBe(ar.a);
    expect(en.b).not.toBe(ar.b);
    expect(en.b?.properties).toBe(ar.b?.properties);
  });
});
