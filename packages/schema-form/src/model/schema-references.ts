/** Where the `$ref`s of a schema lead: pointers, `$id`s, `$anchor`s, `$dynamicRef`s, in one document. */

import { isJsonObject, type JsonSchema, valueAtPointer } from './json-schema.ts';
import { parseUrl } from './parse-url.ts';

/** Keywords under which schemas stand by names. */
export const schemaMaps: readonly string[] = [
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
  'dependencies',
];
const schemaLists = ['allOf', 'anyOf', 'oneOf', 'prefixItems', 'items'];
const singleSchemas = [
  'items',
  'additionalItems',
  'additionalProperties',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
];

/** The schemas directly inside a schema. */
export function getSubschemas(schema: JsonSchema): JsonSchema[] {
  const maps = schemaMaps.flatMap((keyword) => {
    const map = schema[keyword];
    return isJsonObject(map) ? Object.values(map) : [];
  });
  const lists = schemaLists.flatMap((keyword) => {
    const list = schema[keyword];
    return Array.isArray(list) ? (list as unknown[]) : [];
  });
  const singles = singleSchemas.map((keyword) => schema[keyword]);
  return [...maps, ...lists, ...singles].filter((value): value is JsonSchema & typeof value =>
    isJsonObject(value),
  );
}

interface Index {
  /** The base URI of the resource that each schema stands in. */
  bases: Map<JsonSchema, string>;
  /** Resources and anchors by their absolute URI. */
  targets: Map<string, JsonSchema>;
  /** What plain pointers (`#/$defs/name`) lead to in the document itself. */
  pointers: Map<string, JsonSchema | null>;
}

/** What a schema without an `$id` is resolved against. */
const nowhere = 'http://nowhere.invalid/';

function resolveUri(reference: string, base: string): string | null {
  return parseUrl(reference, base)?.href ?? null;
}

const indexes = new WeakMap<JsonSchema, Index>();

function getIndex(root: JsonSchema): Index {
  const known = indexes.get(root);
  if (known) return known;
  const index: Index = { bases: new Map(), targets: new Map([[nowhere, root]]), pointers: new Map() };
  const visit = (schema: JsonSchema, parentBase: string) => {
    if (index.bases.has(schema)) return;
    const id = typeof schema.$id === 'string' ? resolveUri(schema.$id, parentBase) : null;
    const base = id?.replace(/#$/, '') ?? parentBase;
    index.bases.set(schema, base);
    if (id !== null) index.targets.set(base, schema);
    for (const keyword of ['$anchor', '$dynamicAnchor']) {
      const anchor = schema[keyword];
      const uri = `${base}#${String(anchor)}`;
      if (typeof anchor === 'string' && !index.targets.has(uri)) index.targets.set(uri, schema);
    }
    for (const child of getSubschemas(schema)) visit(child, base);
  };
  visit(root, nowhere);
  indexes.set(root, index);
  return index;
}

/** Whether an object of this document stands where a schema stands, and is no mere value. */
export function isSchemaIn(root: JsonSchema, schema: JsonSchema): boolean {
  return getIndex(root).bases.has(schema);
}

/** The reference of a schema; null when it has none. */
export function getReference(schema: JsonSchema): string | null {
  const reference = schema.$ref ?? schema.$dynamicRef ?? schema.$recursiveRef;
  return typeof reference === 'string' ? reference : null;
}

/** The schema that a schema refers to; null when it refers to none, or to nothing in this document. */
export function followReference(root: JsonSchema, schema: JsonSchema): JsonSchema | null {
  const reference = getReference(schema);
  if (reference === null) return null;
  if (reference === '#' && typeof root.$id !== 'string') return root;
  const index = getIndex(root);
  const base = index.bases.get(schema) ?? nowhere;
  // As nearly all are. Taking an address apart is slow, and there may be thousands.
  if (base === nowhere && reference.startsWith('#/') && !/[%~]/.test(reference)) {
    const known = index.pointers.get(reference);
    if (known !== undefined) return known;
    const found = toSchema(valueAtPointer(root, reference.slice(1)));
    index.pointers.set(reference, found);
    return found;
  }
  const uri = resolveUri(reference, base);
  if (uri === null) return null;
  const direct = index.targets.get(uri) ?? index.targets.get(uri.replace(/#$/, ''));
  if (direct) return direct;
  const [resource = '', fragment = ''] = uri.split('#');
  const target = index.targets.get(resource);
  const isPointer = fragment.startsWith('/') && isDecodable(fragment);
  const found = target && isPointer ? valueAtPointer(target, fragment) : undefined;
  return toSchema(found);
}

function toSchema(found: unknown): JsonSchema | null {
  if (found === true) return {};
  return isJsonObject(found) ? (found as JsonSchema) : null;
}

function isDecodable(fragment: string): boolean {
  try {
    return decodeURIComponent(fragment) !== '';
  } catch {
    return false;
  }
}

/** A schema with its references followed to the end; null when they lead nowhere or in a circle. */
export function resolveSchema(root: JsonSchema, schema: JsonSchema): JsonSchema | null {
  let current = schema;
  for (let hops = 0; hops < 32; hops += 1) {
    if (getReference(current) === null) return current;
    const next = followReference(root, current);
    if (!next) return null;
    current = next;
  }
  return null;
}
