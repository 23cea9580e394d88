import { isFileFormat } from './file-fields.ts';
import { getTypes, getUiOption, isJsonObject, type JsonSchema, type UiSchema } from './json-schema.ts';
import { getWidget, getWidgetName, isListOfOneField } from './widget-names.ts';

/** How a schema is drawn: by our own object or leaf, or by the parts of rjsf for everything else. */
export type SchemaKind = 'object' | 'text' | 'number' | 'boolean' | 'choice' | 'untyped' | 'complex';

/** Keywords whose meaning depends on the data, or that lead elsewhere. */
const complexKeywords = [
  'x-on-demand',
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
  return type === 'string' && !isFileFormat(schema.format) ? 'text' : 'complex';
}

/** Whether a field of ours draws this; `ui:field` and templates of the host go through rjsf's own path. */
export function isDrawnByUs(schema: JsonSchema, uiSchema: UiSchema | undefined): boolean {
  if (foreignOptions.some((name) => getUiOption(uiSchema, name) !== undefined)) return false;
  const kind = getSchemaKind(schema);
  if (kind !== 'complex') return kind !== 'untyped';
  return isListOfOneField(schema, uiSchema) && !hasComplexKeyword(schema);
}

const foreignOptions = ['field', 'FieldTemplate', 'ObjectFieldTemplate', 'ArrayFieldTemplate'];

const shapes = new WeakMap<JsonSchema, boolean>();

/** Whether a schema is the same whatever the data are: without choices, conditions and open lists. */
export function hasOneShape(schema: JsonSchema): boolean {
  const known = shapes.get(schema);
  if (known !== undefined) return known;
  const isOne = findShape(schema);
  shapes.set(schema, isOne);
  return isOne;
}

function findShape(schema: JsonSchema): boolean {
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

/** What a form needs beyond what every form has. */
interface Needs {
  /** The parts of rjsf for what depends on the data. */
  complexFields: boolean;
  /** The widgets that few forms have. */
  moreWidgets: boolean;
}

/** What drawing a form needs that is loaded on demand. */
export function findNeeds(schema: JsonSchema, uiSchema: UiSchema | undefined): Needs {
  const needs: Needs = { complexFields: false, moreWidgets: false };
  const look = (part: JsonSchema | boolean, own: unknown): void => {
    if (needs.complexFields) return;
    const partUiSchema = isJsonObject(own) ? own : undefined;
    if (!isJsonObject(part) || !isDrawnByUs(part, partUiSchema)) {
      // Those draw their parts with any of the widgets.
      Object.assign(needs, { complexFields: true, moreWidgets: true });
    } else if (getSchemaKind(part) === 'object') {
      const properties = part.properties as JsonSchema['properties'];
      for (const key in properties) look(properties[key] ?? true, partUiSchema?.[key]);
    } else {
      needs.complexFields ||= !hasOneShape(part);
      const isChecked = getUiOption(partUiSchema, 'checkUrl') !== undefined;
      needs.moreWidgets ||= isChecked || getWidget(getWidgetName(part, partUiSchema)).isLate === true;
    }
  };
  look(schema, uiSchema);
  return needs;
}
