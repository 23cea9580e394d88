import * as schemaForm from 'schema-form';
import { expect, test } from 'vitest';
import { writeFormDefinition, writeReactModule } from './form-definition.ts';

const schema = { type: 'object', properties: { pet: { title: 'Pet' } } };
const documents = { schema: JSON.stringify(schema), ui_schema: ' ', data: '{"pet": "Luna"}' };

test('a form definition has the documents that PROFILE_FORM takes', () => {
  expect(JSON.parse(writeFormDefinition(documents))).toEqual({ schema, ui_schema: {} });
  expect(() => writeFormDefinition({ ...documents, ui_schema: '{' })).toThrow(SyntaxError);
});

test('a React module has about ten lines, and imports what schema-form exports', () => {
  const code = writeReactModule(documents);
  expect(code.trim().split('\n').length).toBeLessThan(18);
  const [, names = ''] = /import \{ (.+) \} from 'schema-form'/.exec(code) ?? [];
  expect(names.split(', ').filter((name) => !(name in schemaForm))).toEqual([]);
  expect(code).toContain('const data = {"pet":"Luna"};');
});

test('a property named __proto__ stays a property in code', () => {
  const code = writeReactModule({ ...documents, data: '{"__proto__": {"a": "\'`"}}' });
  const [, expression = ''] = /const data = (.+);/.exec(code) ?? [];
  expect(expression).toMatch(/^JSON\.parse\("/);
  const text = JSON.parse(expression.slice('JSON.parse('.length, -1)) as string;
  expect(JSON.parse(text)).toEqual(JSON.parse('{"__proto__": {"a": "\'`"}}'));
});
