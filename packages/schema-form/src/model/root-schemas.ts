/** Reads a form's schema, as its author wrote it, from its root. */
import { getApplicable } from './applicable-schemas.ts';
import { toInternalDialect } from './dialects.ts';
import type { JsonSchema } from './json-schema.ts';

/** The root of a schema, and every subschema that could apply to the root value. */
export interface RootSchemas {
  /** In the internal dialect. */
  root: JsonSchema;
  schemas: readonly JsonSchema[];
}

/**
 * Returns the schemas from which the schemas of all values are found: see `getPropertySchemas` and
 * `getItemSchemas`. They are converted to the internal dialect once.
 */
export function getRootSchemas(schema: JsonSchema): RootSchemas {
  const root = toInternalDialect(schema);
  return { root, schemas: getApplicable(root, root) };
}

/** Returns the names of all properties that the form may have, including those of conditions and branches. */
export function getPropertyNames(schema: JsonSchema): ReadonlySet<string> {
  const known = propertyNames.get(schema);
  if (known) return known;
  const { schemas } = getRootSchemas(schema);
  const names = new Set(schemas.flatMap(({ properties = {} }) => Object.keys(properties)));
  propertyNames.set(schema, names);
  return names;
}

const propertyNames = new WeakMap<JsonSchema, ReadonlySet<string>>();
