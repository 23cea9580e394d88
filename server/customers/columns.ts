import {
  getPropertySchemas,
  getRootSchemas,
  getTypes,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
} from 'schema-form/server';
import { type CustomerKey, customerKeys } from '../../shared/customer-api.ts';
import { isCustomerKey, takesKey } from '../domain/customer.ts';
import { parseDottedName, toDottedName } from '../domain/property-path.ts';

/** A column of a file: one of the twelve keys, or a property of the form, also inside of another. */
export interface Column {
  /** The dotted name. */
  name: string;
  path: readonly string[];
  /** Every subschema that could apply to its values; none for a key that the form does not have. */
  schemas: readonly JsonSchema[];
  /** The key of the API; null for an attribute. */
  key: CustomerKey | null;
  isWriteOnly: boolean;
  /** Whether its values may be texts, as far as the schemas say. */
  isText: boolean;
  isDate: boolean;
  /** The options of its schemas by their lower-case texts. */
  options: ReadonlyMap<string, string>;
}

/** Returns all columns that an export has: the twelve keys, then the other properties of the form. */
export function listColumns(schema: JsonSchema): Column[] {
  const { root, schemas } = getRootSchemas(schema);
  const keys = customerKeys.map((key) => createColumn(root, [key]));
  const properties = listInside(root, [], schemas, new Set());
  return [...keys, ...properties.filter(({ key }) => key === null)];
}

/** Returns the column with this dotted name; null when the form accepts no such value. */
function findColumn(schema: JsonSchema, name: string): Column | null {
  const { root, schemas: rootSchemas } = getRootSchemas(schema);
  const path = parseDottedName(name);
  const [key = '', ...inside] = path;
  if (isCustomerKey(key)) return inside.length === 0 ? createColumn(root, path) : null;
  if (!takesKey(schema, key)) return null;
  let schemas = getPropertySchemas(root, rootSchemas, key);
  for (const next of inside) {
    schemas = getPropertySchemas(root, schemas, next);
    if (schemas.length === 0) return null;
  }
  return createColumn(root, path);
}

/**
 * Returns the columns of the values in an object of a JSON Lines file, with these values. An unknown key comes without
 * a column.
 */
export function flatten(
  columns: ColumnCache,
  value: JsonObject,
  path: readonly string[] = [],
): { name: string; column: Column | null; value: JsonValue }[] {
  return Object.entries(value).flatMap(([key, child]) => {
    const name = toDottedName([...path, key]);
    const column = columns.find(name);
    const isGroup = column && typeof child === 'object' && child !== null && !Array.isArray(child);
    if (isGroup && isFixedGroup(column.schemas)) {
      return flatten(columns, child as JsonObject, column.path);
    }
    return [{ name, column, value: child }];
  });
}

export interface ColumnCache {
  find(name: string): Column | null;
}

/** Finds columns by name, each of them once. */
export function createColumnCache(root: JsonSchema): ColumnCache {
  const known = new Map<string, Column | null>();
  const find = (name: string) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const column = findColumn(root, name);
    // A map may have any number of keys.
    if (known.size < 10_000) known.set(name, column);
    return column;
  };
  return { find };
}

/**
 * Returns whether the schemas describe an object whose properties are all known by name, so that each has its column.
 */
function isFixedGroup(schemas: readonly JsonSchema[]): boolean {
  const types = new Set(schemas.flatMap(getTypes));
  if ([...types].some((type) => type !== 'object')) return false;
  const hasOthers = schemas.some(
    ({ additionalProperties, patternProperties, unevaluatedProperties }) =>
      (additionalProperties ?? unevaluatedProperties ?? false) !== false || patternProperties !== undefined,
  );
  return !hasOthers && getNames(schemas).length > 0;
}

function getNames(schemas: readonly JsonSchema[]): string[] {
  return [...new Set(schemas.flatMap(({ properties = {} }) => Object.keys(properties)))];
}

/** `open` holds the schemas around: a value of a recursive type has one column as a whole. */
function listInside(
  root: JsonSchema,
  path: readonly string[],
  schemas: readonly JsonSchema[],
  open: ReadonlySet<JsonSchema>,
): Column[] {
  return getNames(schemas).flatMap((key) => {
    const own = getPropertySchemas(root, schemas, key);
    const isNested = isFixedGroup(own) && !own.some((schema) => open.has(schema));
    if (!isNested) return [createColumn(root, [...path, key])];
    return listInside(root, [...path, key], own, new Set([...open, ...own]));
  });
}

function createColumn(root: JsonSchema, path: readonly string[]): Column {
  let { schemas } = getRootSchemas(root);
  let isWriteOnly = false;
  for (const key of path) {
    schemas = getPropertySchemas(root, schemas, key);
    isWriteOnly ||= schemas.some((schema) => schema.writeOnly === true);
  }
  const types = schemas.flatMap(getTypes);
  const texts = schemas.flatMap((schema) =>
    (schema.enum ?? []).filter((option) => typeof option === 'string'),
  );
  const [first = ''] = path;
  return {
    name: toDottedName(path),
    path,
    schemas,
    key: path.length === 1 && isCustomerKey(first) ? first : null,
    isWriteOnly,
    isText: types.length === 0 || types.includes('string'),
    isDate: first === 'dob' || schemas.some(({ format }) => format === 'date'),
    options: new Map(texts.map((option) => [option.toLowerCase(), option])),
  };
}
