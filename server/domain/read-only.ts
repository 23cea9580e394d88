/** `readOnly` values: a form shows them and can't change them. A condition or a branch can make a value `readOnly`. */
import { getPropertySubschemas } from '../../shared/applicable-schemas.ts';
import { toCanonicalJson } from '../../shared/canonical-json.ts';
import type { ChosenBranches } from '../../shared/choices.ts';
import { getItems } from '../../shared/count-faults.ts';
import { deepEquals } from '../../shared/deep-equals.ts';
import { forgiveInput, type NumberReader } from '../../shared/forgive-input.ts';
import { getEntrySchemas, getHolding } from '../../shared/hidden-values.ts';
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../shared/json-schema.ts';
import { normaliseSchema } from '../../shared/normalise-schema.ts';

interface ReadOnlyContext {
  schema: JsonSchema;
  stored: JsonObject;
  /** The chosen branches; undefined where the submission does not name them. */
  chosen: ChosenBranches | undefined;
}

/** Adds the stored `readOnly` values that data lack. In lists an entry without them is a new one. */
export function keepReadOnly({ schema, stored, chosen = {} }: ReadOnlyContext, data: JsonObject): JsonObject {
  const root = normaliseSchema(schema);
  const keep = (name: string, schemas: unknown[], before: JsonObject, value: JsonObject): JsonObject => {
    const holding = getHolding({ root, chosen }, name, schemas, value);
    const kept = Object.entries(before).flatMap(([key, old]): [string, JsonValue][] => {
      const own = holding.flatMap((part) => getPropertySubschemas(part, key));
      const inside = `${name}[${key}]`;
      const next = Object.hasOwn(value, key) ? value[key] : undefined;
      if (isReadOnly(getHolding({ root, chosen }, inside, own, next ?? old))) {
        return next === undefined ? [[key, old]] : [];
      }
      if (!isJsonObject(old)) return [];
      if (isJsonObject(next)) return [[key, keep(inside, own, old, next)]];
      // A group that is removed keeps its `readOnly` members.
      const rest = next === undefined || next === null ? keep(inside, own, old, {}) : {};
      return Object.keys(rest).length > 0 ? [[key, rest]] : [];
    });
    const result = { ...value, ...Object.fromEntries(kept) };
    // An added value may satisfy a condition that makes others `readOnly`.
    const isWhole = Object.keys(result).length === Object.keys(value).length;
    return isWhole ? result : keep(name, schemas, before, result);
  };
  return keep('root', [root], stored, data);
}

/** The paths of submitted values that are `readOnly` in the data and differ from the stored ones. */
export function findReadOnlyChanges(
  { schema, stored, chosen = {} }: ReadOnlyContext,
  sent: JsonObject,
  data: JsonObject,
  readNumber: NumberReader,
): string[][] {
  const root = normaliseSchema(schema);
  const find = (
    path: string[],
    schemas: unknown[],
    [before, value, meant]: [JsonValue | undefined, JsonValue, JsonValue | undefined],
  ): string[][] => {
    const name = ['root', ...path.map((key) => `[${key}]`)].join('');
    const holding = getHolding({ root, chosen }, name, schemas, meant ?? value);
    if (path.length > 0 && isReadOnly(holding)) {
      const next = forgiveInput(root, { allOf: schemas }, value, readNumber);
      // A form fills in the schema's default for a value that is missing.
      const given = before ?? holding.find((part) => part.default !== undefined)?.default ?? null;
      return [before ?? null, given].some((same) => deepEquals(next === '' ? null : next, same))
        ? []
        : [path];
    }
    if (Array.isArray(value)) {
      const schemasOf = (index: number) => getEntrySchemas(holding, index);
      const places = { root, chosen, name, schemasOf, fixed: Math.max(...holding.map(countFixed)) };
      const pairs = pairEntries(places, Array.isArray(before) ? before : [], value);
      return value.flatMap((entry, index) =>
        find([...path, String(index)], schemasOf(index), [
          pairs[index],
          entry,
          Array.isArray(meant) ? meant[index] : undefined,
        ]),
      );
    }
    if (!isJsonObject(value)) return [];
    return Object.entries(value).flatMap(([key, child]) =>
      find(
        [...path, key],
        holding.flatMap((part) => getPropertySubschemas(part, key)),
        [getOwn(before, key), child, getOwn(meant, key)],
      ),
    );
  };
  return find([], [root], [stored, sent, data]);
}

/** How many items of a list have their own schema, as those of a tuple do. */
function countFixed(schema: JsonSchema): number {
  return getItems(schema).fixed.length;
}

interface Entries {
  root: JsonSchema;
  chosen: ChosenBranches;
  /** Of the list in the form. */
  name: string;
  schemasOf(index: number): unknown[];
  fixed: number;
}

/**
 * Matches each submitted item to its stored counterpart; undefined for a new one. Items are added,
 * removed and moved, so they are matched by their `readOnly` values: first by all of them, nested lists
 * included, then by their own. Items without any are matched by index. Items of a tuple do not move.
 */
function pairEntries(
  { root, chosen, name, schemasOf, fixed }: Entries,
  stored: readonly JsonValue[],
  sent: readonly JsonValue[],
): (JsonValue | undefined)[] {
  const toKeyed = (branches: ChosenBranches) => (entry: JsonValue, index: number) => {
    const values = findReadOnly({ root, chosen: branches }, `${name}[${index}]`, schemasOf(index), entry);
    const own = values.filter(({ isOwn }) => isOwn);
    const toKey = (some: readonly ReadOnlyValue[]) =>
      some
        .map(({ key }) => key)
        .sort()
        .join('\n');
    return { entry, index, own: toKey(own), all: toKey(values) };
  };
  const free = new Map(stored.map(toKeyed({})).map((keyed) => [keyed.index, keyed]));
  const pairs: (JsonValue | undefined)[] = sent.map(() => undefined);
  const take = (index: number, place: number | undefined) => {
    const found = place === undefined ? undefined : free.get(place);
    if (found) {
      pairs[index] = found.entry;
      free.delete(found.index);
    }
    return found !== undefined;
  };
  const rest = sent.map(toKeyed(chosen)).filter(({ index }) => index >= fixed || !take(index, index));
  const takeBy = (key: 'all' | 'own', entries: typeof rest) => {
    const places = Map.groupBy(free.values(), (keyed) => keyed[key]);
    return entries.filter((keyed) => !take(keyed.index, places.get(keyed[key])?.shift()?.index));
  };
  const others = takeBy(
    'all',
    rest.filter(({ all }) => all !== ''),
  );
  takeBy(
    'own',
    others.filter(({ own }) => own !== ''),
  );
  for (const { index, own } of others) if (own === '' && free.get(index)?.own === '') take(index, index);
  return pairs;
}

interface ReadOnlyValue {
  key: string;
  /** Whether it is not inside a nested list. */
  isOwn: boolean;
}

/** The `readOnly` values in a value with their paths, as texts to compare. */
function findReadOnly(
  of: { root: JsonSchema; chosen: ChosenBranches },
  name: string,
  schemas: unknown[],
  value: JsonValue,
  place: readonly string[] = [],
): ReadOnlyValue[] {
  const holding = getHolding(of, name, schemas, value);
  if (isReadOnly(holding)) {
    const next = forgiveInput(of.root, { allOf: schemas }, value);
    return next === '' || next === null ? [] : [{ key: toCanonicalJson([[...place], next]), isOwn: true }];
  }
  if (Array.isArray(value)) {
    const inside = value.flatMap((entry, index) =>
      findReadOnly(of, `${name}[${index}]`, getEntrySchemas(holding, index), entry, [...place, '[]']),
    );
    return inside.map(({ key }) => ({ key, isOwn: false }));
  }
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const own = holding.flatMap((part) => getPropertySubschemas(part, key));
    return findReadOnly(of, `${name}[${key}]`, own, child, [...place, key]);
  });
}

function isReadOnly(schemas: readonly JsonSchema[]): boolean {
  return schemas.some((schema) => schema.readOnly === true);
}

function getOwn(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
