import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { english } from '../context/english.ts';
import { FormContext } from '../context/form-context.ts';
import type { JsonSchema, UiSchema } from '../model/json-schema.ts';
import { StoreContext } from '../store/store-context.ts';
import { createFormStore } from '../testing/render-fields.tsx';
import { FormActions } from './FormActions.tsx';

const text: JsonSchema = { type: 'string' };
const schema: JsonSchema = { type: 'object', properties: { name: text, city: text } };
const steps: UiSchema = {
  'ui:options': { steps: true, sections: [{ title: 'You', fields: ['name'] }] },
};

function render(uiSchema: UiSchema, errors = {}): string {
  return renderToStaticMarkup(
    <FormContext value={english}>
      <StoreContext value={createFormStore(schema, { uiSchema, validate: () => errors })}>
        <FormActions
          submit={<button type="submit">Save</button>}
          finish={<button type="submit">Finish</button>}
        />
      </StoreContext>
    </FormContext>,
  );
}

test('a form has a submit button', () => {
  expect(render({})).toBe('<div class="actions form-actions"><button type="submit">Save</button></div>');
});

test('ui:submitButtonOptions changes the text of the submit button', () => {
  expect(render({ 'ui:submitButtonOptions': { submitText: 'Send' } })).toContain('>Send</button>');
});

test('ui:submitButtonOptions omits the submit button', () => {
  const html = render({ 'ui:options': { submitButtonOptions: { norender: true } } });
  expect(html).toBe('<div class="actions form-actions"></div>');
});

test('every step of a valid form has a button that submits the form', () => {
  expect(render(steps)).toContain('<button type="submit" name="form_finish">Finish</button>');
  expect(render(steps, { city: { __errors: ['Enter the city'] } })).not.toContain('Finish');
});
