import { findUiSchemaWarnings, type JsonSchema, type UiSchema } from 'schema-form/server';
import { expect, test } from 'vitest';
import { corpus } from '../../e2e/corpus.ts';
import { testSite } from '../testing/test-site.ts';
import { loadFormDefinition } from './form-definition.ts';
import { findExample, listExamples } from './playground-examples.ts';

test('the uiSchema of the built-in form has no name without effect', () => {
  const { schema, ui_schema } = loadFormDefinition(null, testSite);
  expect(findUiSchemaWarnings(schema, ui_schema)).toEqual([]);
});

test.for(listExamples())('nor has that of the example %s', (name) => {
  const texts = findExample(name);
  const [schema, uiSchema] = [texts?.schema, texts?.ui_schema].map(
    (text) => JSON.parse(text ?? '') as object,
  );
  expect(findUiSchemaWarnings(schema as JsonSchema, uiSchema as UiSchema)).toEqual([]);
});

/** What is there to show that it has no effect. */
const meant = ['ui-for-nothing'];

test.for(corpus.filter(({ name }) => !meant.includes(name)))(
  'nor has that of $name',
  ({ schema, ui_schema }) => {
    expect(findUiSchemaWarnings(schema, ui_schema)).toEqual([]);
  },
);
