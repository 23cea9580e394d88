/** Which schemas may speak of a value: with `allOf`, choices and conditions that is more than one. */
import { matchesPattern } from '#patterns';
import { isJsonObject, type JsonSchema } from './json-schema.ts';
import { followReference } from './schema-references.ts';

/**
 * A schema and all that it brings in for the same value: what it refers to, its `allOf`, and every
 * branch of its choices and conditions, whether the value fits them or not.
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

/** By documents and schemas: they are asked for at every value. */
const applicable = new WeakMap<JsonSchema, WeakMap<JsonSchema, readonly JsonSchema[]>>();

/** The properties that a form may have: those that a condition or a branch brings too. */
export function getPropertyNames(root: JsonSchema): ReadonlySet<string> {
  const known = propertyNames.get(root);
  if (known) return known;
  const schemas = getApplicable(root, root);
  const names = new Set(schemas.flatMap(({ properties = {} }) => Object.keys(properties)));
  propertyNames.set(root, names);
  return names;
}

const propertyNames = new WeakMap<JsonSchema, ReadonlySet<string>>();

/** Every subschema that could apply to one property. */
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

/** Each of them once: otherwise there would be twice as many at each level of types that refer to others twice. */
export function getAllApplicable(root: JsonSchema, schemas: readonly unknown[]): JsonSchema[] {
  const all = new Set<JsonSchema>();
  for (const schema of schemas) {
    if (!isJsonObject(schema) || all.has(schema as JsonSchema)) continue;
    for (const part of getApplicable(root, schema as JsonSchema)) all.add(part);
  }
  return [...all];
}

/**
 * The subschemas that one schema applies to a property, boolean ones too: the one of its name and those of all
 * patterns that it matches, or else the one for other properties. Nothing else decides this: a `writeOnly`
 * that only some of the callers saw would give a secret away.
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

/** The schemas of the first items of a list, in the spelling of every draft, and that of all further ones. */
export function getItems(schema: JsonSchema): { fixed: unknown[]; others: unknown } {
  const { prefixItems, items } = schema;
  if (Array.isArray(prefixItems)) {
    return { fixed: prefixItems, others: items ?? schema.unevaluatedItems };
  }
  if (Array.isArray(items))
    return { fixed: items, others: schema.additionalItems ?? schema.unevaluatedItems };
  return { fixed: [], others: items ?? schema.unevaluatedItems };
}

/** The subschemas that some schemas of a list apply to one of its items, boolean ones too. */
export function getItemSubschemas(schemas: readonly JsonSchema[], index: number): unknown[] {
  return schemas.flatMap((schema) => {
    const { fixed, others } = getItems(schema);
    const own = index < fixed.length ? fixed[index] : others;
    return own === undefined ? [] : [own];
  });
}

/** Every subschema that could apply to one item of a list. */
export function getItemSchemas(
  root: JsonSchema,
  schemas: readonly JsonSchema[],
  index: number,
): JsonSchema[] {
  return getAllApplicable(root, getItemSubschemas(schemas, index));
}
