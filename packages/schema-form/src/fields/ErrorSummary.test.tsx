import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { english } from '../context/english.ts';
import { FormContext } from '../context/form-context.ts';
import type { JsonSchema, UiSchema } from '../model/json-schema.ts';
import { FormStore } from '../store/form-store.ts';
import { StoreContext } from '../store/store-context.ts';
import { ErrorSummary } from './ErrorSummary.tsx';

const text: JsonSchema = { type: 'string' };
const schema: JsonSchema = {
  properties: { first: text, last: text, home: { properties: { city: text, street: text } }, mail: text },
};
const error = (own: string) => ({ __errors: [own] });
const serverErrors = {
  first: error('first'),
  last: error('last'),
  home: { city: error('city'), street: error('street') },
  mail: error('mail'),
};

function render(uiSchema: UiSchema): string {
  const options = {
    schema,
    uiSchema,
    data: {},
    chosen: {},
    serverErrors,
    validate: () => ({}),
    navigation: null,
    step: null,
  };
  return renderToStaticMarkup(
    <FormContext value={english}>
      <StoreContext value={new FormStore(options)}>
        <ErrorSummary />
      </StoreContext>
    </FormContext>,
  );
}

/** Returns the errors in the order of the summary. */
function list(uiSchema: UiSchema): string[] {
  return [...render(uiSchema).matchAll(/>([^<>]+)<\/a>/g)].map(([, line = '']) => line);
}

const row = (...children: unknown[]) => ({ 'ui:row': { children } });
const column = (...children: unknown[]) => ({ 'ui:col': { className: 'col-md-6', children } });

test('errors are listed in the order of the grid, and errors of other members come last', () => {
  const grid = row(
    column('mail', 'home.street'),
    row(column({ name: 'home.city', placeholder: 'last' }), column('first')),
  );
  const uiSchema = { 'ui:field': 'LayoutGridField', 'ui:layoutGrid': grid };
  expect(list(uiSchema)).toEqual(['mail', 'street', 'city', 'first', 'last']);
});

test('errors are listed in the order of a grid in the short notation', () => {
  const grid = { 'ui:row': ['last', { 'ui:columns': { className: 'col-6', children: ['home', 'first'] } }] };
  const uiSchema = { 'ui:field': 'LayoutGridField', 'ui:options': { layoutGrid: grid } };
  expect(list(uiSchema)).toEqual(['last', 'city', 'street', 'first', 'mail']);
});

test('errors are listed in the order of the schema if there is no grid', () => {
  expect(list({ 'ui:layoutGrid': row('mail') })).toEqual(['first', 'last', 'city', 'street', 'mail']);
});

test('the summary says how many errors there are', () => {
  expect(render({})).toContain('<p>5 errors</p>');
});
