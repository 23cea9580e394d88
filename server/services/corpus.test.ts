import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import {
  type JsonObject,
  type JsonSchema,
  normalizeSchema,
  omitHidden,
  validateData,
} from 'schema-form/server';
import { describe, expect, test } from 'vitest';
import { type CorpusCase, corpus } from '../../e2e/corpus.ts';
import { projectFolder } from '../project-folder.ts';
import { arbitraryData } from '../testing/arbitrary-data.ts';
import { createPlainValidator } from '../testing/plain-validator.ts';
import { testSite } from '../testing/test-site.ts';
import { createProfileForms } from './profile-forms.ts';

const en = testSite.getTexts('en');
const language = { translate: en.errors, ...en.notation };

function createForm({ schema, ui_schema }: CorpusCase) {
  return createProfileForms({ schema, ui_schema }, testSite).get('en');
}

describe('both sides validate generated data as the schema does', () => {
  test.for(corpus)('$name', (item) => {
    const form = createForm(item);
    const isValid = createPlainValidator(item.schema);
    const numRuns = item.name === 'fields-500' ? 5 : 60;
    fc.assert(
      fc.property(arbitraryData(item.schema), (data) => {
        const errors = validateData(form, form.validate, data, language);
        expect(Object.keys(errors).length === 0).toBe(isValid(data));
      }),
      { numRuns },
    );
  });
});

test.for(corpus)('no valid value of $name is hidden', ({ schema, data }) => {
  expect(omitHidden(schema, data)).toEqual(data);
});

/** Every `$ref` in a rendered schema, at any depth. */
function findReferences(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === '$ref' && typeof child === 'string' ? [child] : findReferences(child),
  );
}

describe('what is rendered', () => {
  test.for(corpus)('$name has no reference that leads nowhere', ({ schema }) => {
    const before = structuredClone(schema);
    const rendered = normalizeSchema(schema);
    expect(normalizeSchema(schema)).toBe(rendered);
    const definitions = (rendered.definitions ?? {}) as JsonObject;
    for (const reference of findReferences(rendered)) {
      expect(Object.keys(definitions)).toContain(reference.replace('#/definitions/', ''));
    }
    // Rendering must not change the schema that validates the data.
    expect(schema).toEqual(before);
  });
});

describe('docs/form.md', () => {
  const text = readFileSync(path.join(projectFolder, 'docs/form.md'), 'utf8');
  const rows = text.split('\n').filter((line) => /^\|.*\|$/.test(line));
  const names = new Set(corpus.map(({ name }) => name));

  test('names every schema of the corpus', () => {
    const named = new Set(text.split(/[^a-z0-9-]+/));
    expect([...names].filter((name) => !named.has(name))).toEqual([]);
  });

  test('names only schemas that exist', () => {
    const cells = rows.filter((row) => row.split('|').length === 5).map((row) => row.split('|').at(-2) ?? '');
    const named = cells
      .flatMap((cell) => cell.replaceAll(/`[^`]*`/g, '').split(','))
      .map((name) => name.trim());
    const unknown = named.filter((name) => name !== '' && !/^(corpus|-+)$/.test(name) && !names.has(name));
    expect(unknown).toEqual([]);
  });

  test('has a row for every keyword of both drafts', () => {
    const keywords = [
      ...['draft-07', '2019-09', '2020-12'].flatMap((draft) => getKeywords(draft)),
      'discriminator',
    ];
    expect(keywords.length).toBeGreaterThan(60);
    expect(
      [...new Set(keywords)].filter(
        (keyword) => !text.includes(`\`${keyword}\``) && !text.includes(`\`${keyword}:`),
      ),
    ).toEqual([]);
  });
});

/** Returns the keywords of a draft, as its own schema lists them. */
function getKeywords(draft: string): string[] {
  const folder = path.join(projectFolder, 'node_modules/ajv/dist/refs');
  const files =
    draft === 'draft-07'
      ? ['json-schema-draft-07.json']
      : readdirSync(path.join(folder, `json-schema-${draft}/meta`)).map(
          (name) => `json-schema-${draft}/meta/${name}`,
        );
  return files.flatMap((file) => {
    const { properties } = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as JsonSchema;
    return Object.keys(properties ?? {});
  });
}
