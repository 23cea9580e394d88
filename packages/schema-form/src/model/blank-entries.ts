import { getPropertySchemas } from './applicable-schemas.ts';
import { getTypes, isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from './json-schema.ts';

interface Keeping {
  /** As it was typed. */
  given: JsonObject;
  /** As it is meant: what is blank is left out. */
  data: JsonObject;
}

/** Data with the entries of maps that hold nothing yet, for a form to show: somebody has named them. */
export function keepBlankEntries(
  root: JsonSchema,
  schemas: readonly JsonSchema[],
  { given, data }: Keeping,
): JsonObject {
  const isNamed = (key: string) => schemas.some(({ properties = {} }) => Object.hasOwn(properties, key));
  const kept = Object.entries(given).flatMap(([key, typed]): [string, JsonValue][] => {
    const own = getPropertySchemas(root, schemas, key);
    const meant = Object.hasOwn(data, key) ? data[key] : undefined;
    if (isJsonObject(typed) && (meant === undefined || isJsonObject(meant)) && own.some(isObject)) {
      const inside = keepBlankEntries(root, own, { given: typed, data: meant ?? {} });
      return meant || Object.keys(inside).length > 0 ? [[key, inside]] : [];
    }
    if (meant !== undefined) return [[key, meant]];
    return typed === '' && !isNamed(key) ? [[key, '']] : [];
  });
  return { ...Object.fromEntries(kept), ...Object.fromEntries(getOthers(data, given)) };
}

function getOthers(data: JsonObject, given: JsonObject): [string, JsonValue][] {
  return Object.entries(data).filter(([key]) => !Object.hasOwn(given, key));
}

function isObject(schema: JsonSchema): boolean {
  const words = ['properties', 'patternProperties', 'additionalProperties'];
  return getTypes(schema).includes('object') || words.some((word) => schema[word] !== undefined);
}
