import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { english, translateToEnglish } from '../context/english.ts';
import { coerceObject } from '../model/coercion.ts';
import type { JsonObject, JsonSchema } from '../model/json-schema.ts';
import { createNumberReader } from '../model/local-number.ts';
import { validateData } from '../model/validate-data.ts';
import { createFormValidation } from '../model/validate-form.ts';
import { compileValidatorModule } from '../server/validator-module.ts';
import { draft04Uri, draft06, draft07, draft2019, draft2020 } from './test-dialects.ts';

/** How the authors of a draft write what the drafts spell differently. */
interface Spelling {
  $schema: string;
  definitions: '$defs' | 'definitions';
  /** Names a definition, so that `#name` refers to it. */
  toAnchor(name: string): JsonSchema;
  toTuple(items: readonly JsonSchema[]): JsonSchema;
  /** A number above this limit. */
  toAbove(limit: number): JsonSchema;
}

const toList = (items: readonly JsonSchema[]): JsonSchema => ({ items: [...items], additionalItems: false });
const toExclusive = (limit: number): JsonSchema => ({ exclusiveMinimum: limit });

const spellings: Record<string, Spelling> = {
  'draft-04': {
    $schema: draft04Uri,
    definitions: 'definitions',
    toAnchor: (name) => ({ id: `#${name}` }),
    toTuple: toList,
    toAbove: (limit) => ({ minimum: limit, exclusiveMinimum: true }) as unknown as JsonSchema,
  },
  'draft-06': {
    $schema: draft06,
    definitions: 'definitions',
    toAnchor: (name) => ({ $id: `#${name}` }),
    toTuple: toList,
    toAbove: toExclusive,
  },
  'draft-07': {
    $schema: draft07,
    definitions: 'definitions',
    toAnchor: (name) => ({ $id: `#${name}` }),
    toTuple: toList,
    toAbove: toExclusive,
  },
  '2019-09': {
    $schema: draft2019,
    definitions: '$defs',
    toAnchor: (name) => ({ $anchor: name }),
    toTuple: toList,
    toAbove: toExclusive,
  },
  '2020-12': {
    $schema: draft2020,
    definitions: '$defs',
    toAnchor: (name) => ({ $anchor: name }),
    toTuple: (items) => ({ prefixItems: [...items], items: false }) as unknown as JsonSchema,
    toAbove: toExclusive,
  },
};

const kinds = ['a', 'b', 'c'] as const;

/** Generates schemas of a draft with choices between definitions, which are referred to by pointer or by name. */
function getAuthoredSchema(spelling: Spelling): fc.Arbitrary<JsonSchema> {
  const { $schema, definitions, toAnchor, toTuple, toAbove } = spelling;
  const getReference = (kind: string) =>
    fc.constantFrom<JsonSchema>({ $ref: `#${kind}` }, { $ref: `#/${definitions}/${kind}` });
  const choice = fc.record({
    keyword: fc.constantFrom('oneOf', 'anyOf'),
    branches: fc.tuple(...kinds.map(getReference)),
  });
  const toChoice = ({ keyword, branches }: { keyword: string; branches: JsonSchema[] }) => ({
    [keyword]: branches,
  });
  const rules = fc.record({
    required: fc.subarray(['kind', 'size', 'name', 'row']),
    size: fc.constantFrom<JsonSchema>({ type: 'number', ...toAbove(3) }, { type: 'integer' }),
    name: fc.constantFrom<JsonSchema>({ type: 'string', minLength: 2 }, { enum: ['x', 'y'] }),
  });
  return fc
    .record({ root: choice, inner: choice, entry: choice, rules: fc.tuple(rules, rules, rules) })
    .map(({ root, inner, entry, rules: [...branches] }) => {
      const named = kinds.map((kind, index) => {
        const { required = [], size = {}, name = {} } = branches[index] ?? {};
        const properties = {
          kind: { enum: [kind] },
          size,
          name,
          row: { type: 'array', ...toTuple([size, name]) } as JsonSchema,
        };
        // An empty `required` is not allowed in draft-04.
        const rule = required.length > 0 ? { required } : {};
        return [kind, { ...toAnchor(kind), type: 'object', ...rule, properties }] as const;
      });
      return {
        $schema,
        type: 'object',
        properties: {
          inner: toChoice(inner),
          entries: { type: 'array', ...toTuple([{ type: 'string' }, toChoice(entry)]) } as JsonSchema,
        },
        ...toChoice(root),
        [definitions]: Object.fromEntries(named),
      } as JsonSchema;
    });
}

const value = fc.record(
  {
    kind: fc.constantFrom('a', 'b', 'c', 'd'),
    size: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom('4', 'many', 2.5)),
    name: fc.constantFrom('x', 'long', ''),
    row: fc.array(fc.constantFrom<number | string>(1, 5, 'x', 'long'), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

const anyProfile = fc
  .tuple(
    value,
    fc.record({ inner: value, entries: fc.array(fc.oneof(fc.string(), value)) }, { requiredKeys: [] }),
  )
  .map(([own, around]) => ({ ...own, ...around }) as JsonObject);

/** Returns the errors of data in the browser and on the server, where one compiled validator serves both. */
function createBoth(schema: JsonSchema) {
  const form = { schema, ui_schema: {} };
  const { functions, validate } = compileValidatorModule(schema);
  const readNumber = createNumberReader(english.writing);
  const inBrowser = createFormValidation(form, functions, translateToEnglish, english);
  const onServer = (data: JsonObject) =>
    validateData(form, validate, coerceObject(schema, data, readNumber), {
      translate: translateToEnglish,
      ...english,
    });
  return { inBrowser, onServer };
}

describe.each(Object.entries(spellings))('a schema of %s, as its author wrote it', (_, spelling) => {
  test('has the same errors in the browser and on the server', () => {
    let invalid = 0;
    fc.assert(
      fc.property(
        getAuthoredSchema(spelling),
        fc.array(anyProfile, { minLength: 5, maxLength: 5 }),
        (schema, all) => {
          const { inBrowser, onServer } = createBoth(schema);
          for (const data of all) {
            const errors = onServer(data);
            if (Object.keys(errors).length > 0) invalid += 1;
            expect(inBrowser(data)).toEqual(errors);
          }
        },
      ),
      { numRuns: 40 },
    );
    expect(invalid).toBeGreaterThan(0);
  });
});

test('a choice between anchors reports the errors of the branch that the data chooses', () => {
  const branch = (kind: string, ...required: string[]) => ({
    $anchor: kind,
    type: 'object',
    required,
    properties: { kind: { const: kind }, size: { type: 'integer' }, name: { type: 'string' } },
  });
  const schema = {
    $schema: draft2020,
    type: 'object',
    oneOf: [{ $ref: '#a' }, { $ref: '#b' }],
    $defs: { a: branch('a', 'name'), b: branch('b', 'size') },
  } as JsonSchema;
  const { inBrowser, onServer } = createBoth(schema);
  const expected = { size: { __errors: [expect.stringContaining('Size')] } };
  expect(onServer({ kind: 'b' })).toEqual(expected);
  expect(inBrowser({ kind: 'b' })).toEqual(expected);
});
