/**
 * Chooses the branch of a `oneOf` or `anyOf` that applies to a value. The form, the view and the payload use
 * the same choice.
 */
import { createErrorCounter, hasType } from './count-errors.ts';
import { isJsonObject, type JsonSchema, toList } from './json-schema.ts';
import { followReference } from './schema-references.ts';

/** The penalty for a value of another type; it exceeds the mismatch of any branch of the right type. */
const otherType = 1e6;

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
  const told = readDiscriminator(choice, branches, value);
  if (told) return told;
  const countErrors = createErrorCounter(root);
  const ranked = branches.map((branch) => {
    const faults = countErrors(branch, value);
    const isOther = value !== undefined && !hasType(branch, value, root);
    return { branch, rank: faults + (isOther ? otherType : 0) - countKnown(root, branch, value) / 1000 };
  });
  return ranked.sort((a, b) => a.rank - b.rank)[0]?.branch ?? null;
}

/** Returns how many of the value's keys a branch names itself. */
function countKnown(root: JsonSchema, branch: JsonSchema, value: unknown): number {
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
  const collect = (part: unknown) => {
    if (!isJsonObject(part) || seen.has(part)) return;
    seen.add(part);
    if (isJsonObject(part.properties)) for (const key of Object.keys(part.properties)) keys.add(key);
    const others = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => toList(part[keyword]));
    const brought = ['dependentSchemas', 'dependencies'].flatMap((keyword) =>
      Object.values(part[keyword] ?? {}),
    );
    const more = [followReference(root, part as JsonSchema), part.then, part.else, ...others, ...brought];
    more.forEach(collect);
  };
  collect(schema);
  return keys;
}
