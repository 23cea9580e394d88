/** Resolves the references inside one document: pointers, `$id`, `$anchor` and `$dynamicRef`. */

import { valueAtPointer } from './json-pointer.ts';
import { getOwn, isJsonObject, type JsonSchema } from './json-schema.ts';
import { parseUrl } from './parse-url.ts';

/** Keywords whose value maps names to schemas. */
export const schemaMapKeywords: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
  'dependencies',
]);
/** Keywords whose value is a list of schemas. */
export const schemaListKeywords: ReadonlySet<string> = new Set([
  'allOf',
  'anyOf',
  'oneOf',
  'prefixItems',
  'items',
]);
/** Keywords whose value is a schema. */
export const subschemaKeywords: ReadonlySet<string> = new Set([
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
]);

/** Returns the schemas directly inside a schema. */
export function getSubschemas(schema: JsonSchema): JsonSchema[] {
  const found: JsonSchema[] = [];
  // Most schemas have few keywords, so this is faster than to look for each keyword that has subschemas.
  for (const keyword in schema) {
    const value = schema[keyword];
    if (typeof value !== 'object' || value === null) continue;
    const isList = Array.isArray(value);
    if (!isList && subschemaKeywords.has(keyword)) found.push(value as JsonSchema);
    else if ((isList ? schemaListKeywords : schemaMapKeywords).has(keyword)) {
      for (const inner of Object.values(value)) if (isJsonObject(inner)) found.push(inner as JsonSchema);
    }
  }
  return found;
}

/** Returns whether a schema, or a schema anywhere inside it, matches. References are not followed. */
export function someSubschema(root: JsonSchema, matches: (schema: JsonSchema) => boolean): boolean {
  const found = new Set([root]);
  // The set grows while it is iterated. Recursion would need a stack as deep as the schema.
  for (const schema of found) {
    if (matches(schema)) return true;
    for (const inner of getSubschemas(schema)) found.add(inner);
  }
  return false;
}

interface Index {
  /** The base URI of each schema. */
  bases: Map<JsonSchema, string>;
  /** Resources and anchors by their absolute URI. */
  targets: Map<string, JsonSchema>;
  /** A cache of the targets of simple pointers (`#/$defs/name`) into the document. */
  pointers: Map<string, JsonSchema | null>;
}

/** The base URI of a schema without an `$id`. */
const defaultBase = 'http://nowhere.invalid/';

function resolveUri(reference: string, base: string): string | null {
  return parseUrl(reference, base)?.href ?? null;
}

const indexes = new WeakMap<JsonSchema, Index>();

function getIndex(root: JsonSchema): Index {
  const known = indexes.get(root);
  if (known) return known;
  const index: Index = { bases: new Map(), targets: new Map([[defaultBase, root]]), pointers: new Map() };
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
  visit(root, defaultBase);
  indexes.set(root, index);
  return index;
}

/** Returns whether an object of this document is a schema by its position, and not just a value. */
export function isSchemaIn(root: JsonSchema, schema: JsonSchema): boolean {
  return getIndex(root).bases.has(schema);
}

/** Returns the reference of a schema; null if it has none. */
export function getReference(schema: JsonSchema): string | null {
  const reference = schema.$ref ?? schema.$dynamicRef ?? schema.$recursiveRef;
  return typeof reference === 'string' ? reference : null;
}

/**
 * Returns the target of a schema's reference; null if it has no reference, or the target is not in this
 * document.
 */
export function followReference(root: JsonSchema, schema: JsonSchema): JsonSchema | null {
  const reference = getReference(schema);
  if (reference === null) return null;
  if (reference === '#' && typeof root.$id !== 'string') return root;
  const index = getIndex(root);
  const base = index.bases.get(schema) ?? defaultBase;
  // Nearly all references are like this. Parsing a URL is slow, and there may be thousands.
  if (base === defaultBase && reference.startsWith('#/') && !/[%~]/.test(reference)) {
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

/** Returns the schema of one property and follows its references; null if the schema does not name it. */
export function getProperty(root: JsonSchema, { properties }: JsonSchema, key: string): JsonSchema | null {
  const property = getOwn(properties, key);
  if (property === true) return {};
  return property ? resolveSchema(root, property) : null;
}

/** Follows all references from a schema. Null if a target is missing or the references form a cycle. */
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
