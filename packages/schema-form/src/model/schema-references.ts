/**
 * Follows the references of a document in the internal dialect, where each is a pointer into the same document.
 * `toInternalDialect` resolves all others: URIs, anchors and dynamic references.
 */
import { findAtPointer } from './json-pointer.ts';
import { isJsonObject, type JsonSchema } from './json-schema.ts';

/**
 * Returns the reference of a schema; null if it has none. The `$dynamicRef` of a normalized schema is a reference that
 * rjsf does not follow, see `markOnDemand`.
 */
export function getReference({ $ref, $dynamicRef }: JsonSchema): string | null {
  const reference = $ref ?? $dynamicRef;
  return typeof reference === 'string' ? reference : null;
}

/** The targets by document and reference. */
const targets = new WeakMap<JsonSchema, Map<string, JsonSchema | null>>();

/** Returns the target of a schema's reference; null if it has no reference, or the reference leads nowhere. */
export function followReference(root: JsonSchema, schema: JsonSchema): JsonSchema | null {
  const reference = getReference(schema);
  if (reference === null || !reference.startsWith('#')) return null;
  const ofRoot = targets.get(root) ?? new Map<string, JsonSchema | null>();
  targets.set(root, ofRoot);
  const known = ofRoot.get(reference);
  if (known !== undefined) return known;
  const found = findAtPointer(root, reference.slice(1));
  const target = found === true ? {} : isJsonObject(found) ? (found as JsonSchema) : null;
  ofRoot.set(reference, target);
  return target;
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
