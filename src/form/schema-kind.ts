import {
  getTypes,
  getUiOption,
  isJsonObject,
  type JsonSchema,
  type UiSchema,
} from '../../shared/json-schema.ts';
import { getWidget, getWidgetName, isListOfOneField } from './widgets/widget-names.ts';

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

function hasComplexKeyword(schema: JsonSchema): boolean {
  return complexKeywords.some((keyword) => keyword in schema);
}

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
  if (hasComplexKeyword(schema)) return 'complex';
  // Said by the normaliser of a value of which the schema says no type, or several.
  if (schema['x-types']) return 'untyped';
  const types = getTypes(schema);
  const [type] = types;
  if (types.length > 1) return 'complex';
  if (type === 'object' && schema.properties && !schema.additionalProperties) return 'object';
  if (schema.enum && type !== 'object' && type !== 'array') return 'choice';
  if (type === 'boolean') return 'boolean';
  if (type === 'number' || type === 'integer') return 'number';
  return type === 'string' && schema.format !== 'data-url' ? 'text' : 'complex';
}

/** Whether a field of ours draws this; `ui:field` and templates of the host go through rjsf's own path. */
export function isDrawnByUs(schema: JsonSchema, uiSchema: UiSchema | undefined): boolean {
  if (foreignOptions.some((name) => getUiOption(uiSchema, name) !== undefined)) return false;
  const kind = getSchemaKind(schema);
  if (kind !== 'complex') return kind !== 'untyped';
  return isListOfOneField(schema, uiSchema) && !hasComplexKeyword(schema);
}

const foreignOptions = ['field', 'FieldTemplate', 'ObjectFieldTemplate', 'ArrayFieldTemplate'];

/** Whether a schema is the same whatever the data are: without choices, conditions and open lists. */
export function hasOneShape(schema: JsonSchema): boolean {
  const kind = getSchemaKind(schema);
  if (kind === 'object') {
    return Object.values(schema.properties ?? {}).every(
      (property) => isJsonObject(property) && hasOneShape(property as JsonSchema),
    );
  }
  if (kind !== 'complex') return kind !== 'untyped';
  const items = schema.items ?? {};
  if (schema.type !== 'array' || hasComplexKeyword(schema) || !isJsonObject(items)) return false;
  return items.enum ? schema.uniqueItems === true : items.type === 'string' && !schema.minItems;
}

/** Whether any part of a form needs the parts of rjsf that are loaded on demand. */
export function needsComplexFields(schema: JsonSchema, uiSchema: UiSchema | undefined): boolean {
  return !hasOneShape(schema) || somePart(schema, uiSchema, (part, own) => !isDrawnByUs(part, own));
}

/** Whether any part of a form needs the widgets that are loaded on demand. */
export function needsMoreWidgets(schema: JsonSchema, uiSchema: UiSchema | undefined): boolean {
  return somePart(schema, uiSchema, (part, own) => {
    if (!isDrawnByUs(part, own) || getUiOption(own, 'checkUrl') !== undefined) return true;
    return getSchemaKind(part) !== 'object' && getWidget(getWidgetName(part, own)).isLate === true;
  });
}

/** Whether `test` holds for a schema, or for one of the properties in it, at any depth. */
function somePart(
  schema: JsonSchema,
  uiSchema: UiSchema | undefined,
  test: (schema: JsonSchema, uiSchema: UiSchema | undefined) => boolean,
): boolean {
  if (test(schema, uiSchema)) return true;
  return Object.entries(schema.properties ?? {}).some(([key, property]) => {
    const own: unknown = uiSchema?.[key];
    return (
      !isJsonObject(property) || somePart(property as JsonSchema, isJsonObject(own) ? own : undefined, test)
    );
  });
}
