import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, test } from 'vitest';
import { type FormSurroundings, FormSurroundingsContext } from '../../context/form-texts.ts';
import type { JsonSchema, UiSchema } from '../../model/json-schema.ts';
import { loadComplexFields } from '../../rjsf/complex-fields.ts';
import { FormErrors, FormErrorsContext } from '../../store/form-errors.ts';
import { ErrorSummary } from './ErrorSummary.tsx';

beforeAll(loadComplexFields);

const schema: JsonSchema = {
  properties: { first: {}, last: {}, home: { properties: { city: {}, street: {} } }, mail: {} },
};
const fault = (text: string) => ({ __errors: [text] });
const serverErrors = {
  first: fault('first'),
  last: fault('last'),
  home: { city: fault('city'), street: fault('street') },
  mail: fault('mail'),
};

/** The faults as the summary lists them. */
function list(uiSchema: UiSchema): string[] {
  const errors = new FormErrors({ serverErrors, check: () => ({}) }, '_');
  const html = renderToStaticMarkup(
    <FormSurroundingsContext value={{ texts: { errorSummary: '' } } as FormSurroundings}>
      <FormErrorsContext value={errors}>
        <ErrorSummary schema={schema} uiSchema={uiSchema} idSeparator="_" />
      </FormErrorsContext>
    </FormSurroundingsContext>,
  );
  return [...html.matchAll(/>([^<>]+)<\/a>/g)].map(([, text = '']) => text);
}

const row = (...children: unknown[]) => ({ 'ui:row': { children } });
const column = (...children: unknown[]) => ({ 'ui:col': { className: 'col-md-6', children } });

test('lists the faults in the order of the grid, and what it does not name last', () => {
  const grid = row(
    column('mail', 'home.street'),
    row(column({ name: 'home.city', placeholder: 'last' }), column('first')),
  );
  const uiSchema = { 'ui:field': 'LayoutGridField', 'ui:layoutGrid': grid };
  expect(list(uiSchema)).toEqual(['mail', 'street', 'city', 'first', 'last']);
});

test('so it does with a grid of rows and columns in short', () => {
  const grid = { 'ui:row': ['last', { 'ui:columns': { className: 'col-6', children: ['home', 'first'] } }] };
  const uiSchema = { 'ui:field': 'LayoutGridField', 'ui:options': { layoutGrid: grid } };
  expect(list(uiSchema)).toEqual(['last', 'city', 'street', 'first', 'mail']);
});

test('lists them in the order of the schema where there is no grid', () => {
  expect(list({ 'ui:layoutGrid': row('mail') })).toEqual(['first', 'last', 'city', 'street', 'mail']);
});
