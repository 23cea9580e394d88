import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { english } from '../context/english.ts';
import { isSecret } from '../model/is-secret.ts';
import {
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  type UiSchema,
} from '../model/json-schema.ts';
import { findChild, type Node } from '../model/nodes.ts';
import { readFile } from '../model/read-file.ts';
import { resolveNodes } from '../model/resolve.ts';
import { omitHidden } from '../model/visibility.ts';
import { anyData, anySchema, anyUiSchema } from '../testing/arbitrary-schema.ts';
import { SchemaView } from './SchemaView.tsx';

function render(schema: JsonSchema, data: JsonValue, uiSchema: UiSchema = {}): string {
  return renderToStaticMarkup(
    <SchemaView schema={schema} uiSchema={uiSchema} data={data} context={english} />,
  );
}

/** Data in which every text is unique, so that a page reveals which texts it shows. */
function withMarks(data: JsonObject): { data: JsonObject; marks: string[] } {
  const marks: string[] = [];
  const mark = (value: JsonValue): JsonValue => {
    if (typeof value === 'string') {
      marks.push(`mark-${marks.length}-`);
      return marks.at(-1) ?? '';
    }
    if (Array.isArray(value)) return value.map(mark);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, mark(child)]));
  };
  return { data: mark(data) as JsonObject, marks };
}

const anyObject = anyData.filter(isJsonObject);

test('a value that is omitted as hidden is not on the page', () => {
  fc.assert(
    fc.property(anySchema, anyObject, anyUiSchema, (schema, object, uiSchema) => {
      const { data, marks } = withMarks(object);
      const visible = JSON.stringify(omitHidden(schema, data));
      const markup = render(schema, data, uiSchema);
      for (const text of marks) if (!visible.includes(text)) expect(markup).not.toContain(text);
    }),
    { numRuns: 500 },
  );
});

/**
 * Returns the texts in data whose nodes are active and have no secret ancestors. A form also shows entries of a map
 * whose names its schema refuses, so that people can rename them; the nodes for reading lack these.
 */
function getActiveTexts(node: Node, reading: Node, value: JsonValue | undefined): string[] {
  if (isSecret(node)) return [];
  if (typeof value === 'string') return readFile({ ...node, value }) ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  if (node.type !== 'object' && node.type !== 'list') return [];
  if (Array.isArray(value) !== (node.type === 'list')) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const [own, read] = [findChild(node, key), findChild(reading, key)];
    if (!own || (own.isAdded && !read)) return [];
    return getActiveTexts(own, read ?? own, child);
  });
}

test('every text that a form shows is on the page, unless it is secret', () => {
  fc.assert(
    fc.property(anySchema, anyObject, (schema, object) => {
      const data = omitHidden(schema, withMarks(object).data);
      const markup = render(schema, data);
      const node = resolveNodes(schema, {}, data);
      const reading = resolveNodes(schema, {}, data, { isReading: true });
      for (const text of getActiveTexts(node, reading, data)) expect(markup).toContain(text);
    }),
    { numRuns: 500 },
  );
});

test('a text with a writeOnly schema is not on the page, whatever else applies to it', () => {
  const secret = { type: 'string', writeOnly: true };
  fc.assert(
    fc.property(
      anySchema,
      anyObject,
      fc.constantFrom('allOf', 'anyOf', 'oneOf'),
      (schema, object, keyword) => {
        const { data } = withMarks({ ...object, a: 'x' });
        const branches = [{ properties: { a: secret } }, schema];
        expect(render({ type: 'object', [keyword]: branches }, data)).not.toContain(String(data.a));
      },
    ),
    { numRuns: 300 },
  );
});
