import { getPropertyNames } from './applicable-schemas.ts';
import { deepEquals } from './deep-equals.ts';
import {
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  type UiSchema,
} from './json-schema.ts';
import { getParts, getPlace, type Part, type Place } from './reading.ts';

/**
 * What to send of a form's data: the top-level values that differ from those that are stored, null
 * where a value was cleared or is hidden now. Where it is not known what is stored (`before` null), all of them.
 * Values that can't be changed are never sent.
 */
export function getPayload(schema: JsonSchema, before: JsonObject | null, after: JsonObject): JsonObject {
  const keys = new Set([...getPropertyNames(schema), ...Object.keys(before ?? {}), ...Object.keys(after)]);
  const entries = [...keys]
    .filter((key) => {
      const property = schema.properties?.[key];
      const isReadOnly = typeof property === 'object' && property.readOnly === true;
      // An empty field leaves a value alone that nobody is shown.
      const isLeftAlone = typeof property === 'object' && property.writeOnly === true && !after[key];
      return !isReadOnly && !isLeftAlone && (before === null || !deepEquals(before[key], after[key]));
    })
    .map((key) => [key, after[key] ?? null] as const);
  return Object.fromEntries(entries);
}

/** One value that is not what it was; undefined is one that was or is not there. */
export interface Change {
  path: (string | number)[];
  /** What the page calls each part of the path. */
  titles: string[];
  before: JsonValue | undefined;
  after: JsonValue | undefined;
}

/**
 * The values that differ, in the order of the page; entries of lists are compared by their places.
 * An object or list that came is told value by value; one that went, or turned into something
 * else, is one change. Made one after the other, the changes turn `before` into `after`.
 */
export function getChanges(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  { schema, uiSchema }: { schema: JsonSchema; uiSchema?: UiSchema },
): Change[] {
  const old = getPlace(schema, schema, uiSchema, before);
  const current = getPlace(schema, schema, uiSchema, after);
  return compare({ path: [], titles: [] }, old, current);
}

type Position = Pick<Change, 'path' | 'titles'>;

/** A value as it was and as it is; each may be read by another branch of the schema. */
function compare({ path, titles }: Position, old: Place, current: Place): Change[] {
  const { value: before } = old;
  const { value: after } = current;
  if (deepEquals(before, after)) return [];
  if (!areComparable(before, after)) return [{ path, titles, before, after }];
  const oldParts = getAllParts(old);
  const currentParts = getAllParts(current);
  return [...new Set([...currentParts.keys(), ...oldParts.keys()])].flatMap((key) => {
    const oldPart = oldParts.get(key);
    const currentPart = currentParts.get(key);
    const title = (currentPart ?? oldPart)?.title ?? String(key);
    const position = { path: [...path, key], titles: [...titles, title] };
    return compare(position, oldPart?.place ?? getGap(old), currentPart?.place ?? getGap(current));
  });
}

/** Whether there is more to say than "this became that". */
function areComparable(before: JsonValue | undefined, after: JsonValue | undefined): boolean {
  if (Array.isArray(after)) return Array.isArray(before) || (before === undefined && after.length > 0);
  if (!isJsonObject(after)) return false;
  return isJsonObject(before) || (before === undefined && Object.keys(after).length > 0);
}

/** The parts of a value by their keys in the order of the page, those that have no place on it last. */
function getAllParts(place: Place): Map<string | number, Part> {
  const { root, value } = place;
  const parts = new Map(getParts(place).map((part) => [part.key, part]));
  const entries = Array.isArray(value) ? value.entries() : Object.entries(value ?? {});
  for (const [key, child] of entries) {
    const title = typeof key === 'number' ? String(key + 1) : key;
    if (!parts.has(key)) parts.set(key, { key, title, place: getPlace(root, {}, undefined, child, place) });
  }
  return parts;
}

/** The place of a part that is not there. */
function getGap(parent: Place): Place {
  return getPlace(parent.root, {}, undefined, undefined, parent);
}
