import { type createSchemaUtils as CreateSchemaUtils, mergeObjects } from '@rjsf/utils';
import { deepEquals } from '../../model/deep-equals.ts';
import { isJsonObject, type JsonObject, type JsonSchema } from '../../model/json-schema.ts';
import { getSchemaKind, hasOneShape } from '../../model/schema-kind.ts';

let createFull: typeof CreateSchemaUtils | null = null;

/** Gives rjsf's own, which come with the parts for complex schemas. */
export function provideSchemaUtils(loaded: typeof CreateSchemaUtils): void {
  createFull = loaded;
}

/**
 * Stands in rjsf for what finds out, at every change, which schema holds for which data. Where a
 * schema has one shape there is nothing to find out: it is what it is, and the data are what was
 * typed, with the explicit defaults of what nobody has answered yet.
 */
const createSchemaUtils: typeof CreateSchemaUtils = (validator, rootSchema, ...behavior) => {
  const full = createFull?.(validator, rootSchema, ...behavior) ?? null;
  if (full && !hasOneShape(rootSchema as unknown as JsonSchema)) return full;
  // What rjsf's own fields ask for beyond this is answered by the full ones behind.
  return Object.assign(Object.create(full), {
    rootSchema,
    validator,
    getRootSchema: () => rootSchema,
    getValidator: () => validator,
    doesSchemaUtilsDiffer: (nextValidator: unknown, nextSchema: unknown) =>
      nextValidator !== validator || !deepEquals(nextSchema, rootSchema),
    getDefaultFormState: (schema: JsonSchema, data: unknown, _: unknown, isFilledIn?: boolean) =>
      isFilledIn && data !== undefined ? data : (fillIn(schema, data) ?? {}),
    retrieveSchema: (schema: JsonSchema) => schema,
    sanitizeDataForNewSchema: (_new: JsonSchema, _old: JsonSchema, data: unknown) => data,
    findFieldInSchema: findField,
  });
};

export default createSchemaUtils;

/** A value with the explicit defaults of what is absent in it; undefined where there is nothing. */
function fillIn(schema: JsonSchema, value: unknown, inherited?: unknown): unknown {
  if (getSchemaKind(schema) !== 'object') {
    if (value !== undefined) return value;
    const filled = schema.default ?? inherited;
    return isEmpty(filled) ? undefined : filled;
  }
  const given = value === undefined ? {} : value;
  if (!isJsonObject(given)) return given;
  const defaults = mergeObjects(toObject(inherited), toObject(schema.default));
  const entries = Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    const filled = fillIn(property as JsonSchema, getOwn(given, key), getOwn(defaults, key));
    return filled === undefined ? [] : [[key, filled] as const];
  });
  const filledIn = { ...given, ...Object.fromEntries(entries) };
  return value === undefined && Object.keys(filledIn).length === 0 ? undefined : filledIn;
}

/** Not what every object inherits: a property may be called `hasOwnProperty`. */
function getOwn(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function isEmpty(value: unknown): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0;
}

function toObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The schema of the field at a path, and whether the object that it is in must have it. */
function findField(schema: JsonSchema, path: string | (string | number)[]) {
  const keys = Array.isArray(path) ? path.map(String) : path.split('.');
  let field: JsonSchema | undefined = schema;
  let isRequired = false;
  for (const key of keys) {
    isRequired = field?.required?.includes(key) ?? false;
    field = field?.properties?.[key] as JsonSchema | undefined;
  }
  return { field, isRequired: field && isRequired };
}
