import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { ViewTexts } from '../context/form-context.ts';
import type { JsonSchema, JsonValue, UiSchema } from '../model/json-schema.ts';
import { anyData, anySchema, anyUiSchema } from '../testing/arbitrary-schema.ts';
import { SchemaView } from './SchemaView.tsx';

const texts: ViewTexts = {
  yes: 'Yes',
  no: 'No',
  notGiven: 'None',
  show: 'Show',
  hide: 'Hide',
  deprecated: 'Old',
  edit: 'Edit',
  add: 'Add',
  incomplete: 'Some details are missing.',
  weekOf: (week, year) => `Week ${week}, ${year}`,
  item: (title, number, value) => `${title} ${number}${value === null ? '' : `: ${value}`}`.trim(),
};

function render(schema: JsonSchema, data: JsonValue, uiSchema: UiSchema = {}): string {
  return renderToStaticMarkup(
    <SchemaView schema={schema} uiSchema={uiSchema} data={data} context={{ locale: 'en-GB', texts }} />,
  );
}

test('any data is shown with any schema, and never as code', () => {
  fc.assert(
    fc.property(anySchema, anyData, anyUiSchema, (schema, data, uiSchema) => {
      const markup = render(schema, data, uiSchema);
      expect(markup).not.toMatch(
        /\[object|undefined|null|NaN|style=|<(h\d|dt)[^>]*>(<bdi>)?\s*(<\/bdi>)?<\/(h\d|dt)>/,
      );
    }),
    { numRuns: 300 },
  );
});

test('headings never skip a level', () => {
  fc.assert(
    fc.property(anySchema, anyData, anyUiSchema, (schema, data, uiSchema) => {
      const levels = [...render(schema, data, uiSchema).matchAll(/<h(\d)/g)].map(([, level]) =>
        Number(level),
      );
      levels.forEach((level, index) => {
        expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 1) + 1);
      });
    }),
    { numRuns: 200 },
  );
});

function getTexts(value: JsonValue): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(getTexts) : [];
}

test('a schema without keywords shows all values', () => {
  const word = fc.stringMatching(/^[a-z]{3,8}$/);
  const value = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      word,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(word, tie('value')),
    ),
  })).value;
  fc.assert(
    fc.property(value, (data) => {
      const markup = render({}, data);
      for (const text of getTexts(data)) expect(markup).toContain(`>${text}<`);
    }),
    { numRuns: 50 },
  );
});
