import fc from 'fast-check';
import { createInterpreter } from 'schema-form/editor';
import { type ErrorSchema, validateData } from 'schema-form/server';
import { describe, expect, test } from 'vitest';
import { corpus } from '../e2e/corpus.ts';
import { createProfileForms } from './services/profile-forms.ts';
import { arbitraryData } from './testing/arbitrary-data.ts';
import { testSite } from './testing/test-site.ts';

const en = testSite.getTexts('en');
const language = { translate: en.errors, ...en.notation };

/** Returns the errors of a form, sorted within each field. */
function sortTexts(errors: ErrorSchema): unknown {
  return JSON.parse(JSON.stringify(errors), (key, value) =>
    key === '__errors' && Array.isArray(value) ? value.sort() : value,
  );
}

/**
 * Schemas with choices whose branches are references to other choices. The server may report an error of a branch that is
 * not the nearest one, because Ajv's errors do not say through which reference they came.
 */
const withNestedReferences = new Set(['openapi-nullable', 'recursive-choice']);

/** Returns the fields that have errors. */
function listFields(errors: ErrorSchema, path = ''): string[] {
  return Object.entries(errors).flatMap(([key, child]) =>
    Array.isArray(child) ? [path] : listFields(child as ErrorSchema, `${path}/${key}`),
  );
}

describe('the playground reports the errors that the server reports', () => {
  test.for(corpus)('$name', async ({ name, schema, ui_schema, data: valid }) => {
    const form = createProfileForms({ schema, ui_schema }, testSite).get('en');
    const functions = await createInterpreter(form.schema);
    const { root } = functions ?? {};
    if (!root) throw new Error('The schema is not interpreted');
    const numRuns = name === 'fields-500' ? 5 : 60;
    fc.assert(
      fc.property(arbitraryData(schema), (data) => {
        const expected = validateData(form, form.validate, data, language);
        const found = validateData(form, root, data, language);
        if (!withNestedReferences.has(name)) expect(sortTexts(found)).toEqual(sortTexts(expected));
        else {
          expect(found).toEqual(Object.keys(expected).length === 0 ? {} : expect.anything());
          expect(listFields(expected)).toEqual(expect.arrayContaining(listFields(found)));
        }
      }),
      { numRuns, examples: [[valid]] },
    );
  });
});
