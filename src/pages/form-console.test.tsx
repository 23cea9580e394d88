import { renderToString } from 'react-dom/server';
import {
  english,
  type JsonObject,
  type JsonSchema,
  loadAllFormParts,
  SchemaForm,
  SchemaView,
} from 'schema-form';
import { beforeEach, expect, test, vi } from 'vitest';
import { type CorpusCase, corpus } from '../../e2e/corpus.ts';
import { builtInLanguages } from '../../locales/built-in-languages.ts';
import files from '../../locales/en/files.json';
import { createI18n } from '../i18n/create-i18n.ts';
import { getFileContext } from '../queries/file-context.ts';

const context = { ...english, files: getFileContext(createI18n(builtInLanguages, 'en', { files })) };
const parts = await loadAllFormParts();
const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const;

/** Renders a form and its reading page, and returns everything that was written to the console or past it. */
function renderAndListen({
  schema,
  ui_schema,
  data,
}: Pick<CorpusCase, 'schema' | 'ui_schema' | 'data'>): unknown[] {
  const html = renderToString(
    <>
      <SchemaForm
        schema={schema}
        uiSchema={ui_schema}
        data={data}
        serverErrors={{}}
        validate={() => ({})}
        parts={parts}
        context={context}
        action=""
        onChange={() => {}}
        onSubmit={() => {}}
        onInvalid={() => {}}
      >
        {null}
      </SchemaForm>
      <SchemaView schema={schema} uiSchema={ui_schema} data={data} context={context} />
    </>,
  );
  expect(html).toContain('<form');
  return written;
}

let written: unknown[] = [];

beforeEach(() => {
  written = [];
  for (const method of methods) {
    vi.spyOn(console, method).mockImplementation((...args: unknown[]) => void written.push(args));
  }
  for (const output of [process.stdout, process.stderr]) {
    vi.spyOn(output, 'write').mockImplementation((text) => {
      written.push(text);
      return true;
    });
  }
});

test.for(corpus)('the form of $name writes nothing to the console', (item) => {
  expect(renderAndListen(item)).toEqual([]);
});

/** Schemas and uiSchemas for which rjsf logs warnings. */
const warnedSchemas: [what: string, property: JsonSchema, uiSchema: JsonObject][] = [
  ['contradictory subschemas', { allOf: [{ type: 'string' }, { type: 'number' }] }, {}],
  ['a default that is not an option', { type: 'string', enum: ['a'], default: 'b' }, {}],
  [
    'items beyond those of a tuple',
    { type: 'array', items: [{ type: 'string' }], additionalItems: true },
    {},
  ],
  [
    'a uiSchema of branches that is not a list',
    { oneOf: [{ type: 'string' }, { type: 'number' }] },
    { oneOf: {} },
  ],
  ['a widget that is an object', { type: 'string' }, { 'ui:widget': { component: 'text' } }],
  ['an unknown widget', { type: 'string' }, { 'ui:widget': 'nowhere' }],
  [
    'a discriminator that is not a name',
    { oneOf: [{ type: 'object' }], discriminator: { propertyName: 5 } },
    {},
  ],
  ['an unknown format', { type: 'string', format: 'nowhere' }, {}],
];

test.for(warnedSchemas)('a form with %s writes nothing to the console', ([, property, uiSchema]) => {
  const schema: JsonSchema = { type: 'object', properties: { property } };
  expect(renderAndListen({ schema, ui_schema: { property: uiSchema }, data: {} })).toEqual([]);
});
