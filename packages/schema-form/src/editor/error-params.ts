import { getOwn, isJsonObject, type JsonSchema } from '../model/json-schema.ts';

/** Keywords whose error says their own value. */
const valueParams: Readonly<Record<string, string>> = {
  type: 'type',
  enum: 'allowedValues',
  const: 'allowedValue',
  multipleOf: 'multipleOf',
  pattern: 'pattern',
  format: 'format',
};

const limit = /^(?:min|max|exclusiveM|formatM|formatExclusiveM)/;

/**
 * Returns the parameters of each error of a keyword in the form of Ajv's: usually of one error, and of one for each name
 * that is missing.
 */
export function findErrorParams(
  keyword: string,
  schema: JsonSchema,
  value: unknown,
): Record<string, unknown>[] {
  const own = schema[keyword];
  if (keyword === 'required') return findMissing(own, value).map((missingProperty) => ({ missingProperty }));
  if (keyword === 'dependentRequired' || keyword === 'dependencies') {
    return Object.entries(isJsonObject(own) ? own : {}).flatMap(([property, names]) =>
      isJsonObject(value) && Object.hasOwn(value, property)
        ? findMissing(names, value).map((missingProperty) => ({ property, missingProperty }))
        : [],
    );
  }
  if (keyword === 'contains')
    return [{ minContains: schema.minContains ?? 1, maxContains: schema.maxContains }];
  if (limit.test(keyword)) return [{ limit: own }];
  const name = getOwn(valueParams, keyword);
  return [name === undefined ? {} : { [name]: own }];
}

function findMissing(names: unknown, value: unknown): string[] {
  if (!Array.isArray(names) || !isJsonObject(value)) return [];
  return names.filter((name: string) => !Object.hasOwn(value, name));
}
