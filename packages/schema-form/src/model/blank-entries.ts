import { getPropertySchemas } from './applicable-schemas.ts';
import {
  getOwn,
  getTypes,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
} from './json-schema.ts';

interface KeepOptions {
  /** The data as a person typed them. */
  given: JsonObject;
  /** The normalized data, without blank values. */
  data: JsonObject;
}

/**
 * Adds the blank entries of maps to normalized data, so that a form shows entries that have only a name so
 * far.
 */
export function keepBlankEntries(
  root: JsonSchema,
  schemas: readonly JsonSchema[],
  { given, data }: KeepOptions,
): JsonObject {
  const isNamed = (key: string) => schemas.some(({ properties = {} }) => Object.hasOwn(properties, key));
  const kept = Object.entries(given).flatMap(([key, typed]): [string, JsonValue][] => {
    const own = getPropertySchemas(root, schemas, key);
    const normalized = getOwn(data, key);
    if (isJsonObject(typed) && (normalized === undefined || isJsonObject(normalized)) && own.some(isObject)) {
      const inside = keepBlankEntries(root, own, { given: typed, data: normalized ?? {} });
      return normalized || Object.keys(inside).length > 0 ? [[key, inside]] : [];
    }
    if (normalized !== undefined) return [[key, normalized]];
    return typed === '' && !isNamed(key) ? [[key, '']] : [];
  });
  return { ...Object.fromEntries(kept), ...Object.fromEntries(getOthers(data, given)) };
}

function getOthers(data: JsonObject, given: JsonObject): [string, JsonValue][] {
  return Object.entries(data).filter(([key]) => !Object.hasOwn(given, key));
}

function isObject(schema: JsonSchema): boolean {
  const keywords = ['properties', 'patternProperties', 'additionalProperties'];
  return getTypes(schema).includes('object') || keywords.some((keyword) => schema[keyword] !== undefined);
}
