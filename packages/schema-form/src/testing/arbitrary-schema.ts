import fc from 'fast-check';
import type { JsonSchema, JsonValue, UiSchema } from '../model/json-schema.ts';

/** Only a few names, so that data and schemas often use the same ones. */
const key = fc.constantFrom('a', 'b', 'c', '1', '__proto__', 'toString', ' ');
const scalar = fc.oneof(
  fc.constantFrom<JsonValue>(
    null,
    true,
    1,
    2.5,
    1e300,
    '',
    'a',
    'b',
    '2024-02-30',
    '2024-03-15T10:00:00+04:00',
  ),
  fc.constantFrom('data:image/png;name=%zz;base64,AA', 'https://example.com', '#ff0000', 'P1D', 'a@b', '٣'),
  fc.string({ maxLength: 5 }),
);

/** Small JSON values of every shape. */
export const anyData: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

const format = fc.constantFrom(
  'date',
  'date-time',
  'time',
  'duration',
  'email',
  'tel',
  'uri',
  'color',
  'data-url',
  'x',
);
const type = fc.constantFrom('object', 'array', 'string', 'number', 'integer', 'boolean', 'null');
const reference = fc.constantFrom('#', '#/$defs/a', '#/$defs/b', '#/nowhere', '#anchor', 'other.json', '%');

/** Generates objects with up to `most` of the given keys. */
function someOf(arbitraries: Record<string, fc.Arbitrary<unknown>>, most: number): fc.Arbitrary<object> {
  const entries = Object.entries(arbitraries).map(([name, value]) => fc.tuple(fc.constant(name), value));
  return fc.array(fc.oneof(...entries), { maxLength: most }).map((chosen) => Object.fromEntries(chosen));
}

function getSchema(depth: number): fc.Arbitrary<JsonSchema> {
  const scalarKeywords = {
    title: fc.constantFrom('T', ''),
    type: fc.oneof(type, fc.array(type, { maxLength: 2 })),
    format,
    enum: fc.array(anyData, { minLength: 1, maxLength: 3 }),
    const: anyData,
    required: fc.array(key, { maxLength: 2 }),
    discriminator: fc.record({ propertyName: key }),
    contentEncoding: fc.constant('base64'),
    deprecated: fc.boolean(),
    minimum: fc.constant(1),
    pattern: fc.constantFrom('^a', '['),
    $ref: reference,
    $anchor: fc.constant('anchor'),
    $id: fc.constantFrom('other.json', '%'),
  };
  if (depth === 0) return someOf(scalarKeywords, 3) as fc.Arbitrary<JsonSchema>;
  const inner = fc.oneof(
    { weight: 1, arbitrary: fc.boolean() },
    { weight: 9, arbitrary: getSchema(depth - 1) },
  );
  const list = fc.array(inner, { maxLength: 3 });
  const map = fc.dictionary(key, inner, { maxKeys: 3, noNullPrototype: true });
  const names = fc.array(key, { maxLength: 2 });
  const maps = ['properties', 'dependentSchemas', '$defs'].map((keyword) => [keyword, map]);
  const lists = ['prefixItems', 'allOf', 'anyOf', 'oneOf'].map((keyword) => [keyword, list]);
  const singles = [
    'additionalProperties',
    'additionalItems',
    'unevaluatedProperties',
    'not',
    'if',
    'then',
    'else',
  ];
  return someOf(
    {
      ...scalarKeywords,
      ...Object.fromEntries([...maps, ...lists, ...singles.map((keyword) => [keyword, inner])]),
      items: fc.oneof(inner, list),
      patternProperties: fc.dictionary(fc.constantFrom('^a', '.', '['), inner, {
        maxKeys: 2,
        noNullPrototype: true,
      }),
      dependencies: fc.dictionary(key, fc.oneof(inner, names), { maxKeys: 2, noNullPrototype: true }),
    },
    5,
  ) as fc.Arbitrary<JsonSchema>;
}

/** Small schemas, many of which are contradictory or do not fit any data. */
export const anySchema = getSchema(3);

function getUiSchema(depth: number): fc.Arbitrary<UiSchema> {
  const options = {
    sensitive: fc.boolean(),
    label: fc.boolean(),
    sections: fc.array(fc.record({ title: fc.string(), fields: fc.array(key) }), { maxLength: 2 }),
  };
  const own = {
    'ui:title': fc.constantFrom('U', ''),
    'ui:widget': fc.constantFrom('color', 'month', 'file', 'date', 'hidden', 'textarea'),
    'ui:order': fc.array(fc.oneof(key, fc.constant('*')), { maxLength: 3 }),
    'ui:enumNames': fc.oneof(
      fc.array(fc.constantFrom('N', '')),
      fc.dictionary(key, fc.constant('N'), { noNullPrototype: true }),
    ),
    'ui:options': someOf(options, 2),
  };
  if (depth === 0) return someOf(own, 2) as fc.Arbitrary<UiSchema>;
  const inner = getUiSchema(depth - 1);
  const parts = ['a', 'b', 'items', 'additionalProperties'].map((name) => [name, inner]);
  const lists = ['oneOf', 'anyOf', 'items'].map((name) => [name, fc.array(inner, { maxLength: 3 })]);
  return someOf({ ...own, ...Object.fromEntries([...parts, ...lists]) }, 4) as fc.Arbitrary<UiSchema>;
}

/** uiSchemas that refer to the same few names. */
export const anyUiSchema = getUiSchema(2);
