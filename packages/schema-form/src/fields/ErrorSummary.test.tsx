import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { english } from '../context/english.ts';
import { FormContext } from '../context/form-context.ts';
import type { ErrorSchema, JsonSchema, UiSchema } from '../model/json-schema.ts';
import type { FormStoreOptions } from '../store/form-store.ts';
import { StoreContext } from '../store/store-context.ts';
import { createFormStore } from '../testing/render-fields.tsx';
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

function render(uiSchema: UiSchema, options: Partial<FormStoreOptions> = {}): string {
  const store = createFormStore(options.schema ?? schema, { uiSchema, serverErrors, ...options });
  return renderToStaticMarkup(
    <FormContext value={english}>
      <StoreContext value={store}>
        <ErrorSummary />
      </StoreContext>
    </FormContext>,
  );
}

/** Returns the errors in the order of the summary. */
function list(uiSchema: UiSchema, options: Partial<FormStoreOptions> = {}): string[] {
  return [...render(uiSchema, options).matchAll(/<a [^>]*>(.+?)<\/a>/g)].map(([, line = '']) => line);
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

test('an error inside items of lists and entries of maps says in which, by the names that the form shows', () => {
  const pets = { type: 'array', title: 'Pets', items: { ...text, title: 'Pet' } };
  const person = { type: 'object', title: 'Person', properties: { name: text, pets, phone: text } };
  const homes = { type: 'object', additionalProperties: { type: 'object', properties: { city: text } } };
  const options = {
    schema: { properties: { people: { type: 'array', items: person }, homes } } as JsonSchema,
    data: {
      people: [
        { name: 'Fatima', pets: ['Rex'] },
        { name: 'علي', pets: ['Tom', 'Jo'] },
      ],
      homes: { summer: {} },
    },
    serverErrors: {
      people: {
        0: { phone: error('Phone: fill this in') },
        1: {
          ...error('Person 2: not complete'),
          pets: { 0: error('Pet 1: too short'), 1: error('Too long') },
        },
        __errors: ['People: at most 1 entry'],
      },
      homes: { summer: { city: error('City: fill this in') } },
    } as ErrorSchema,
  };
  expect(list({}, options)).toEqual([
    'People: at most 1 entry',
    '<bdi>Person 1: Fatima</bdi> – Phone: fill this in',
    'Person 2: not complete',
    '<bdi>Person 2: علي</bdi> – Pet 1: too short',
    // The text is one of the host, which does not name the item.
    '<bdi>Person 2: علي</bdi> – <bdi>Pet 2</bdi> – Too long',
    '<bdi>summer</bdi> – City: fill this in',
  ]);
});

test('errors with the same text say in which group they are', () => {
  const address = { type: 'object', properties: { city: text, street: text } };
  const options = {
    schema: { properties: { home: address, work: { ...address, title: 'Office' } } } as JsonSchema,
    serverErrors: {
      home: { city: error('City: fill this in'), street: error('Street: fill this in') },
      work: { city: error('City: fill this in') },
    } as ErrorSchema,
  };
  expect(list({}, options)).toEqual([
    '<bdi>Home</bdi> – City: fill this in',
    'Street: fill this in',
    '<bdi>Office</bdi> – City: fill this in',
  ]);
});

test('an error of an item of a tuple is not numbered, and one of its members names the item', () => {
  const tuple = [
    { ...text, title: 'Street' },
    { title: 'Flat', properties: { floor: text } },
  ];
  const options = {
    schema: { properties: { place: { type: 'array', items: tuple } } } as JsonSchema,
    data: { place: ['', {}] },
    serverErrors: {
      place: { 0: error('Street: fill this in'), 1: { floor: error('Floor: fill this in') } },
    } as ErrorSchema,
  };
  expect(list({}, options)).toEqual(['Street: fill this in', '<bdi>Flat</bdi> – Floor: fill this in']);
});
