import { deepEquals } from './deep-equals.ts';
import { toFieldName } from './field-name.ts';
import { getOwn, isJsonObject, type JsonObject, type JsonValue } from './json-schema.ts';

/** Three states of the same data: two people changed it at the same time. */
export interface Versions {
  /** The values that both began with; null if they are unknown. */
  base: JsonObject | null;
  /** The values that are stored now. */
  stored: JsonObject;
  /** The values that are about to be saved. */
  mine: JsonObject;
}

/** A value that both sides changed. */
export interface MergeConflict {
  /** The name of its field: `root[address][street]`. */
  name: string;
  path: string[];
}

export interface Merge {
  merged: JsonObject;
  conflicts: MergeConflict[];
}

/**
 * Merges two sets of changes to the same data, as `diff3` does. A value that one side changed takes that change. A value
 * that both changed differently is a conflict: it takes the value about to be saved, unless its name is in `keepStored`.
 * Objects are merged member by member, lists as a whole. If the base is unknown, each difference is a conflict.
 */
export function mergeThreeWays(
  { base, stored, mine }: Versions,
  keepStored: ReadonlySet<string> = new Set(),
): Merge {
  const conflicts: MergeConflict[] = [];
  const mergeMembers = (
    path: readonly string[],
    before: JsonObject | null,
    theirs: JsonObject,
    own: JsonObject,
  ): JsonObject => {
    const keys = new Set([...Object.keys(theirs), ...Object.keys(own)]);
    const entries = [...keys].flatMap((key): [string, JsonValue][] => {
      const value = merge(
        [...path, key],
        before && getOwn(before, key),
        getOwn(theirs, key),
        getOwn(own, key),
      );
      return value === undefined ? [] : [[key, value]];
    });
    return Object.fromEntries(entries);
  };
  const merge = (
    path: string[],
    before: JsonValue | undefined,
    theirs: JsonValue | undefined,
    own: JsonValue | undefined,
  ): JsonValue | undefined => {
    if (isSame(theirs, own)) return own;
    if (base !== null && isSame(before, theirs)) return own;
    if (base !== null && isSame(before, own)) return theirs;
    const members = base === null ? null : (before ?? {});
    if ((members === null || isJsonObject(members)) && isJsonObject(theirs) && isJsonObject(own)) {
      return mergeMembers(path, members, theirs, own);
    }
    const name = toFieldName(path);
    conflicts.push({ name, path });
    return keepStored.has(name) ? theirs : own;
  };
  const merged = mergeMembers([], base, stored, mine);
  return { merged, conflicts };
}

/** Returns whether two values are equal. An absent value equals null, because a form clears a value with either. */
function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return deepEquals(a ?? null, b ?? null);
}
