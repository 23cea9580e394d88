/** Values that a form shows and nobody changes in it: of a condition or a branch, while it holds. */
import { getPropertySubschemas } from './applicable-schemas.ts';
import { toCanonicalJson } from './canonical-json.ts';
import type { ChosenBranches } from './choices.ts';
import { getItems } from './count-faults.ts';
import { deepEquals } from './deep-equals.ts';
import { forgiveInput, type NumberReader } from './forgive-input.ts';
import { getEntrySchemas, getHolding } from './hidden-values.ts';
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from './json-schema.ts';
import { normaliseSchema } from './normalise-schema.ts';

interface Judged {
  schema: JsonSchema;
  stored: JsonObject;
  /** Which branches are chosen, where the form says it. */
  chosen: ChosenBranches | undefined;
}

/** Data with the stored `readOnly` values that it came without. Entries of lists that come without are new ones. */
export function keepReadOnly({ schema, stored, chosen = {} }: Judged, data: JsonObject): JsonObject {
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
      // Of a group that goes, what can't be changed stays.
      const rest = next === undefined || next === null ? keep(inside, own, old, {}) : {};
      return Object.keys(rest).length > 0 ? [[key, rest]] : [];
    });
    const result = { ...value, ...Object.fromEntries(kept) };
    // What was kept may be what a condition asks for.
    const isWhole = Object.keys(result).length === Object.keys(value).length;
    return isWhole ? result : keep(name, schemas, before, result);
  };
  return keep('root', [root], stored, data);
}

/** The paths of what was sent that is `readOnly` in the data and not as it is stored. */
export function findReadOnlyChanges(
  { schema, stored, chosen = {} }: Judged,
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
      // A form fills in what the schema names for want of a value.
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

/** How many places of a list have a schema of their own, as those of a tuple. */
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
 * Of each entry that was sent the stored one that it is, undefined for one that is new. It is known
 * by its `readOnly` values, since entries come, go and move; where it has none of its own, by its
 * place, and what is in its lists is told by the values there. Places of a tuple do not move.
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
  /** Not of an entry inside. */
  isOwn: boolean;
}

/** The `readOnly` values in a value, each with its place, as texts to be compared. */
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
