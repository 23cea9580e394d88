/** Finds every subschema that could apply to a value. All schemas are in the internal dialect. */
import { matchesPattern } from '#patterns';
import { isJsonObject, type JsonSchema } from './json-schema.ts';
import { followReference } from './schema-references.ts';

/**
 * Returns a schema and every subschema that it applies to the same value: the target of its reference, its
 * `allOf`, and all branches of its choices and conditions, whether the value fits them or not.
 */
export function getApplicable(root: JsonSchema, schema: JsonSchema): readonly JsonSchema[] {
  const ofRoot = applicable.get(root) ?? new WeakMap<JsonSchema, readonly JsonSchema[]>();
  applicable.set(root, ofRoot);
  const known = ofRoot.get(schema);
  if (known) return known;
  const found = new Set<JsonSchema>();
  const visit = (value: unknown) => {
    if (!isJsonObject(value) || found.has(value as JsonSchema)) return;
    const current = value as JsonSchema;
    found.add(current);
    visit(followReference(root, current));
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      const branches = current[keyword];
      if (Array.isArray(branches)) branches.forEach(visit);
    }
    for (const keyword of ['if', 'then', 'else']) visit(current[keyword]);
    for (const keyword of ['dependentSchemas', 'dependencies']) {
      const map = current[keyword];
      if (isJsonObject(map)) Object.values(map).forEach(visit);
    }
  };
  visit(schema);
  const all = [...found];
  ofRoot.set(schema, all);
  return all;
}

/** A cache by document and schema, because these lists are needed for every value. */
const applicable = new WeakMap<JsonSchema, WeakMap<JsonSchema, readonly JsonSchema[]>>();

/** Returns every subschema that could apply to one property. */
export function getPropertySchemas(
  root: JsonSchema,
  schemas: readonly JsonSchema[],
  key: string,
): JsonSchema[] {
  return getAllApplicable(
    root,
    schemas.flatMap((schema) => getPropertySubschemas(schema, key)),
  );
}

/**
 * Returns every schema that could apply, each of them once. With duplicates, the number would double at each
 * level of types that refer twice to the next type.
 */
export function getAllApplicable(root: JsonSchema, schemas: readonly unknown[]): JsonSchema[] {
  const all = new Set<JsonSchema>();
  for (const schema of schemas) {
    if (!isJsonObject(schema) || all.has(schema as JsonSchema)) continue;
    for (const subschema of getApplicable(root, schema as JsonSchema)) all.add(subschema);
  }
  return [...all];
}

/**
 * Returns the subschemas that one schema applies to a property, boolean ones included: the schema of that
 * name and of every matching pattern, or else the schema for other properties. All code must use this
 * function: if one caller missed a `writeOnly`, a secret would leak.
 */
export function getPropertySubschemas(schema: JsonSchema, key: string): unknown[] {
  const { properties, patternProperties } = schema;
  const own: unknown[] = isJsonObject(properties) && Object.hasOwn(properties, key) ? [properties[key]] : [];
  if (isJsonObject(patternProperties)) {
    for (const [pattern, value] of Object.entries(patternProperties)) {
      if (matchesPattern(pattern, key)) own.push(value);
    }
  }
  const others = schema.additionalProperties ?? schema.unevaluatedProperties;
  return own.length > 0 || others === undefined ? own : [others];
}

/** Returns whether a schema has the name of a property, or a pattern that matches it. */
export function isNamedProperty({ properties, patternProperties }: JsonSchema, key: string): boolean {
  return getPropertySubschemas({ properties, patternProperties } as JsonSchema, key).length > 0;
}

/** Returns the schemas of the first items of a list, and the schema of all further items. */
export function getItems(schema: JsonSchema): { fixed: unknown[]; others: unknown } {
  const { items, additionalItems, unevaluatedItems } = schema;
  if (Array.isArray(items)) return { fixed: items, others: additionalItems ?? unevaluatedItems };
  return { fixed: [], others: items ?? unevaluatedItems };
}

/** Returns the subschemas that the given schemas of a list apply to one item, boolean ones included. */
export function getItemSubschemas(schemas: readonly JsonSchema[], index: number): unknown[] {
  return schemas.flatMap((schema) => {
    const { fixed, others } = getItems(schema);
    const own = index < fixed.length ? fixed[index] : others;
    return own === undefined ? [] : [own];
  });
}

/** Returns every subschema that could apply to one item of a list. */
export function getItemSchemas(
  root: JsonSchema,
  schemas: readonly JsonSchema[],
  index: number,
): JsonSchema[] {
  return getAllApplicable(root, getItemSubschemas(schemas, index));
}
