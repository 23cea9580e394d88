import { renderToStaticMarkup } from 'react-dom/server';
import { english } from '../context/english.ts';
import type { JsonSchema, JsonValue, UiSchema } from '../model/json-schema.ts';
import { SchemaView } from '../view/SchemaView.tsx';

/** Schemas that several tests of the view use. */
export const text = { type: 'string' };
export const person = {
  type: 'object',
  title: 'Person',
  properties: {
    name: { type: 'string', title: 'Name' },
    born: { type: 'string', format: 'date', title: 'Born' },
  },
};

/** Returns the HTML of a reading page. */
export function renderView(
  schema: JsonSchema,
  data: JsonValue | undefined,
  uiSchema: UiSchema = {},
  locale = 'en-GB',
) {
  const context = { locale, texts: english.texts };
  return renderToStaticMarkup(<SchemaView {...{ schema, uiSchema, data, context }} />);
}

/** Returns the visible text: a line for each heading (`h2 Home`), pair (`City: Dubai`) and item (`- one`). */
export function readView(...parameters: Parameters<typeof renderView>): string[] {
  return renderView(...parameters)
    .replaceAll(/<(h\d)[^>]*>/g, '\n$1 ')
    .replaceAll(/<(dt|p|dl|div class="view-alone")[^>]*>/g, '\n')
    .replaceAll('</dt>', ': ')
    .replaceAll('<li>', '\n- ')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** Returns the visible text of one property. */
export function readValue(
  schema: JsonSchema,
  value: JsonValue | undefined,
  uiSchema: UiSchema = {},
  locale?: string,
) {
  const data = value === undefined ? {} : { it: value };
  const whole = { type: 'object', properties: { it: { title: 'It', ...schema } } };
  return readView(whole, data, { it: uiSchema }, locale).map((line) => line.replace(/^It: ?/, ''));
}

/** Returns the markup of one property's value. */
export function renderValue(
  schema: JsonSchema,
  value: JsonValue,
  uiSchema: UiSchema = {},
  locale?: string,
): string {
  const whole = { type: 'object', properties: { it: { title: 'It', ...schema } } };
  return /<dd>(.*)<\/dd>/.exec(renderView(whole, { it: value }, { it: uiSchema }, locale))?.[1] ?? '';
}
