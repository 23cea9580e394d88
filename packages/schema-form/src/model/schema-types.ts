/** Infers the type of a normalized schema, because the type decides which field renders a value. */
import type { JsonSchema, JsonValue } from './json-schema.ts';

/** The types that a person can choose if the schema states no type. */
export const anyType = ['string', 'number', 'boolean'];

const typesOfKeywords: [string, string[]][] = [
  [
    'object',
    ['properties', 'patternProperties', 'additionalProperties', 'propertyNames', 'required', 'maxProperties'],
  ],
  ['array', ['items', 'minItems', 'maxItems', 'uniqueItems']],
  ['string', ['format', 'pattern', 'minLength', 'maxLength', 'contentEncoding', 'contentMediaType']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
];

const choosers = ['$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'enum'];
const typingKeywords = ['type', 'x-types', ...choosers];
const memberKeywords = [
  'properties',
  'patternProperties',
  'additionalProperties',
  'dependencies',
  ...choosers,
];

/** Adds the type that the other keywords imply. Of several types, one is kept, or people choose. */
export function inferType(schema: JsonSchema): JsonSchema {
  // Objects and lists in `enum` are options. People choose them and don't edit them.
  if (schema.enum?.some((value) => typeof value === 'object' && value !== null)) {
    const { type: _, ...choice } = schema;
    return choice;
  }
  if (Array.isArray(schema.type)) return normalizeTypes(schema, schema.type);
  if (schema.type !== undefined) return schema;
  if (schema.enum) {
    const types = new Set(schema.enum.filter((value) => value !== null).map(getTypeOf));
    const [type] = types;
    if (types.size !== 1 || type === undefined) return schema;
    return { ...schema, type: schema.enum.includes(null) ? [type, 'null'] : type };
  }
  const type = getImpliedType(schema);
  if (type)
    return {
      ...schema,
      type,
      ...(type === 'array' && schema.items === undefined && { items: { 'x-types': anyType } }),
    };
  return schema;
}

/** Returns the type that the keywords of a schema imply; undefined if they imply none. */
export function getImpliedType(schema: JsonSchema): string | undefined {
  return typesOfKeywords.find(([, keywords]) => keywords.some((keyword) => keyword in schema))?.[0];
}

/** Returns a branch with the type of its parent if the branch has no type. */
export function inheritType(branch: JsonSchema, parent: JsonSchema): JsonSchema {
  const { type } = parent;
  const isOpen = branch.type === undefined && branch.$ref === undefined && type !== undefined;
  return isOpen ? { type, ...branch } : branch;
}

/** Returns whether a schema allows values of any type. */
export function allowsAnyType(schema: JsonSchema): boolean {
  return !typingKeywords.some((keyword) => keyword in schema);
}

/** Allows people to add properties to an object whose schema does not describe its members. */
export function openObject(schema: JsonSchema): JsonSchema {
  const isOpen = schema.type === 'object' && !memberKeywords.some((keyword) => keyword in schema);
  return isOpen ? { ...schema, additionalProperties: true } : schema;
}

function normalizeTypes(schema: JsonSchema, types: readonly string[]): JsonSchema {
  const own = types.filter((type) => type !== 'null');
  const [type] = own;
  if (own.length === 0) return { ...schema, type: 'null' };
  if (own.length === 1 && (type === 'object' || type === 'array')) return { ...schema, type };
  if (own.length === 1 || schema.enum) return schema;
  const { type: _, ...rest } = schema;
  return { ...rest, 'x-types': own };
}

function getTypeOf(value: JsonValue): string {
  if (Array.isArray(value)) return 'array';
  return value === null ? 'null' : typeof value;
}
