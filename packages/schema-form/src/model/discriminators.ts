/**
 * OpenAPI's `discriminator`: a property whose value names the branch. OpenAPI leaves it to the validator to read it; JSON
 * Schema has no such keyword, so that the values of most types would fit several branches of a `oneOf`.
 */
import { getApplicable, getPropertySchemas } from './applicable-schemas.ts';
import { isJsonObject, type JsonSchema } from './json-schema.ts';

/** Returns the names of branches with their indexes. A branch has a name if it is a reference. */
export function getBranchNames(
  { discriminator }: JsonSchema,
  branches: readonly unknown[],
): [name: string, index: number][] {
  const mapping =
    isJsonObject(discriminator) && isJsonObject(discriminator.mapping) ? discriminator.mapping : {};
  return branches.flatMap((branch, index): [string, number][] => {
    if (!isJsonObject(branch) || typeof branch.$ref !== 'string') return [];
    const own = getLastName(branch.$ref);
    // Only the last segments are compared, because the mapping may name another document as its author wrote it.
    const names = Object.keys(mapping).filter((name) => getLastName(mapping[name]) === own);
    return (names.length > 0 ? names : [own]).map((name) => [name, index]);
  });
}

function getLastName(reference: unknown): string {
  return String(reference).replace(/^.*[/#]/, '');
}

/**
 * Lets the branches of a converted `oneOf` accept only their own names, unless a branch does that itself. `written` is
 * the schema as its author wrote it. Returns whether a branch changed.
 */
export function separateBranches(root: JsonSchema, converted: JsonSchema, written: JsonSchema): boolean {
  const { discriminator, oneOf: branches } = written;
  const property = isJsonObject(discriminator) ? discriminator.propertyName : undefined;
  if (typeof property !== 'string' || !Array.isArray(branches)) return false;
  const names = getBranchNames(written, branches);
  const isSeparate = (branch: JsonSchema) =>
    getPropertySchemas(root, getApplicable(root, branch), property).some(
      ({ const: only, enum: options }) => only !== undefined || options !== undefined,
    );
  const open = ((converted.oneOf ?? []) as unknown[]).flatMap((branch, index): [JsonSchema, string[]][] => {
    const own = names.filter(([, position]) => position === index).map(([name]) => name);
    return own.length > 0 && isJsonObject(branch) && !isSeparate(branch as JsonSchema)
      ? [[branch as JsonSchema, own]]
      : [];
  });
  for (const [branch, own] of open) {
    const before = branch.properties?.[property];
    const named = { ...(isJsonObject(before) && before), enum: own } as JsonSchema;
    branch.properties = { ...branch.properties, [property]: named };
  }
  return open.length > 0;
}
