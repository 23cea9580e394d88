import { getItems, getPropertySubschemas } from './applicable-schemas.ts';
import { isJsonObject, type JsonSchema, toList } from './json-schema.ts';
import { getDependencies } from './measure-mismatch.ts';
import { followReference, getReference } from './schema-references.ts';
import { someSubschema } from './subschemas.ts';

/** The maximum number of applied subschemas. Ajv takes about a tenth of a second for them. */
const maxWork = 1_000_000;

/**
 * Returns whether validating a value applies subschemas more than `maxWork` times. Ajv applies a subschema for
 * each reference to it, so references that double from level to level, or a recursive type with several
 * branches, make a small value take exponential time. This function visits each pair of a subschema and a
 * value once, which takes linear time.
 */
export function exceedsWork(root: JsonSchema, value: unknown): boolean {
  const known = new Map<unknown, Map<unknown, number>>();
  let pairs = 0;

  const measure = (schema: unknown, of: unknown): number => {
    if (!isJsonObject(schema) || of === undefined) return 0;
    const works = known.get(schema) ?? new Map<unknown, number>();
    known.set(schema, works);
    const before = works.get(of);
    if (before !== undefined) return before;
    pairs += 1;
    if (pairs > maxWork) return maxWork;
    // A schema that refers back to itself for the same value would recurse without end.
    works.set(of, maxWork);
    const work = Math.min(maxWork, measureInside(schema as JsonSchema, of));
    works.set(of, work);
    return work;
  };

  const measureInside = (schema: JsonSchema, of: unknown): number => {
    let work = 1 + measure(followReference(root, schema), of);
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      for (const branch of toList(schema[keyword])) work += measure(branch, of);
    }
    for (const keyword of ['not', 'if', 'then', 'else']) work += measure(schema[keyword], of);
    if (Array.isArray(of)) {
      const { fixed, others } = getItems(schema);
      of.forEach((item, index) => {
        work += measure(index < fixed.length ? fixed[index] : others, item);
        work += measure(schema.contains, item);
      });
    } else if (isJsonObject(of)) {
      for (const [, dependency] of getDependencies(schema)) work += measure(dependency, of);
      for (const [key, child] of Object.entries(of)) {
        for (const own of getPropertySubschemas(schema, key)) work += measure(own, child);
        work += measure(schema.propertyNames, key);
      }
    }
    return work;
  };

  return measure(root, value) >= maxWork;
}

/** Returns whether a schema has references. Without them, its size bounds the work. */
export function hasReferences(schema: JsonSchema): boolean {
  return someSubschema(schema, (subschema) => getReference(subschema) !== null);
}
