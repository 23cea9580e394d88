import fc from 'fast-check';
import {
  followReference,
  getRootSchemas,
  isJsonObject,
  type JsonSchema,
  type JsonValue,
} from 'schema-form/server';

const deepest = 4;

/** Generates data that roughly follow a schema: mostly of the right types, often but not always valid. */
export function arbitraryData(schema: JsonSchema): fc.Arbitrary<JsonValue> {
  const { root } = getRootSchemas(schema);
  return arbitraryValue(root, root, 0);
}

function arbitraryValue(root: JsonSchema, schema: unknown, depth: number): fc.Arbitrary<JsonValue> {
  const anything = (fc.jsonValue({ maxDepth: 1 }) as fc.Arbitrary<JsonValue>).filter(
    // Plain Ajv calls these methods of a value, and throws when they are data.
    (value) => !/"(valueOf|toString)":/.test(JSON.stringify(value)),
  );
  if (!isJsonObject(schema) || depth > deepest) return anything;
  const current = schema as JsonSchema;
  const inner = (value: unknown) => arbitraryValue(root, value, depth + 1);
  const candidates: fc.Arbitrary<JsonValue>[] = [];
  const target = followReference(root, current);
  if (target) candidates.push(inner(target));
  for (const keyword of ['anyOf', 'oneOf', 'allOf']) {
    const branches = current[keyword];
    if (Array.isArray(branches)) candidates.push(...branches.map(inner));
  }
  if (current.enum?.length) candidates.push(fc.constantFrom(...current.enum));
  if (current.const !== undefined) candidates.push(fc.constant(current.const));
  const types = Array.isArray(current.type) ? current.type : [current.type];
  for (const type of types) {
    if (type === 'string') candidates.push(arbitraryText());
    if (type === 'integer') candidates.push(fc.integer({ min: -5, max: 100 }));
    if (type === 'number') candidates.push(fc.integer({ min: -40, max: 400 }).map((value) => value / 4));
    if (type === 'boolean') candidates.push(fc.boolean());
    if (type === 'null') candidates.push(fc.constant(null));
    if (type === 'array') candidates.push(arbitraryList(current, inner));
  }
  if (types.includes('object') || current.properties) candidates.push(arbitraryObject(current, inner));
  if (candidates.length === 0) return anything;
  return fc.oneof({ weight: 1, arbitrary: anything }, { weight: 9, arbitrary: fc.oneof(...candidates) });
}

/** Generates texts: examples of formats, and random ones. */
function arbitraryText(): fc.Arbitrary<string> {
  const some = [
    '',
    'a',
    'abc',
    'A 1',
    '12',
    '2026-02-03',
    'a@example.com',
    'https://example.com/',
    'captain',
  ];
  return fc.oneof(fc.constantFrom(...some), fc.string({ maxLength: 8 }));
}

type Inner = (schema: unknown) => fc.Arbitrary<JsonValue>;

function arbitraryList(schema: JsonSchema, inner: Inner): fc.Arbitrary<JsonValue> {
  const { items, additionalItems } = schema;
  const first = Array.isArray(items) ? items : [];
  const others = Array.isArray(items) ? additionalItems : items;
  return fc
    .tuple(fc.tuple(...first.map(inner)), fc.array(inner(others), { maxLength: 3 }))
    .map(([beginning, rest]) => [...beginning, ...rest]);
}

function arbitraryObject(schema: JsonSchema, inner: Inner): fc.Arbitrary<JsonValue> {
  const entries = Object.entries(schema.properties ?? {}).slice(0, 30);
  const own = fc.tuple(
    ...entries.map(([key, value]) =>
      fc.option(
        inner(value).map((data): [string, JsonValue] => [key, data]),
        { freq: 3, nil: null },
      ),
    ),
  );
  const others = fc.option(
    fc.dictionary(fc.constantFrom('home', 'price_tea', 'Z'), inner(schema.additionalProperties), {
      maxKeys: 2,
    }),
    { freq: 1, nil: {} },
  );
  return fc.tuple(own, others).map(([pairs, more]): JsonValue => {
    const known = pairs.filter((pair) => pair !== null);
    return Object.fromEntries([...known, ...Object.entries(more)]);
  });
}
