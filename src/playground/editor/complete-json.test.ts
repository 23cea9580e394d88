import { CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { jsonLanguage } from '@codemirror/lang-json';
import { EditorState } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { completeJson } from './complete-json.ts';
import { createSchemaReader } from './read-schema.ts';
import type { DocumentKind } from './suggestions.ts';

const schema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    kind: { enum: ['home', 'work'] },
    agreed: { type: 'boolean' },
    cars: { type: 'array', items: { $ref: '#/$defs/car' } },
  },
  if: { properties: { kind: { const: 'work' } } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { properties: { company: { type: 'string' } } },
  $defs: { car: { properties: { plate: { type: 'string' }, fuel: { enum: ['petrol', 'diesel'] } } } },
};

/** Completes a text at its `|`. */
function complete(kind: DocumentKind, marked: string): CompletionResult | null {
  const pos = marked.indexOf('|');
  const state = EditorState.create({ doc: marked.replace('|', ''), extensions: [jsonLanguage] });
  const source = completeJson(
    kind,
    createSchemaReader(() => JSON.stringify(schema)),
  );
  return source(new CompletionContext(state, pos, true)) as CompletionResult | null;
}

function list(kind: DocumentKind, marked: string): string[] {
  return complete(kind, marked)?.options.map(({ label }) => label) ?? [];
}

describe('the editor suggests', () => {
  test.each<[what: string, kind: DocumentKind, text: string, some: string[], none: string[]]>([
    [
      'keywords',
      'schema',
      '{"type": "object", "|"}',
      ['"properties"', '"$defs"', '"unevaluatedItems"'],
      ['"type"'],
    ],
    ['keywords in subschemas', 'schema', '{"properties": {"a": {"allOf": [{|}]}}}', ['"minLength"'], ['"a"']],
    ['types', 'schema', '{"properties": {"a": {"type": "s|"}}}', ['"string"', '"null"'], []],
    ['types in a list', 'schema', '{"type": ["string", |]}', ['"integer"'], []],
    ['formats', 'schema', '{"format": |}', ['"email"', '"date"', '"data-url"', '"tel"'], []],
    [
      'required names',
      'schema',
      '{"properties": {"a": {}, "b": {}}, "required": ["a", |]}',
      ['"a"', '"b"'],
      ['"type"'],
    ],
    ['true and false', 'schema', '{"readOnly": |}', ['true', 'false'], []],
    ['no free names', 'schema', '{"properties": {"|"}}', [], ['"type"', '"properties"']],
    ['no keywords in values', 'schema', '{"default": {"|"}}', [], ['"type"']],
    [
      'options and fields',
      'ui_schema',
      '{"|"}',
      ['"ui:widget"', '"ui:order"', '"name"', '"company"'],
      ['"plate"'],
    ],
    ['fields of items', 'ui_schema', '{"cars": {"items": {"|"}}}', ['"plate"', '"ui:help"'], ['"name"']],
    ['widgets', 'ui_schema', '{"name": {"ui:widget": "|"}}', ['"textarea"', '"radio"', '"TextWidget"'], []],
    [
      'options without ui:',
      'ui_schema',
      '{"name": {"ui:options": {"|"}}}',
      ['"widget"', '"rows"'],
      ['"name"'],
    ],
    ['the order of fields', 'ui_schema', '{"ui:order": ["name", |]}', ['"kind"', '"company"'], ['"plate"']],
    ['properties', 'data', '{"name": "A", |}', ['"kind"', '"company"'], ['"name"']],
    ['properties of items', 'data', '{"cars": [{"fuel": "diesel", "|": 1}]}', ['"plate"'], ['"fuel"']],
    ['options', 'data', '{"kind": |, "agreed": true}', ['"home"', '"work"'], []],
    ['options of items', 'data', '{"cars": [{}, {"fuel": "|"}]}', ['"petrol"', '"diesel"'], []],
    ['nothing after a value', 'data', '{"kind": "home"|}', [], ['"home"']],
  ])('%s', (_, kind, text, some, none) => {
    const suggested = list(kind, text);
    expect(suggested).toEqual(expect.arrayContaining(some));
    for (const label of none) expect(suggested).not.toContain(label);
  });

  test('a name with its colon, in place of what is written', () => {
    const result = complete('data', '{"name": "A", "ki|nd"}');
    expect(result).toMatchObject({ from: 14, to: 20 });
    expect(result?.options).toContainEqual({ label: '"kind"', apply: '"kind": ', type: 'property' });
    expect(complete('data', '{"ki|": 1}')?.options).toContainEqual(
      expect.objectContaining({ label: '"kind"', apply: '"kind"' }),
    );
  });

  test('names of the schema that was read last, while its text is unfinished', () => {
    const texts = ['{"properties": {"a": true}}', '{"properties": {"a', '{"properties": {"b": true}}'];
    const read = createSchemaReader(() => texts[0] ?? '');
    const names: string[][] = [];
    while (texts.length > 0) {
      names.push(Object.keys(read()?.properties ?? {}));
      texts.shift();
    }
    expect(names).toEqual([['a'], ['a'], ['b']]);
  });
});
