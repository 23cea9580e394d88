/** Protects `readOnly` values: a form shows them, and no submission changes them. */

import { toCanonicalJson } from './canonical-json.ts';
import type { ChosenBranches } from './choices.ts';
import { coerceValue, type NumberReader } from './coercion.ts';
import { deepEquals } from './deep-equals.ts';
import { isBlank } from './is-blank.ts';
import { getOwn, isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from './json-schema.ts';
import { findChild, type ListNode, type Node } from './nodes.ts';
import { normalizeSchema } from './normalize-schema.ts';
import { NodeResolver } from './resolve.ts';

export interface SubmissionContext {
  schema: JsonSchema;
  stored: JsonObject;
  /** The branches that people chose, if the submission contains them. */
  chosen: ChosenBranches | undefined;
}

/**
 * Returns the data with the stored `readOnly` values that the submission lacks. An item of a list without
 * them is a new one.
 */
export function keepReadOnly(
  { schema, stored, chosen = {} }: SubmissionContext,
  data: JsonObject,
): JsonObject {
  const resolver = new NodeResolver(schema, {});
  const resolve = (value: JsonObject) =>
    resolver.resolve(withMissing(value, stored), { chosen, visible: value, undecided: 'fitting' });
  let kept = data;
  let before: JsonObject;
  // A restored value may be one that a condition depends on, so this repeats until nothing changes.
  do {
    before = kept;
    kept = keep(resolve(before), stored, before);
  } while (countValues(kept) > countValues(before));
  return kept;
}

function keep(node: Node, stored: JsonObject, data: JsonObject): JsonObject {
  const kept = Object.entries(stored).flatMap(([key, old]): [string, JsonValue][] => {
    const child = findChild(node, key);
    const next = getOwn(data, key);
    if (!child) return [];
    // A form without script leaves out the parts of a group that its controls do not submit.
    const isPartial = typeof old === 'object' && old !== null;
    if (isReadOnly(child)) return next === undefined || isPartial ? [[key, old]] : [];
    if (!isJsonObject(old)) return [];
    if (isJsonObject(next)) return [[key, keep(child, old, next)]];
    // A cleared group keeps its read-only values.
    const rest = next === undefined || next === null ? keep(child, old, {}) : {};
    return Object.keys(rest).length > 0 ? [[key, rest]] : [];
  });
  return { ...data, ...Object.fromEntries(kept) };
}

/** Fills the gaps of a value with stored values, so that each of them has a node. */
function withMissing(value: JsonValue | undefined, stored: JsonValue | undefined): JsonValue | undefined {
  if (value === undefined || value === null) return stored;
  if (!isJsonObject(value) || !isJsonObject(stored)) return value;
  const missing = Object.entries(stored).flatMap(([key, old]) => {
    const filled = withMissing(getOwn(value, key), old);
    return filled === undefined ? [] : [[key, filled] as const];
  });
  return { ...value, ...Object.fromEntries(missing) };
}

/** Fills what a value leaves out with the stored value; lists of another length have no counterparts. */
function fillGaps(value: JsonValue | undefined, stored: JsonValue | undefined): JsonValue | undefined {
  if (value === undefined) return stored;
  if (Array.isArray(value) && Array.isArray(stored) && value.length === stored.length) {
    return value.map((item, index) => fillGaps(item, stored[index]) ?? item);
  }
  if (!isJsonObject(value) || !isJsonObject(stored)) return value;
  const entries = Object.entries(stored).map(([key, old]) => [key, fillGaps(getOwn(value, key), old) ?? old]);
  return { ...value, ...Object.fromEntries(entries) };
}

function countValues(value: JsonValue | undefined): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, child) => sum + countValues(child), 1);
}

/** Returns the paths of submitted values that are `readOnly` and differ from the stored ones. */
export function findReadOnlyChanges(
  submission: SubmissionContext,
  submitted: JsonObject,
  data: JsonObject,
  readNumber: NumberReader,
): string[][] {
  return new ReadOnlyChanges(submission, submitted, data, readNumber).find();
}

class ReadOnlyChanges {
  readonly #root: JsonSchema;
  readonly #stored: JsonObject;
  readonly #submitted: JsonObject;
  readonly #readNumber: NumberReader;
  readonly #node: Node;
  readonly #storedNode: Node;

  constructor(
    { schema, stored, chosen = {} }: SubmissionContext,
    submitted: JsonObject,
    data: JsonObject,
    readNumber: NumberReader,
  ) {
    this.#root = normalizeSchema(schema);
    this.#stored = stored;
    this.#submitted = submitted;
    this.#readNumber = readNumber;
    const all = withMissing(submitted, data);
    this.#node = new NodeResolver(schema, {}).resolve(all, { chosen, visible: data, undecided: 'fitting' });
    this.#storedNode = new NodeResolver(schema, {}).resolve(stored, { undecided: 'fitting' });
  }

  find(): string[][] {
    return this.#find([], this.#node, this.#storedNode, this.#stored, this.#submitted);
  }

  #find(
    path: string[],
    node: Node | null,
    storedNode: Node | null,
    before: JsonValue | undefined,
    value: JsonValue,
  ): string[][] {
    if (!node) return [];
    if (path.length > 0 && isReadOnly(node)) return this.#isChanged(node, before, value) ? [path] : [];
    if (Array.isArray(value)) {
      if (node.type !== 'list') return [];
      const matches = this.#matchItems(node, storedNode, Array.isArray(before) ? before : [], value);
      return value.flatMap((item, index) => {
        const match = matches[index];
        const own = match && storedNode ? findChild(storedNode, match.index) : null;
        return this.#find([...path, String(index)], node.items[index] ?? null, own, match?.item, item);
      });
    }
    if (!isJsonObject(value)) return [];
    return Object.entries(value).flatMap(([key, child]) =>
      this.#find(
        [...path, key],
        findChild(node, key),
        storedNode && findChild(storedNode, key),
        isJsonObject(before) ? getOwn(before, key) : undefined,
        child,
      ),
    );
  }

  #isChanged(node: Node, before: JsonValue | undefined, value: JsonValue): boolean {
    const next = this.#coerce(node, value);
    // A form fills in the default if there is no stored value.
    const preset = node.active.find((schema) => schema.default !== undefined)?.default as JsonValue;
    const allowed = [before ?? null, before ?? preset ?? null];
    return !allowed.some((same) => deepEquals(next === '' ? null : fillGaps(next, same), same));
  }

  #coerce(node: Node, value: JsonValue): JsonValue {
    return coerceValue(this.#root, { allOf: [...node.active] }, value, this.#readNumber);
  }

  /**
   * Matches each submitted item to its stored counterpart; undefined for a new one. People add, remove and
   * move items, so items are identified by their `readOnly` values: first by all of them, then by those
   * outside nested lists. Items without such values are matched by position. The fixed items of a tuple never
   * move.
   */
  #matchItems(
    node: ListNode,
    storedNode: Node | null,
    stored: readonly JsonValue[],
    submitted: readonly JsonValue[],
  ): ({ index: number; item: JsonValue } | undefined)[] {
    const toKeyed = (list: Node | null) => (item: JsonValue, index: number) => {
      const values = this.#findReadOnly(list && findChild(list, index), item);
      const own = values.filter(({ isOwn }) => isOwn);
      return { item, index, own: toKey(own), all: toKey(values) };
    };
    const free = new Map(stored.map(toKeyed(storedNode)).map((keyed) => [keyed.index, keyed]));
    const matches: ({ index: number; item: JsonValue } | undefined)[] = submitted.map(() => undefined);
    const take = (index: number, position: number | undefined) => {
      const found = position === undefined ? undefined : free.get(position);
      if (found) {
        matches[index] = found;
        free.delete(found.index);
      }
      return found !== undefined;
    };
    const rest = submitted
      .map(toKeyed(node))
      .filter(({ index }) => index >= node.fixedCount || !take(index, index));
    const takeBy = (key: 'all' | 'own', items: typeof rest) => {
      const positions = Map.groupBy(free.values(), (keyed) => keyed[key]);
      return items.filter((keyed) => !take(keyed.index, positions.get(keyed[key])?.shift()?.index));
    };
    const keyed = rest.filter(({ all }) => all !== '');
    const unmatched = takeBy('all', keyed);
    takeBy(
      'own',
      unmatched.filter(({ own }) => own !== ''),
    );
    for (const { index, own } of unmatched) {
      if (own === '' && free.get(index)?.own === '') take(index, index);
    }
    return matches;
  }

  /** Returns the `readOnly` values in a value, each with its path, as comparable texts. */
  #findReadOnly(node: Node | null, value: JsonValue, path: readonly string[] = []): ReadOnlyValue[] {
    if (!node) return [];
    if (isReadOnly(node)) {
      const next = this.#coerce(node, value);
      return isBlank(next) ? [] : [{ key: toCanonicalJson([[...path], next]), isOwn: true }];
    }
    if (Array.isArray(value)) {
      const inside = value.flatMap((item, index) =>
        this.#findReadOnly(findChild(node, index), item, [...path, '[]']),
      );
      return inside.map(({ key }) => ({ key, isOwn: false }));
    }
    if (!isJsonObject(value)) return [];
    return Object.entries(value).flatMap(([key, child]) =>
      this.#findReadOnly(findChild(node, key), child, [...path, key]),
    );
  }
}

interface ReadOnlyValue {
  key: string;
  /** Whether it is outside any nested list. */
  isOwn: boolean;
}

function toKey(values: readonly ReadOnlyValue[]): string {
  return values
    .map(({ key }) => key)
    .sort()
    .join('\n');
}

/** Returns whether any schema that applies makes the value `readOnly`. */
export function isReadOnly({ active }: Pick<Node, 'active'>): boolean {
  return active.some((schema) => schema.readOnly === true);
}
