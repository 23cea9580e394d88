import type { JsonSchema } from './json-schema.ts';

const scalarTypes: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean']);

/** Keywords that stay as they are in the schema of a scalar. */
const scalarKeywords = new Set([
  'type',
  'enum',
  'title',
  'description',
  'default',
  'examples',
  'readOnly',
  'writeOnly',
  'deprecated',
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'x-normalize',
  'x-forgive',
]);

/**
 * Returns whether a schema certainly describes a text, a number or a boolean in normal form. This takes little time, and
 * holds for most schemas of a form.
 */
export function isNormalScalar(schema: JsonSchema): boolean {
  return (
    scalarTypes.has(schema.type) &&
    schema.format !== 'binary' &&
    Object.keys(schema).every((keyword) => scalarKeywords.has(keyword)) &&
    (schema.enum === undefined || schema.enum.every((value) => typeof value !== 'object'))
  );
}
