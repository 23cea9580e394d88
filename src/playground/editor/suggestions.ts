import {
  formatNames,
  getItemSchemas,
  getMetaschema,
  getPropertySchemas,
  getRootSchemas,
  isJsonObject,
  type JsonSchema,
  type JsonValue,
  optionNames,
  widgetNames,
} from 'schema-form/editor';

/** Which document of a form definition is edited. */
export type DocumentKind = 'schema' | 'ui_schema' | 'data';

/** What one can write at a place of a document. */
export interface Suggestions {
  /** The names of properties, if the place is in an object. */
  names: string[];
  /** The values, for a property or an item. */
  values: JsonValue[];
}

/** Where somebody writes. */
export interface EditedPlace {
  path: readonly string[];
  /** Returns the names of the properties at a path of the edited document. */
  readNames(path: readonly string[]): string[];
}

const nothing: Suggestions = { names: [], values: [] };

/**
 * Suggests names and values: for a schema those of the metaschema, for a uiSchema the options, the widgets and the
 * properties of the form's schema, for data the properties and options of the form's schema. `schema` is in the internal
 * dialect; null if there is none that can be read.
 */
export function suggest(kind: DocumentKind, place: EditedPlace, schema: JsonSchema | null): Suggestions {
  if (kind === 'schema') return suggestInSchema(place);
  if (kind === 'ui_schema') return suggestInUiSchema(place.path, schema);
  return schema ? suggestFor(findSchemas(schema, place.path)) : nothing;
}

function suggestInSchema({ path, readNames }: EditedPlace): Suggestions {
  const metaschema = getMetaschema();
  const schemas = findSchemas(metaschema, path);
  // A list of names, such as that of `required`, has the names of the properties beside it.
  if (path.at(-2) === 'required' && /^\d+$/.test(path.at(-1) ?? '')) {
    return { names: [], values: readNames([...path.slice(0, -2), 'properties']) };
  }
  // The names in a map of schemas are free, also those that are keywords.
  const found = suggestFor(schemas);
  const isFormat = path.at(-1) === 'format' && schemas.length > 0;
  return isFormat ? { ...found, values: [...formatNames] } : found;
}

function suggestInUiSchema(path: readonly string[], schema: JsonSchema | null): Suggestions {
  const option = path.findIndex((key) => key.startsWith('ui:'));
  if (option === -1) {
    const fields = schema ? suggestFor(findUiSchemas(schema, path)).names : [];
    return { names: [...[...optionNames].map((name) => `ui:${name}`), ...fields], values: [] };
  }
  const [key = '', name, ...rest] = path.slice(option);
  if (key === 'ui:options' && name === undefined) return { names: [...optionNames], values: [] };
  const isInside = key === 'ui:options' ? rest.length > 0 : name !== undefined;
  const own = key === 'ui:options' ? name : key.slice('ui:'.length);
  if (own === 'widget' && !isInside) return { names: [], values: [...widgetNames] };
  if (own === 'order' && isInside && schema) {
    return { names: [], values: suggestFor(findUiSchemas(schema, path.slice(0, option))).names };
  }
  return nothing;
}

/** Returns the schemas that could apply to the value at a path of data. */
function findSchemas(root: JsonSchema, path: readonly string[]): readonly JsonSchema[] {
  return path.reduce<readonly JsonSchema[]>(
    (schemas, key) => [
      ...getPropertySchemas(root, schemas, key),
      ...(/^\d+$/.test(key) ? getItemSchemas(root, schemas, Number(key)) : []),
    ],
    getRootSchemas(root).schemas,
  );
}

/** Returns the schemas that could apply to the values of a uiSchema: `items` stands for each item of a list. */
function findUiSchemas(root: JsonSchema, path: readonly string[]): readonly JsonSchema[] {
  let schemas = getRootSchemas(root).schemas;
  for (const [index, key] of path.entries()) {
    const before = path[index - 1];
    // A number selects a branch of the same value, or an item of a tuple.
    if (key === 'oneOf' || key === 'anyOf') continue;
    if (/^\d+$/.test(key) && (before === 'oneOf' || before === 'anyOf' || before === 'items')) continue;
    const properties = getPropertySchemas(root, schemas, key);
    schemas =
      properties.length > 0 || (key !== 'items' && key !== 'additionalItems')
        ? properties
        : getItemSchemas(root, schemas, Number(path[index + 1] ?? Number.MAX_SAFE_INTEGER));
  }
  return schemas;
}

function suggestFor(schemas: readonly JsonSchema[]): Suggestions {
  const names = new Set<string>();
  const values = new Map<string, JsonValue>();
  const add = (value: unknown) => {
    if (value !== undefined) values.set(JSON.stringify(value), value as JsonValue);
  };
  for (const { properties, enum: options, const: constant, default: initial, type } of schemas) {
    for (const name of Object.keys(isJsonObject(properties) ? properties : {})) names.add(name);
    for (const option of Array.isArray(options) ? options : []) add(option);
    add(constant);
    add(initial);
    if (type === 'boolean') for (const value of [true, false]) add(value);
  }
  return { names: [...names], values: [...values.values()] };
}
