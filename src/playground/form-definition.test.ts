import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as schemaForm from 'schema-form';
import { english, type JsonObject } from 'schema-form';
import { expect, test } from 'vitest';
import { writeFormDefinition, writeReactModule } from './form-definition.ts';

const schema = { type: 'object', properties: { pet: { title: 'Pet' } } };
const documents = { schema: JSON.stringify(schema), ui_schema: ' ', data: '{"pet": "Luna"}' };

test('a form definition has the documents that PROFILE_FORM takes', () => {
  expect(JSON.parse(writeFormDefinition(documents))).toEqual({ schema, ui_schema: {} });
  expect(() => writeFormDefinition({ ...documents, ui_schema: '{' })).toThrow(SyntaxError);
});

test('a React module has about ten lines, and imports what schema-form exports', () => {
  const code = writeReactModule({ schema, ui_schema: {}, data: { pet: 'Luna' } });
  expect(code.trim().split('\n').length).toBeLessThan(18);
  const [, names = ''] = /import \{ (.+) \} from 'schema-form'/.exec(code) ?? [];
  expect(names.split(', ').filter((name) => !(name in schemaForm))).toEqual([]);
  expect(code).toContain('const data = {"pet":"Luna"};');
});

test('the texts of schema-form for file fields are those of this program', () => {
  const { translate } = english.files ?? {};
  const file = path.join(import.meta.dirname, '../../locales/en/files.json');
  const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const values = { name: 'a.png', kinds: 'images', size: '1 MB' };
  for (const [key, text] of Object.entries(texts)) {
    const expected = Object.entries(values).reduce(
      (filled, [name, value]) => filled.replaceAll(`{{${name}}}`, value),
      text,
    );
    expect(translate?.(key, values)).toBe(expected);
  }
});

test('a property named __proto__ stays a property in code', () => {
  const data = JSON.parse('{"__proto__": {"a": "\'`"}}') as JsonObject;
  const code = writeReactModule({ schema, ui_schema: {}, data });
  const [, expression = ''] = /const data = (.+);/.exec(code) ?? [];
  expect(expression).toMatch(/^JSON\.parse\("/);
  const text = JSON.parse(expression.slice('JSON.parse('.length, -1)) as string;
  expect(JSON.parse(text)).toEqual(JSON.parse('{"__proto__": {"a": "\'`"}}'));
});
