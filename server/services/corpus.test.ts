import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CorpusCase, corpus } from '../../e2e/corpus.ts';
import { validateData } from '../../shared/error-texts.ts';
import type { JsonObject } from '../../shared/json-schema.ts';
import { normaliseSchema } from '../../shared/normalise-schema.ts';
import { arbitraryData } from '../testing/arbitrary-data.ts';
import { createPlainValidator } from '../testing/plain-validator.ts';
import { createLanguageForm } from './profile-forms.ts';
import { loadTexts } from './texts.ts';

const { en } = loadTexts();

function createForm({ schema, ui_schema }: CorpusCase) {
  return createLanguageForm({ schema, ui_schema }, 'en', en, '2026-01-01');
}

describe('of data like that of a schema, both sides judge as the schema does', () => {
  test.for(corpus)('$name', (item) => {
    const form = createForm(item);
    const isValid = createPlainValidator(item.schema);
    const numRuns = item.name === 'fields-500' ? 5 : 60;
    fc.assert(
      fc.property(arbitraryData(item.schema), (data) => {
        const errors = validateData(form, form.validate, data, en.errors);
        expect(Object.keys(errors).length === 0).toBe(isValid(data));
      }),
      { numRuns },
    );
  });
});

/** Every `$ref` in a drawn schema, at any depth. */
function findReferences(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === '$ref' && typeof child === 'string' ? [child] : findReferences(child),
  );
}

describe('what is drawn', () => {
  test.for(corpus)('$name has no reference that leads nowhere', ({ schema }) => {
    const before = structuredClone(schema);
    const drawn = normaliseSchema(schema);
    expect(normaliseSchema(schema)).toBe(drawn);
    const definitions = (drawn.definitions ?? {}) as JsonObject;
    for (const reference of findReferences(drawn)) {
      expect(Object.keys(definitions)).toContain(reference.replace('#/definitions/', ''));
    }
    // The schema itself is as it was: it is what is judged by.
    expect(schema).toEqual(before);
  });
});
