import { toCanonicalJson } from '../model/canonical-json.ts';
import { getTypeOf, type JsonSchema, toList } from '../model/json-schema.ts';

/** What schemas that apply to the same value certainly say about it. */
export interface SchemaFacts {
  /** The possible types; null for any. */
  types: ReadonlySet<string> | null;
  /** The possible values as canonical JSON, with their types; null for any. */
  options: ReadonlyMap<string, string> | null;
}

/** What schemas without types and options say. */
export const noFacts: SchemaFacts = { types: null, options: null };

/** Reads `type`, `enum` and `const` of schemas that apply together. Contradictory ones give an empty set. */
export function getFacts(schemas: readonly JsonSchema[]): SchemaFacts {
  return schemas.map(getOwnFacts).reduce(intersect, noFacts);
}

function getOwnFacts(schema: JsonSchema): SchemaFacts {
  const { type, nullable } = schema;
  const named = typeof type === 'string' ? [type] : Array.isArray(type) ? type : null;
  const types = named && new Set(nullable === true ? [...named, 'null'] : named);
  const values = schema.const === undefined ? schema.enum : [schema.const];
  const options = Array.isArray(values)
    ? new Map(values.map((value) => [toCanonicalJson(value), getTypeOf(value)]))
    : null;
  return { types, options };
}

/** Returns what both say. */
export function intersect(a: SchemaFacts, b: SchemaFacts): SchemaFacts {
  return {
    types: a.types && b.types ? new Set(intersectTypes([...a.types], b.types)) : (a.types ?? b.types),
    options:
      a.options && b.options
        ? new Map([...a.options].filter(([option]) => b.options?.has(option)))
        : (a.options ?? b.options),
  };
}

function intersectTypes(types: readonly string[], others: ReadonlySet<string>): string[] {
  return types.flatMap((type) => {
    if (others.has(type) || (type === 'integer' && others.has('number'))) return [type];
    return type === 'number' && others.has('integer') ? ['integer'] : [];
  });
}

/** Returns whether no value follows these facts. */
export function isImpossible({ types, options }: SchemaFacts): boolean {
  if (types?.size === 0 || options?.size === 0) return true;
  if (!types || !options) return false;
  return [...options.values()].every(
    (type) => !types.has(type) && !(type === 'integer' && types.has('number')),
  );
}

/** Returns whether no value follows both facts, each of which some value follows. */
export function contradicts(a: SchemaFacts, b: SchemaFacts): boolean {
  return !isImpossible(a) && !isImpossible(b) && isImpossible(intersect(a, b));
}

/** Names the types or values of facts for a message. */
export function describeFacts({ types, options }: SchemaFacts): string {
  const names = options ? [...options.keys()] : [...(types ?? [])];
  const text = names.slice(0, 4).join(', ');
  const shown = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  return names.length > 4 ? `${shown}, …` : shown;
}

/** Returns the number of steps that reading the facts of a schema takes. */
export function countFactSteps(schema: JsonSchema): number {
  return 1 + toList(schema.enum).length;
}
