/**
 * Chooses the branch of a `oneOf` or `anyOf` that applies to a value. The form, the view and the payload use
 * the same choice.
 */

import { isJsonObject, type JsonSchema, toList } from './json-schema.ts';
import { createMismatchMeter, hasType } from './measure-mismatch.ts';
import { followReference } from './schema-references.ts';

/** The penalty for a value of another type; it exceeds the mismatch of any branch of the right type. */
const wrongTypePenalty = 1e6;

/**
 * Returns the branch that the value fits best, and the first of several that fit equally well. Null if there
 * is no branch.
 */
export function chooseBranch(
  root: JsonSchema,
  choice: JsonSchema,
  branches: readonly JsonSchema[],
  value: unknown,
): JsonSchema | null {
  const selected = readDiscriminator(choice, branches, value);
  if (selected) return selected;
  const measureMismatch = createMismatchMeter(root);
  const ranked = branches.map((branch) => {
    const mismatch = measureMismatch(branch, value);
    const hasWrongType = value !== undefined && !hasType(branch, value, root);
    return {
      branch,
      rank: mismatch + (hasWrongType ? wrongTypePenalty : 0) - countNamedKeys(root, branch, value) / 1000,
    };
  });
  return ranked.sort((a, b) => a.rank - b.rank)[0]?.branch ?? null;
}

/** Returns how many of the value's keys a branch names itself. */
function countNamedKeys(root: JsonSchema, branch: JsonSchema, value: unknown): number {
  if (!isJsonObject(value)) return 0;
  const names = getNamedKeys(root, branch);
  return Math.min(Object.keys(value).filter((key) => names.has(key)).length, 999);
}

/**
 * Returns the branch that an OpenAPI discriminator selects: a key whose value is the name of a schema. Null
 * if it selects none.
 */
function readDiscriminator(
  { discriminator }: JsonSchema,
  branches: readonly JsonSchema[],
  value: unknown,
): JsonSchema | null {
  if (!isJsonObject(discriminator) || !isJsonObject(value)) return null;
  const name = value[String(discriminator.propertyName)];
  if (typeof name !== 'string') return null;
  const { mapping } = discriminator;
  const target = isJsonObject(mapping) && Object.hasOwn(mapping, name) ? mapping[name] : name;
  // Normalized schemas map to indexes instead, because their references have other names (see
  // normalize-schema.ts).
  if (typeof target === 'number') return branches[target] ?? null;
  return (
    branches.find(
      ({ $ref }) => typeof $ref === 'string' && ($ref === target || $ref.endsWith(`/${target}`)),
    ) ?? null
  );
}

/** Returns the properties that a schema names for a value, in any of its branches and conditions. */
export function getNamedKeys(root: JsonSchema, schema: unknown): Set<string> {
  const keys = new Set<string>();
  const seen = new Set<unknown>();
  const collect = (subschema: unknown) => {
    if (!isJsonObject(subschema) || seen.has(subschema)) return;
    seen.add(subschema);
    if (isJsonObject(subschema.properties))
      for (const key of Object.keys(subschema.properties)) keys.add(key);
    const others = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => toList(subschema[keyword]));
    const dependent = ['dependentSchemas', 'dependencies'].flatMap((keyword) =>
      Object.values(subschema[keyword] ?? {}),
    );
    const more = [
      followReference(root, subschema as JsonSchema),
      subschema.then,
      subschema.else,
      ...others,
      ...dependent,
    ];
    more.forEach(collect);
  };
  collect(schema);
  return keys;
}
