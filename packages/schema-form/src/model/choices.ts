/** Converts a value when a person chooses another branch of a `oneOf` or `anyOf` for it. */
import { getApplicable, getPropertySchemas } from './applicable-schemas.ts';
import { getNamedKeys } from './choose-branch.ts';
import { deepEquals } from './deep-equals.ts';
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue, toList } from './json-schema.ts';
import { hasType, measureMismatch } from './measure-mismatch.ts';

/** The index of the chosen branch by the name of its control: `root[pay]__oneof_select`. */
export type ChosenBranches = Readonly<Record<string, number>>;

/**
 * Returns the name of the control that chooses a branch. `number` distinguishes several choices of one value.
 */
export function getChoiceName(fieldName: string, keyword: string, number = 0): string {
  const suffix = number === 0 ? '' : `_${number + 1}`;
  return `${fieldName}__${keyword.toLowerCase()}_select${suffix}`;
}

/** The index that stands for "none of the branches". */
export const noBranch = -1;

interface BranchSwitch {
  root: JsonSchema;
  choice: JsonSchema;
  /** The branch that applied to the value before. */
  from: JsonSchema | undefined;
  to: JsonSchema;
  /** The value that was filled in when this branch was chosen before. */
  kept: JsonValue | undefined;
}

/**
 * Returns a value for another branch. Members of both branches are kept if they fit, members that the new
 * branch had before come back, and the tags (constants, a discriminator) become those of the new branch.
 */
export function switchBranch(
  value: JsonValue | undefined,
  { root, choice, from, to, kept }: BranchSwitch,
): JsonValue | undefined {
  const own = getNamedKeys(root, to);
  const tags = getTags(root, choice, to);
  if (!isJsonObject(value) || own.size === 0) {
    if (kept !== undefined) return kept;
    if (value !== undefined && measureMismatch(root, to, value) === 0) return value;
    return Object.keys(tags).length > 0 ? tags : undefined;
  }
  const others = from ? getNamedKeys(root, from) : new Set<string>();
  const outer = choice.properties ?? {};
  const stays = ([key, child]: [string, JsonValue]) => {
    if (!own.has(key)) return !others.has(key) || Object.hasOwn(outer, key);
    return getPropertySchemas(root, getApplicable(root, to), key).every((schema) =>
      isPossible(root, schema, child),
    );
  };
  const staying = Object.entries(value).filter(([key, child]) => child !== undefined && stays([key, child]));
  const before = isJsonObject(kept) ? Object.entries(kept).filter(([key]) => own.has(key)) : [];
  return Object.fromEntries([...before, ...staying, ...Object.entries(tags)]);
}

/** Returns whether a value has the type of a schema and is one of its options, if it has options. */
function isPossible(root: JsonSchema, schema: JsonSchema, value: JsonValue): boolean {
  const options = schema.enum ?? (schema.const === undefined ? null : [schema.const]);
  return hasType(schema, value, root) && (!options || options.some((option) => deepEquals(option, value)));
}

/**
 * Returns the constants that identify a branch: properties with one value here and a different one in the
 * other branches.
 */
export function getTags(root: JsonSchema, choice: JsonSchema, branch: JsonSchema): JsonObject {
  const branches = [...toList(choice.oneOf), ...toList(choice.anyOf)].filter(isJsonObject) as JsonSchema[];
  const index = branches.indexOf(branch);
  const tags: [string, JsonValue][] = [];
  const others = branches.filter((_, position) => position !== index);
  const keysOfOthers = others.map((other) => getNamedKeys(root, other));
  for (const key of getNamedKeys(root, branch)) {
    const alternatives = others.filter((_, position) => keysOfOthers[position]?.has(key));
    const value = alternatives.length > 0 ? getOnlyValue(root, branch, key) : undefined;
    if (value === undefined) continue;
    const isTag = alternatives.some((other) => {
      const another = getOnlyValue(root, other, key);
      return another !== undefined && another !== value;
    });
    if (isTag) tags.push([key, value]);
  }
  const { discriminator } = choice;
  if (isJsonObject(discriminator) && isJsonObject(discriminator.mapping)) {
    const [name] = Object.entries(discriminator.mapping).find(([, target]) => target === index) ?? [];
    if (name !== undefined) tags.push([String(discriminator.propertyName), name]);
  }
  return Object.fromEntries(tags);
}

/** Returns whether a branch has nothing to fill in, because the constants that identify it are a whole value. */
export function hasOnlyTags(root: JsonSchema, choice: JsonSchema, branch: JsonSchema): boolean {
  const tags = getTags(root, choice, branch);
  const isTag = (key: string) => Object.hasOwn(tags, key);
  return (
    Object.keys(tags).length > 0 &&
    [...getNamedKeys(root, branch)].every(isTag) &&
    measureMismatch(root, branch, tags) === 0
  );
}

/** Returns the only value that a property may have; undefined if it may have several. */
function getOnlyValue(root: JsonSchema, branch: JsonSchema, key: string): JsonValue | undefined {
  for (const schema of getPropertySchemas(root, getApplicable(root, branch), key)) {
    if (schema.const !== undefined) return schema.const;
    const [only, ...others] = schema.enum ?? [];
    if (only !== undefined && others.length === 0) return only;
  }
  return undefined;
}
