import { getTypes, isJsonObject, type JsonSchema } from './json-schema.ts';
import { getSubschemas } from './subschemas.ts';

/**
 * Returns the separator of the names in a field id: `root_address_street`. It is another one than `_` if two
 * fields would have the same id, such as `a_b` and `b` in `a`.
 */
export function getIdSeparator(root: JsonSchema): string {
  const names = new Set<string>();
  const groups = new Set<string>();
  const seen = new Set<JsonSchema>();
  const collect = (schema: JsonSchema) => {
    if (seen.has(schema) || isSingleValue(schema)) return;
    seen.add(schema);
    for (const name in schema.properties) {
      names.add(name);
      const property = schema.properties[name];
      if (isJsonObject(property) && mayHaveMembers(property as JsonSchema)) groups.add(name);
    }
    getSubschemas(schema).forEach(collect);
  };
  collect(root);
  const mayCollide = (name: string) => getPrefixes(name).some((prefix) => groups.has(prefix));
  if (![...names].some(mayCollide)) return '_';
  let separator = '-';
  while ([...names].some((name) => name.includes(separator))) separator += '-';
  return separator;
}

/** Returns the text before each `_` in a name. */
function getPrefixes(name: string): string[] {
  if (!name.includes('_')) return [];
  return [...name.matchAll(/_/g)].map(({ index }) => name.slice(0, index));
}

/** Keywords whose subschemas may describe members or items. */
const structural = [
  '$ref',
  '$dynamicRef',
  '$defs',
  'definitions',
  'properties',
  'patternProperties',
  'additionalProperties',
  'items',
  'allOf',
  'anyOf',
  'oneOf',
  'if',
  'dependencies',
  'dependentSchemas',
];

/** Returns whether a value has neither members nor items. Most schemas describe such values. */
function isSingleValue(schema: JsonSchema): boolean {
  const types = getTypes(schema);
  if (types.length > 0) return !types.some((type) => type === 'object' || type === 'array');
  return Boolean(schema.enum) && !structural.some((keyword) => keyword in schema);
}

function mayHaveMembers(schema: JsonSchema): boolean {
  return !isSingleValue(schema) && (getTypes(schema).length > 0 || !schema.enum);
}
