/** What becomes of a value when another branch of a choice (`oneOf`, `anyOf`) is chosen for it. */
import { getApplicable, getPropertySchemas } from './applicable-schemas.ts';
import { getNamedKeys } from './choose-branch.ts';
import { countErrors, hasType } from './count-errors.ts';
import { deepEquals } from './deep-equals.ts';
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue, toList } from './json-schema.ts';

/** Which branches were chosen, by the names of their lists in the form: `root[pay]__oneof_select`. */
export type ChosenBranches = Readonly<Record<string, number>>;

/** The name of the control that chooses a branch; `number` tells several choices of one value apart. */
export function getChoiceName(fieldName: string, keyword: string, number = 0): string {
  const suffix = number === 0 ? '' : `_${number + 1}`;
  return `${fieldName}__${keyword.toLowerCase()}_select${suffix}`;
}

/** The index of a choice in which somebody wants none of the branches. */
export const noBranch = -1;

interface Move {
  root: JsonSchema;
  choice: JsonSchema;
  /** The branch that the value was of. */
  from: JsonSchema | undefined;
  to: JsonSchema;
  /** What was filled in when this branch was chosen before. */
  kept: JsonValue | undefined;
}

/**
 * A value for another branch: what both have is kept where it fits, what was in the new one comes
 * back, and what tells branches apart (a constant, a discriminator) is that of the new one.
 */
export function moveToBranch(
  value: JsonValue | undefined,
  { root, choice, from, to, kept }: Move,
): JsonValue | undefined {
  const own = getNamedKeys(root, to);
  const tags = getTags(root, choice, to);
  if (!isJsonObject(value) || own.size === 0) {
    if (kept !== undefined) return kept;
    if (value !== undefined && countErrors(root, to, value) === 0) return value;
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

/** Whether a value is of the type of a schema, and one of its options where it has such. */
function isPossible(root: JsonSchema, schema: JsonSchema, value: JsonValue): boolean {
  const options = schema.enum ?? (schema.const === undefined ? null : [schema.const]);
  return hasType(schema, value, root) && (!options || options.some((option) => deepEquals(option, value)));
}

/** The values that say that a branch is meant: properties with one value here and another one elsewhere. */
export function getTags(root: JsonSchema, choice: JsonSchema, branch: JsonSchema): JsonObject {
  const branches = [...toList(choice.oneOf), ...toList(choice.anyOf)].filter(isJsonObject) as JsonSchema[];
  const index = branches.indexOf(branch);
  const tags: [string, JsonValue][] = [];
  const others = branches.filter((_, place) => place !== index);
  const keysOfOthers = others.map((other) => getNamedKeys(root, other));
  for (const key of getNamedKeys(root, branch)) {
    const rivals = others.filter((_, place) => keysOfOthers[place]?.has(key));
    const value = rivals.length > 0 ? getOnlyValue(root, branch, key) : undefined;
    if (value === undefined) continue;
    const isTag = rivals.some((other) => {
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

/** The only value that a property may have; undefined when it may have others. */
function getOnlyValue(root: JsonSchema, branch: JsonSchema, key: string): JsonValue | undefined {
  for (const schema of getPropertySchemas(root, getApplicable(root, branch), key)) {
    if (schema.const !== undefined) return schema.const;
    const [only, ...others] = schema.enum ?? [];
    if (only !== undefined && others.length === 0) return only;
  }
  return undefined;
}
