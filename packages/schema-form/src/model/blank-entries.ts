import { getItemSchemas, getPropertySchemas } from './applicable-schemas.ts';
import { cleanText } from './clean-text.ts';
import { isBlank } from './is-blank.ts';
import {
  getOwn,
  getTypes,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
} from './json-schema.ts';
import { getRootSchemas } from './root-schemas.ts';

interface KeepOptions {
  /** The data as a person typed them. */
  given: JsonObject;
  /** The normalized data, without blank values. */
  data: JsonObject;
}

/**
 * Adds the blank entries of maps and lists to normalized data. So a form shows entries that are not filled in yet, and
 * the others keep the indexes by which their chosen branches are known.
 */
export function keepBlankEntries(schema: JsonSchema, options: KeepOptions): JsonObject {
  const { root, schemas } = getRootSchemas(schema);
  return keepMembers(root, schemas, options);
}

function keepMembers(
  root: JsonSchema,
  schemas: readonly JsonSchema[],
  { given, data }: KeepOptions,
): JsonObject {
  const isNamed = (key: string) => schemas.some(({ properties = {} }) => Object.hasOwn(properties, key));
  const kept = Object.entries(given).flatMap(([key, typed]): [string, JsonValue][] => {
    const own = getPropertySchemas(root, schemas, key);
    const normalized = getOwn(data, key);
    const whole = keepInside(root, own, typed, normalized);
    if (whole !== undefined) return [[key, whole]];
    return typed === '' && !isNamed(key) ? [[key, '']] : [];
  });
  return { ...Object.fromEntries(kept), ...Object.fromEntries(getOthers(data, given)) };
}

/** Returns a normalized value with the blank entries in it; undefined for a value that has neither. */
function keepInside(
  root: JsonSchema,
  schemas: readonly JsonSchema[],
  typed: JsonValue,
  normalized: JsonValue | undefined,
): JsonValue | undefined {
  if (Array.isArray(typed) && (normalized === undefined || Array.isArray(normalized))) {
    const items = alignItems(typed, normalized ?? []);
    if (!items || typed.length === 0) return normalized;
    return typed.map(
      (item, index) => keepInside(root, getItemSchemas(root, schemas, index), item, items[index]) ?? item,
    );
  }
  const isGroup = normalized === undefined || isJsonObject(normalized);
  if (!isJsonObject(typed) || !isGroup || !schemas.some(isObject)) return normalized;
  const inside = keepMembers(root, schemas, { given: typed, data: normalized ?? {} });
  return normalized || Object.keys(inside).length > 0 ? inside : undefined;
}

/**
 * Returns the normalized item of each typed one, undefined for a blank one; null if the list was not only freed from
 * blank items.
 */
function alignItems(
  typed: readonly JsonValue[],
  normalized: readonly JsonValue[],
): (JsonValue | undefined)[] | null {
  if (typed.length === normalized.length) return [...normalized];
  const filled = typed.filter((item) => !isBlankEntry(item));
  if (filled.length !== normalized.length) return null;
  const rest = normalized.values();
  return typed.map((item) => (isBlankEntry(item) ? undefined : rest.next().value));
}

function isBlankEntry(item: JsonValue): boolean {
  return isBlank(typeof item === 'string' ? cleanText(item) : item);
}

function getOthers(data: JsonObject, given: JsonObject): [string, JsonValue][] {
  return Object.entries(data).filter(([key]) => !Object.hasOwn(given, key));
}

function isObject(schema: JsonSchema): boolean {
  const keywords = ['properties', 'patternProperties', 'additionalProperties'];
  return getTypes(schema).includes('object') || keywords.some((keyword) => schema[keyword] !== undefined);
}
