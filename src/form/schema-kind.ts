import {
  getTypes,
  getUiOption,
  isJsonObject,
  type JsonSchema,
  type UiSchema,
} from '../../shared/json-schema.ts';

/** How a schema is drawn: by our own object or leaf, or by the parts of rjsf for everything else. */
export type SchemaKind = 'object' | 'text' | 'number' | 'boolean' | 'choice' | 'untyped' | 'complex';

/** Keywords whose meaning depends on the data, or that lead elsewhere. */
const complexKeywords = [
  '$ref',
  '$dynamicRef',
  '$recursiveRef',
  'anyOf',
  'oneOf',
  'allOf',
  'not',
  'if',
  'dependencies',
  'dependentSchemas',
  'dependentRequired',
  'patternProperties',
  'const',
  'deprecated',
];

const kinds = new WeakMap<JsonSchema, SchemaKind>();

/** The kind of a schema; asked for at every drawing, so it is remembered. */
export function getSchemaKind(schema: JsonSchema): SchemaKind {
  const known = kinds.get(schema);
  if (known) return known;
  const kind = findKind(schema);
  kinds.set(schema, kind);
  return kind;
}

function findKind(schema: JsonSchema): SchemaKind {
  if (complexKeywords.some((keyword) => keyword in schema)) return 'complex';
  // Said by the normaliser of a value of which the schema says no type, or several.
  if (schema['x-types']) return 'untyped';
  const types = getTypes(schema);
  const [type] = types;
  if (types.length > 1) return 'complex';
  if (type === 'object' && schema.properties && !schema.additionalProperties) return 'object';
  if (schema.enum && type !== 'object' && type !== 'array') return 'choice';
  if (type === 'boolean') return 'boolean';
  if (type === 'number' || type === 'integer') return 'number';
  const isText = type === 'string' && schema.format !== 'data-url' && schema.format !== 'color';
  return isText ? 'text' : 'complex';
}

const ownWidgets = new Set(['text', 'textarea', 'select', 'radio', 'checkbox', 'email', 'uri', 'hidden']);

/** Whether a field of ours draws this; `ui:field` and foreign widgets go through rjsf's own path. */
export function isDrawnByUs(schema: JsonSchema, uiSchema: UiSchema | undefined): boolean {
  if (getUiOption(uiSchema, 'field') !== undefined) return false;
  const widget = getUiOption(uiSchema, 'widget');
  return (
    getSchemaKind(schema) !== 'complex' &&
    getSchemaKind(schema) !== 'untyped' &&
    (widget === undefined || (typeof widget === 'string' && ownWidgets.has(widget)))
  );
}

/** Whether any part of a form needs the parts of rjsf that are loaded on demand. */
export function needsComplexFields(schema: JsonSchema, uiSchema: UiSchema | undefined): boolean {
  if (!isDrawnByUs(schema, uiSchema)) return true;
  return Object.entries(schema.properties ?? {}).some(([key, property]) => {
    const own: unknown = uiSchema?.[key];
    return (
      !isJsonObject(property) ||
      needsComplexFields(property as JsonSchema, isJsonObject(own) ? own : undefined)
    );
  });
}
