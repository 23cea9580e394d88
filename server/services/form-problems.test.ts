import { findFormProblems, type JsonSchema, type UiSchema } from 'schema-form/server';
import { expect, test } from 'vitest';
import { corpus } from '../../e2e/corpus.ts';
import { testSite } from '../testing/test-site.ts';
import { writeForm } from '../testing/write-form.ts';
import { checkFormDefinition } from './form-definition.ts';
import { findExample, listExamples } from './playground-examples.ts';

test('the built-in form has no problems', () => {
  expect(checkFormDefinition(null, testSite).problems).toEqual([]);
});

test.for(listExamples())('nor has the example %s', (name) => {
  const texts = findExample(name);
  const [schema, uiSchema] = [texts?.schema, texts?.ui_schema].map(
    (text) => JSON.parse(text ?? '') as object,
  );
  expect(findFormProblems({ schema: schema as JsonSchema, ui_schema: uiSchema as UiSchema })).toEqual([]);
});

/** What the corpus shows on purpose. */
const meant = [
  'boolean-conditions /schema/else unreachable',
  'boolean-schemas /schema/properties/choice/anyOf/1 unreachable',
  'condition-without-branches /schema/if keyword',
  'names-with-signs /schema/properties/a[b] hidden',
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
