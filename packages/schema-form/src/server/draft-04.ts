import type { JsonSchema } from '../model/json-schema.ts';

const schemas: JsonSchema = { type: 'array', minItems: 1, items: { $ref: '#' } };
const schemaMap: JsonSchema = { type: 'object', additionalProperties: { $ref: '#' } };
const count: JsonSchema = { type: 'integer', minimum: 0 };
const names: JsonSchema = { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string' } };
const types = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];

/** The metaschema of draft-04, which Ajv does not include. */
export const draft04: JsonSchema = {
  $schema: 'http://json-schema.org/draft-04/schema#',
  id: 'http://json-schema.org/draft-04/schema#',
  description: 'Core schema meta-schema',
  type: 'object',
  properties: {
    id: { type: 'string' },
    $schema: { type: 'string' },
    title: { type: 'string' },
    description: { type: 'string' },
    default: {},
    multipleOf: { type: 'number', minimum: 0, exclusiveMinimum: true },
    maximum: { type: 'number' },
    exclusiveMaximum: { type: 'boolean' },
    minimum: { type: 'number' },
    exclusiveMinimum: { type: 'boolean' },
    maxLength: count,
    minLength: count,
    pattern: { type: 'string' },
    additionalItems: { anyOf: [{ type: 'boolean' }, { $ref: '#' }] },
    items: { anyOf: [{ $ref: '#' }, schemas] },
    maxItems: count,
    minItems: count,
    uniqueItems: { type: 'boolean' },
    maxProperties: count,
    minProperties: count,
    required: names,
    additionalProperties: { anyOf: [{ type: 'boolean' }, { $ref: '#' }] },
    definitions: schemaMap,
    properties: schemaMap,
    patternProperties: schemaMap,
    dependencies: { type: 'object', additionalProperties: { anyOf: [{ $ref: '#' }, names] } },
    enum: { type: 'array', minItems: 1, uniqueItems: true },
    type: {
      anyOf: [{ enum: types }, { type: 'array', items: { enum: types }, minItems: 1, uniqueItems: true }],
    },
    format: { type: 'string' },
    allOf: schemas,
    anyOf: schemas,
    oneOf: schemas,
    not: { $ref: '#' },
  },
  dependencies: { exclusiveMaximum: ['maximum'], exclusiveMinimum: ['minimum'] },
};
