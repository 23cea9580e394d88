import { afterEach, describe, expect, test } from 'vitest';
import { FormDefinitionError } from '../model/form-definition-error.ts';
import type { JsonSchema } from '../model/json-schema.ts';
import { requireRuntimeModule } from '../model/validator-runtime.ts';
import { compileValidatorModule } from './validator-module.ts';

const reached = globalThis as { reached?: boolean };

afterEach(() => {
  delete reached.reached;
});

/** Texts that run as code if a generator inserts them unquoted or quotes them incorrectly. */
const hostileTexts = [
  '*/globalThis.reached=true;/*',
  '*/}globalThis.reached=true;{/*',
  '"+(globalThis.reached=true)+"',
  "'+(globalThis.reached=true)+'",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is to be one if code generators let it
  '${globalThis.reached=true}',
  '`+(globalThis.reached=true)+`',
  '\nglobalThis.reached=true\n',
  '\u2028globalThis.reached=true\u2028',
  '\\";globalThis.reached=true;"',
  ']);globalThis.reached=true;([',
  'globalThis.reached=true',
  '__proto__',
];

/** Creates a schema for each position in which its author may write a text. */
function createSchemas(text: string): Record<string, unknown> {
  const { [text]: escaped } = { [text]: text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&') };
  const pointer = encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'));
  return {
    $id: { $id: text },
    '$id of another type': { $ref: '#/x', x: { $id: [text], type: 'string' } },
    '$id in a list': { $ref: '#/x/0', x: [{ $id: { a: text } }] },
    '$id of a subschema': { properties: { a: { $id: text, type: 'string' } } },
    $anchor: { $ref: `#${pointer}`, $defs: { a: { $anchor: text } } },
    $dynamicAnchor: { $dynamicRef: `#${pointer}`, $defs: { a: { $dynamicAnchor: text } } },
    $comment: { $comment: text },
    $defs: { properties: { a: { $ref: `#/$defs/${pointer}` } }, $defs: { [text]: { type: 'string' } } },
    title: { title: text, description: text, default: text, examples: [text] },
    type: { type: text },
    properties: { properties: { [text]: { type: 'string', properties: { [text]: { minLength: 1 } } } } },
    required: { required: [text, 'a'], properties: { [text]: {} } },
    patternProperties: { patternProperties: { [escaped ?? '']: { type: 'string' } } },
    additionalProperties: { properties: { [text]: {} }, additionalProperties: false },
    unevaluatedProperties: { allOf: [{ properties: { [text]: {} } }], unevaluatedProperties: false },
    propertyNames: { propertyNames: { const: text } },
    dependentRequired: { dependentRequired: { [text]: [text], a: [text] } },
    dependentSchemas: { dependentSchemas: { [text]: { required: [text] } } },
    dependencies: { dependencies: { [text]: [text], a: { required: [text] } } },
    enum: { enum: [text, { [text]: text }] },
    const: { const: { [text]: [text] } },
    pattern: { properties: { a: { pattern: escaped } } },
    format: { properties: { a: { format: text } } },
    formatMinimum: {
      properties: { a: { format: 'date', formatMinimum: text, formatExclusiveMaximum: text } },
    },
    contentMediaType: { properties: { a: { contentMediaType: text, contentEncoding: text } } },
    discriminator: {
      discriminator: { propertyName: text },
      oneOf: [{ properties: { [text]: { const: text } }, required: [text] }],
    },
    'oneOf, anyOf, not, if': {
      oneOf: [{ required: [text] }, { const: text }],
      anyOf: [{ properties: { [text]: { const: text } } }],
      not: { const: text },
      if: { required: [text] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: { [text]: { enum: [text] } } },
    },
    'lists and numbers': {
      properties: {
        a: { items: { const: text }, contains: { const: text }, minItems: text, uniqueItems: text },
      },
    },
    minimum: { properties: { a: { minimum: text, multipleOf: text, maxLength: text } } },
    'an unknown keyword': { [text]: { [text]: text } },
    'a keyword of Ajv alone': {
      nullable: text,
      $async: text,
      $data: text,
      id: text,
      $vocabulary: { [text]: true },
    },
    'a keyword of rjsf': { __additional_property: text },
  };
}

describe('the text of an author', () => {
  const places = Object.keys(createSchemas(''));

  test.each(places)('is never code in %s', (place) => {
    for (const text of hostileTexts) {
      const schema = createSchemas(text)[place] as JsonSchema;
      try {
        const { source, functions } = compileValidatorModule(schema);
        for (const data of [{}, { [text]: text, a: text }, { a: [text, 1] }, text, [text]])
          functions.root(data);
        // The browser runs it in the same way.
        const body = source.slice(source.indexOf('{', source.indexOf('=> ')) + 1, source.lastIndexOf('}'));
        (new Function('require', body)(requireRuntimeModule) as typeof functions).root({ [text]: text });
      } catch {
        // Refusing the schema is fine too. It only matters that nothing ran.
      }
      expect(reached.reached, JSON.stringify(text)).toBeUndefined();
    }
  });

  test('can’t end the comment into which Ajv writes an $id', () => {
    for (const $id of ['*/globalThis.reached=true/*', 'http://example.com/*/']) {
      expect(() => compileValidatorModule({ $defs: { 'a/b': { $id } } })).toThrow(
        new FormDefinitionError('/schema/$defs/a~1b/$id', 'must not contain "*/"'),
      );
    }
  });

  test('does not appear in a comment', () => {
    const $id = 'http://example.com/"form\\.json';
    const { source, functions } = compileValidatorModule({
      $id,
      properties: { a: { $ref: 'b' } },
      $defs: { b: { $id: 'b', enum: ['{instancePath="", a){/*# sourceURL=', ' */'] } },
    });
    expect(source).not.toContain('/*# sourceURL="http');
    expect(functions.root({ a: '{instancePath="", a){/*# sourceURL=' })).toBe(true);
    expect(functions.root({ a: 'b' })).toBe(false);
  });
});

describe('data', () => {
  test('do not have inherited members', () => {
    const { validate } = compileValidatorModule({
      required: ['toString'],
      properties: { constructor: { type: 'string' }, valueOf: { type: 'string' } },
    });
    expect(validate({})).toBe(false);
    expect(validate.errors?.map(({ keyword }) => keyword)).toEqual(['required']);
    expect(validate({ toString: '' })).toBe(true);
  });

  test('with many large items are checked for uniqueness in linear time', () => {
    const { validate, source } = compileValidatorModule({ items: { type: 'object' }, uniqueItems: true });
    expect(source).toContain('hasSameTwice');
    const create = (index: number) =>
      Object.fromEntries(
        Array.from({ length: 60 }, (_, key) => [`k${key}`, key === 59 ? index : 'x'.repeat(8)]),
      );
    const list = Array.from({ length: 5000 }, (_, index) => create(index));
    const start = process.cpuUsage();
    expect(validate(list)).toBe(true);
    // The order of keys is irrelevant.
    expect(validate([...list, Object.fromEntries(Object.entries(create(7)).reverse())])).toBe(false);
    expect(validate.errors).toMatchObject([{ keyword: 'uniqueItems', instancePath: '' }]);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(3000);
    const any = compileValidatorModule({ uniqueItems: true });
    expect(any.validate([1, '1', true, 'true', null, [], {}, 0, -1])).toBe(true);
    expect(any.validate([1, 1])).toBe(false);
  });

  /** In these types, `a0` refers to `a1` twice, `a1` to `a2`, and so on. */
  const double = (levels: number): JsonSchema => {
    const refer = (level: number) => ({ $ref: `#/$defs/a${level}` });
    const define = (level: number): [string, JsonSchema] => [
      `a${level}`,
      level === levels ? { type: 'object' } : { allOf: [refer(level + 1), refer(level + 1)] },
    ];
    return {
      ...refer(0),
      $defs: Object.fromEntries(Array.from({ length: levels + 1 }, (_, level) => define(level))),
    };
  };

  test('are refused if doubling references would take exponential time', () => {
    const { validate } = compileValidatorModule(double(60));
    expect(validate({})).toBe(false);
    expect(validate.errors).toMatchObject([{ keyword: 'tooComplex' }]);
    expect(compileValidatorModule(double(10)).validate({})).toBe(true);
  });

  test('are refused if each level of a recursive type doubles the work', () => {
    const { validate } = compileValidatorModule({
      $ref: '#/$defs/expression',
      $defs: {
        expression: {
          anyOf: ['and', 'or', 'not', 'if'].map((name) => ({
            properties: { op: { const: name }, of: { items: { $ref: '#/$defs/expression' } } },
          })),
        },
      },
    });
    const nest = (depth: number): object =>
      depth === 0 ? { op: 'if' } : { op: 'if', of: [nest(depth - 1)] };
    expect(validate(nest(4))).toBe(true);
    expect(validate(nest(30))).toBe(false);
    expect(validate.errors).toMatchObject([{ keyword: 'tooComplex' }]);
  });

  test('are refused if a schema refers to itself for the same value', () => {
    const { validate } = compileValidatorModule({
      $ref: '#/$defs/a',
      $defs: { a: { allOf: [{ $ref: '#/$defs/a' }] } },
    });
    expect(validate({})).toBe(false);
  });
});
