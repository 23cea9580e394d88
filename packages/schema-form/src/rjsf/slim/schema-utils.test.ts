import type { ValidatorType } from '@rjsf/utils';
import original from '@rjsf/utils/lib/createSchemaUtils.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../model/json-schema.ts';
import createSchemaUtils, { provideSchemaUtils } from './schema-utils.ts';

const behavior = {
  constAsDefaults: 'never',
  emptyObjectFields: 'skipEmptyDefaults',
  arrayMinItems: { populate: 'requiredOnly' },
  requiredBooleanDefault: 'skip',
} as const;
const validator = {} as ValidatorType;

const key = fc.constantFrom('a', 'b', 'c');
const text = fc.constantFrom('x', 'y', '');
const texts = fc.dictionary(fc.constantFrom('other', 'more'), text, { noNullPrototype: true });
const withDefault = (type: string, value: fc.Arbitrary<unknown>) =>
  fc.record({ type: fc.constant(type), default: value }, { requiredKeys: ['type'] }).map(withoutUndefined);
const leaf = fc.oneof(
  withDefault('string', text),
  withDefault('number', fc.constantFrom(0, 1)),
  withDefault('boolean', fc.boolean()),
);
const { object } = fc.letrec<{ object: JsonSchema; property: JsonSchema }>((tie) => ({
  property: fc.oneof({ depthSize: 'small' }, leaf as fc.Arbitrary<JsonSchema>, tie('object')),
  object: fc
    .dictionary(key, tie('property') as fc.Arbitrary<JsonSchema>, { maxKeys: 3, noNullPrototype: true })
    .map((properties): JsonSchema => ({ type: 'object', properties }))
    .chain((schema) =>
      // Of a default that does not fit its schema rjsf makes this or that, and sometimes throws.
      fc
        .option(getData(schema), { nil: undefined })
        .map((own) => withoutUndefined({ ...schema, default: own })),
    ),
}));

function withoutUndefined(schema: Record<string, unknown>): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}

/** Data that may or may not have a value for each property. */
function getData(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.type === 'string') return text;
  if (schema.type === 'number') return fc.constantFrom(5, 6);
  if (schema.type === 'boolean') return fc.boolean();
  const entries = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    name,
    getData(property as JsonSchema),
  ]);
  return fc.record(Object.fromEntries(entries), { requiredKeys: [], noNullPrototype: true });
}

const schemaAndData = object.chain((schema) =>
  fc.tuple(
    fc.constant(schema),
    fc.tuple(getData(schema), texts).map(([data, others]) => ({ ...others, ...(data as object) })),
  ),
);

describe('the schema utils of a schema of one shape', () => {
  const create = (schema: JsonSchema) => createSchemaUtils(validator, schema as never, behavior);

  it('fill in the defaults that rjsf fills in', () => {
    fc.assert(
      fc.property(schemaAndData, ([schema, data]) => {
        const expected = original(validator, schema as never, behavior);
        const before = structuredClone(data);
        expect(create(schema).getDefaultFormState(schema as never, data as never)).toEqual(
          expected.getDefaultFormState(schema as never, data as never),
        );
        expect(data).toEqual(before);
      }),
    );
  });

  it('find the schema that rjsf finds for the data: the one there is', () => {
    fc.assert(
      fc.property(schemaAndData, ([schema, data]) => {
        const expected = original(validator, schema as never, behavior);
        expect(create(schema).retrieveSchema(schema as never, data as never)).toEqual(
          expected.retrieveSchema(schema as never, data as never),
        );
      }),
    );
  });

  it('find the field that rjsf finds at a path', () => {
    fc.assert(
      fc.property(object, fc.array(key, { minLength: 1, maxLength: 3 }), (schema, path) => {
        const expected = original(validator, schema as never, behavior);
        expect(create(schema).findFieldInSchema(schema as never, path)).toEqual(
          expected.findFieldInSchema(schema as never, path),
        );
      }),
    );
  });

  it('do not fill in again what was cleared', () => {
    const schema: JsonSchema = { type: 'object', properties: { a: { type: 'string', default: 'x' } } };
    expect(create(schema).getDefaultFormState(schema as never, {} as never, false, true)).toEqual({});
  });

  it('leave what no option is to the rules, where there is a default too', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: { a: { type: 'string', enum: ['x', 'y'], default: 'x' } },
    };
    const data = { a: 'something else' };
    expect(create(schema).getDefaultFormState(schema as never, data as never)).toEqual(data);
  });

  it('differ when the schema or the validator does', () => {
    const schema: JsonSchema = { type: 'object', properties: {} };
    const utils = create(schema);
    expect(utils.doesSchemaUtilsDiffer(validator, structuredClone(schema) as never)).toBe(false);
    expect(utils.doesSchemaUtilsDiffer(validator, { ...schema, title: 'Other' } as never)).toBe(true);
    expect(utils.doesSchemaUtilsDiffer({} as ValidatorType, schema as never)).toBe(true);
  });
});

describe('the schema utils of any other schema', () => {
  it('are those of rjsf', () => {
    provideSchemaUtils(original);
    const schema = { type: 'object', anyOf: [{ required: ['a'] }, { required: ['b'] }] };
    const utils = createSchemaUtils(validator, schema as never, behavior);
    expect(utils).toBeInstanceOf(original(validator, schema as never).constructor);
  });
});
