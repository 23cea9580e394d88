import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonValue } from '../model/json-schema.ts';
import { anyData, anySchema, anyUiSchema } from '../testing/arbitrary-schema.ts';
import { renderView } from '../testing/render-view.tsx';

test('any data is shown with any schema, and never as code', () => {
  fc.assert(
    fc.property(anySchema, anyData, anyUiSchema, (schema, data, uiSchema) => {
      const markup = renderView(schema, data, uiSchema);
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
      const levels = [...renderView(schema, data, uiSchema).matchAll(/<h(\d)/g)].map(([, level]) =>
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
      const markup = renderView({}, data);
      for (const text of getTexts(data)) expect(markup).toContain(`>${text}<`);
    }),
    { numRuns: 50 },
  );
});
