import { hasTooManyValues } from '../model/bounds.ts';
import { toCanonicalJson } from '../model/canonical-json.ts';
import { toToken } from '../model/json-pointer.ts';
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../model/json-schema.ts';
import { followReference } from '../model/schema-references.ts';
import { schemaListKeywords, schemaMapKeywords, subschemaKeywords } from '../model/subschemas.ts';

/** A schema that the interpreter can compile. */
export interface PreparedSchema {
  document: JsonObject;
  /** The schemas by their pointer in the document, as their author wrote them. */
  sources: ReadonlyMap<string, JsonSchema>;
}

/** The maximum number of values in a schema that a page interprets. */
const mostValues = 50_000;

/** Keywords with values that the interpreter compares, and must not take for schemas. */
const comparedKeywords = new Set(['enum', 'const']);

/** Keywords that assert something about a value, and have no subschemas. */
const assertions = new Set([
  ...['type', 'multipleOf', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  ...['minLength', 'maxLength', 'pattern', 'format', 'minItems', 'maxItems', 'uniqueItems'],
  ...['minContains', 'maxContains', 'minProperties', 'maxProperties', 'required', 'dependentRequired'],
  ...['formatMinimum', 'formatMaximum', 'formatExclusiveMinimum', 'formatExclusiveMaximum'],
]);

/**
 * Reduces a schema in the internal dialect to what the interpreter reads: assertions and subschemas. Each target of a
 * reference becomes a definition, so that no reference leads out of the document and no text of a schema is taken for an
 * identifier. Throws if a reference leads nowhere, or the schema is too large or nested too deep.
 */
export function prepareSchema(root: JsonSchema): PreparedSchema {
  if (hasTooManyValues(root as JsonObject, mostValues)) throw new RangeError('The schema is too large');
  const sources = new Map<string, JsonSchema>();
  const names = new Map<JsonSchema, string>();
  const waiting: JsonSchema[] = [];

  const refer = (schema: JsonSchema): string => {
    const target = followReference(root, schema);
    if (!target) throw new Error('A reference leads nowhere');
    if (target === root) return '#';
    const known = names.get(target);
    if (known !== undefined) return `#/$defs/${known}`;
    const name = String(names.size);
    names.set(target, name);
    waiting.push(target);
    return `#/$defs/${name}`;
  };

  const prepare = (value: unknown, pointer: string): JsonValue => {
    if (!isJsonObject(value)) return value !== false;
    const schema = value as JsonSchema;
    sources.set(pointer, schema);
    const entries = Object.entries(schema).flatMap(([keyword, child]): [string, JsonValue][] => {
      const at = `${pointer}/${keyword}`;
      if (keyword === '$ref') return [[keyword, refer(schema)]];
      if (assertions.has(keyword)) return [[keyword, child as JsonValue]];
      if (comparedKeywords.has(keyword)) {
        const values = keyword === 'const' ? [child] : (child as JsonValue[]);
        return [[keyword, values.map((option) => toCanonicalJson(option as JsonValue))]];
      }
      if (Array.isArray(child)) {
        return schemaListKeywords.has(keyword)
          ? [[keyword, child.map((item, index) => prepare(item, `${at}/${index}`))]]
          : [];
      }
      if (schemaMapKeywords.has(keyword)) {
        return keyword === '$defs' || keyword === 'definitions'
          ? []
          : [[keyword, prepareMap(child, at, keyword !== 'dependentSchemas')]];
      }
      return subschemaKeywords.has(keyword) ? [[keyword, prepare(child, at)]] : [];
    });
    return Object.fromEntries(entries);
  };

  const prepareMap = (map: unknown, pointer: string, ignoresPrototype: boolean): JsonObject => {
    const entries = Object.entries(isJsonObject(map) ? map : {})
      // Ajv ignores a property of this name, except in `dependentSchemas`.
      .filter(([key]) => !(ignoresPrototype && key === '__proto__'))
      // In `dependencies`, a list has the names that are required.
      .map(([key, child]) => [
        key,
        Array.isArray(child) ? child : prepare(child, `${pointer}/${toToken(key)}`),
      ]);
    return Object.fromEntries(entries) as JsonObject;
  };

  const document = prepare(root, '') as JsonObject;
  const definitions: [string, JsonValue][] = [];
  for (let target = waiting.shift(); target; target = waiting.shift()) {
    const name = String(definitions.length);
    definitions.push([name, prepare(target, `/$defs/${name}`)]);
  }
  return { document: { ...document, $defs: Object.fromEntries(definitions) }, sources };
}
