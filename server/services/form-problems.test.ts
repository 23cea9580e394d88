import { readFileSync } from 'node:fs';
import { findFormProblems, type JsonObject, validateData } from 'schema-form/server';
import { expect, test } from 'vitest';
import { corpus } from '../../e2e/corpus.ts';
import type { BuiltInLanguage } from '../../locales/built-in-languages.ts';
import { createSite } from '../create-site.ts';
import { testSite } from '../testing/test-site.ts';
import { writeForm } from '../testing/write-form.ts';
import { checkFormDefinition, loadFormDefinition } from './form-definition.ts';
import { getExampleFile, listExamples } from './playground-examples.ts';
import { createProfileForms } from './profile-forms.ts';

test('the built-in form has no problems', () => {
  expect(checkFormDefinition(null, testSite).problems).toEqual([]);
});

/** The languages in which the texts of an example are written. */
const languages: Record<string, BuiltInLanguage[]> = {
  'motor-claim': ['en', 'ar'],
  'arabic-enrolment': ['ar'],
};

test.for(listExamples())('nor has the example %s, on a site in its languages', (name) => {
  const offered = (languages[name] ?? ['en']).map((code) => ({ code }));
  const config = { languages: { default: offered[0]?.code ?? 'en', offered } };
  const site = createSite({ config, localesFolder: null, defaultLanguage: null });
  expect(checkFormDefinition(getExampleFile(name), site).problems).toEqual([]);
});

test.for(listExamples())(
  'the data of the example %s is valid but for what only its owner can give',
  (name) => {
    const example = JSON.parse(readFileSync(getExampleFile(name), 'utf8')) as { data: JsonObject };
    const form = createProfileForms(loadFormDefinition(getExampleFile(name), testSite), testSite).get('en');
    const en = testSite.getTexts('en');
    const errors = validateData(form, form.validate, example.data, {
      translate: en.errors,
      ...en.notation,
    });
    const owners = ['iban', 'true_statement', 'certified', 'consent', 'police_report'];
    expect(Object.keys(errors).filter((key) => !owners.includes(key))).toEqual([]);
  },
);

/** Problems that schemas of the corpus have on purpose. */
const meant = [
  'boolean-conditions /schema/else unreachable',
  'boolean-schemas /schema/properties/choice/anyOf/1 unreachable',
  'condition-without-branches /schema/if keyword',
  'ui-for-nothing /ui_schema/a/ui:widget widget',
  'ui-for-nothing /ui_schema/nowhere property',
];

test('the forms of the corpus have no problems but those that it shows on purpose', () => {
  const found = corpus.flatMap((form) =>
    findFormProblems(form)
      .filter(({ kind }) => kind !== 'title' && kind !== 'autocomplete')
      .map(({ pointer, kind }) => `${form.name} ${pointer} ${kind}`),
  );
  expect(found.sort()).toEqual(meant);
});

test('a text that a language of the site lacks, and one that all of them share, are warnings', () => {
  const title = { en: 'City', ar: 'المدينة', fr: 'Ville', es: 'Ciudad', hi: 'शहर', ur: 'شہر', id: 'Kota' };
  const properties = { city: { type: 'string', title, description: 'Where you live' } };
  const file = writeForm({
    schema: { type: 'object', properties },
    ui_schema: { city: { 'ui:autocomplete': 'off' } },
  });
  const at = { level: 'warning', kind: 'translation' };
  expect(checkFormDefinition(file, testSite).problems).toEqual([
    { ...at, pointer: '/schema/properties/city/title', problem: 'lacks sw: another language is shown there' },
    {
      ...at,
      pointer: '/schema/properties/city/description',
      problem: expect.stringContaining('is the same in every language of the site'),
    },
  ]);
});
