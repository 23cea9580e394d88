import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RuleError } from '../model/error-texts.ts';
import type { JsonSchema } from '../model/json-schema.ts';
import { selectErrors } from '../model/relevant-errors.ts';
import { hasReferences } from '../model/validation-work.ts';
import { checkSchema } from '../server/check-schema.ts';
import { bundleSchema } from '../server/metaschemas.ts';
import { compileValidatorModule } from '../server/validator-module.ts';
import { anyData, anySchema } from '../testing/arbitrary-schema.ts';
import { createInterpreter } from './create-interpreter.ts';

/** Interprets data by a schema. */
async function interpret(schema: JsonSchema, data: unknown): Promise<RuleError[]> {
  const functions = await createInterpreter(schema);
  if (!functions) throw new Error('The schema is not interpreted');
  const isValid = functions.root(data);
  const errors = functions.root.errors ?? [];
  expect(isValid).toBe(errors.length === 0);
  return errors;
}

/** Returns the keywords of reported errors with their values. */
function list(errors: readonly RuleError[]): string[] {
  const reported = errors.length === 0 ? [] : selectErrors(errors);
  return [...new Set(reported.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`))].sort();
}

function compile(schema: JsonSchema) {
  try {
    checkSchema(schema);
    return compileValidatorModule(bundleSchema(schema)).validate;
  } catch {
    return null;
  }
}

describe('the interpreter', () => {
  test('accepts and reports what a compiled validator does', async () => {
    let compared = 0;
    const property = fc.asyncProperty(anySchema, fc.array(anyData, { maxLength: 5 }), async (schema, all) => {
      // Ajv ignores some properties named `__proto__` and sets a prototype instead. Properties such as `toString` count
      // as evaluated.
      if (/__proto__|unevaluated.*toString/.test(JSON.stringify([schema, all]))) return;
      const validate = compile(schema);
      if (!validate) return;
      for (const data of all) {
        const errors = await interpret(bundleSchema(schema), data);
        const isValid = validate(data);
        // The server estimates the work before it validates, and also refuses recursion that would end.
        if (validate.errors?.some(({ keyword }) => keyword === 'tooComplex')) continue;
        expect(errors.length === 0).toBe(isValid);
        compared += 1;
        // Ajv's paths do not lead through references.
        if (!hasReferences(schema)) expect(list(errors)).toEqual(list(validate.errors ?? []));
      }
    });
    await fc.assert(property, { numRuns: 1000 });
    expect(compared).toBeGreaterThan(300);
  });

  test('reports the branch of a choice through its references', async () => {
    const schema: JsonSchema = {
      properties: { pet: { anyOf: [{ $ref: '#/$defs/cat' }, { $ref: '#/$defs/dog' }] } },
      $defs: {
        cat: { required: ['name'], properties: { kind: { const: 'cat' }, name: { type: 'string' } } },
        dog: { $ref: '#/$defs/animal' },
        animal: { required: ['name'], properties: { kind: { const: 'dog' }, name: { type: 'string' } } },
      },
    };
    const errors = await interpret(schema, { pet: { kind: 'dog' } });
    expect(errors.map(({ schemaPath }) => schemaPath)).toEqual([
      '#/properties/pet/anyOf/0/required',
      '#/properties/pet/anyOf/0/properties/kind/const',
      '#/properties/pet/anyOf/1/required',
      '#/properties/pet/anyOf',
    ]);
    expect(list(errors)).toEqual(['/pet required']);
  });

  test('takes no text of a schema for an identifier or a reference', async () => {
    const values = {
      $id: 'https://example.com/a',
      $schema: 'x',
      $ref: 'https://example.com/b',
      $anchor: 'c',
    };
    const schema: JsonSchema = {
      properties: {
        $ref: { type: 'string' },
        $id: { type: 'number' },
        a: { enum: [values, 1], default: values },
      },
      required: ['$id'],
    };
    expect(await interpret(schema, { $ref: 'a', $id: 1, a: values })).toEqual([]);
    expect(list(await interpret(schema, { $ref: 1, a: 'b' }))).toEqual([
      ' required',
      '/$ref type',
      '/a enum',
    ]);
  });
});

describe('a hostile schema does not hang the page', () => {
  const doubling = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `a${index}`,
      { allOf: [{ $ref: `#/$defs/a${index + 1}` }, { $ref: `#/$defs/a${index + 1}` }] },
    ]),
  );
  const conditions = Array.from({ length: 40 }).reduce<JsonSchema>(
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    (inner) => ({ if: inner, then: true, else: true }),
    { minimum: 1 },
  );
  const deep = JSON.parse(`${'{"not":'.repeat(20_000)}{}${'}'.repeat(20_000)}`) as JsonSchema;

  test.each<[what: string, schema: JsonSchema, data: unknown, keywords: string[]]>([
    ['references that double', { $ref: '#/$defs/a0', $defs: { ...doubling, a40: {} } }, 1, ['tooComplex']],
    ['recursion without end', { allOf: [{ $ref: '#' }] }, 1, ['tooComplex']],
    ['nested conditions', conditions, 1, []],
    ['a pattern', { pattern: '^(a+)+$' }, `${'a'.repeat(100)}!`, ['pattern']],
    ['a pattern of names', { patternProperties: { '^(a|a)*$': false } }, { [`${'a'.repeat(100)}!`]: 1 }, []],
    [
      'an additional name',
      { patternProperties: { '^(a|a)*$': true }, additionalProperties: false },
      { b: 1 },
      ['additionalProperties'],
    ],
    ['data without end', {}, Array.from({ length: 30_000 }, () => 1), ['tooComplex']],
  ])('%s', async (_, schema, data, keywords) => {
    expect((await interpret(schema, data)).map(({ keyword }) => keyword)).toEqual(keywords);
  });

  test.each<[what: string, schema: JsonSchema]>([
    ['a schema that is too large', { enum: Array.from({ length: 60_000 }, (_, index) => index) }],
    ['a schema that is nested too deep', deep],
    ['a reference out of the document', { $ref: 'https://example.com/schema' }],
  ])('%s is left to the server', async (_, schema) => {
    expect(await createInterpreter(schema)).toBeNull();
  });
});
