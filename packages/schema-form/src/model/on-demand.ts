/**
 * Determines which groups of fields a form opens on demand. With references, a short schema can describe a
 * form without end (a recursive type) or with 2^30 fields (thirty types with two fields of the next type
 * each), which can't be rendered.
 */
import { isJsonObject, type JsonObject, type JsonSchema, toList } from './json-schema.ts';
import { followReference } from './schema-references.ts';

/**
 * The maximum number of fields that are rendered at once through references. Fields of the schema itself are
 * always rendered.
 */
const mostFields = 2000;
/** The same limit for one item of a list or entry of a map, because there may be many of them. */
const mostFieldsInEntry = 200;
/** The maximum number of items with which a list begins. */
const mostEntries = 1000;
/** The maximum nesting of groups through references. */
const deepest = 16;

/**
 * Marks in a normalized schema which groups open on demand: recursive types, and groups that exceed the
 * limits of fields or levels. It takes linear time.
 */
export function markOnDemand(root: JsonSchema): void {
  const marker = new Marker(root);
  marker.breakCycles();
  marker.limitFields();
}

/** Returns the schema of a group that was opened. */
export function openOnDemand(schema: JsonSchema): JsonSchema {
  const { 'x-on-demand': _, ...rest } = schema;
  return renameReferences(rest, '$dynamicRef', '$ref');
}

/**
 * Marks a group. Its reference becomes a `$dynamicRef`, which normalized schemas use for nothing else. Our
 * code follows it, but rjsf does not, although it follows every `$ref` to look for defaults.
 */
function closeOnDemand(root: JsonSchema, schema: JsonSchema): JsonSchema {
  const { title } = followReference(root, schema) ?? {};
  const titled = title === undefined ? schema : { title, ...schema };
  return { ...renameReferences(titled, '$ref', '$dynamicRef'), 'x-on-demand': true };
}

/** Renames the reference keyword in all subschemas for the same value. */
function renameReferences(schema: JsonSchema, from: string, to: string): JsonSchema {
  const entries = Object.entries(schema).map(([keyword, value]): [string, unknown] => {
    if (keyword === from) return [to, value];
    const isList = ['allOf', 'anyOf', 'oneOf'].includes(keyword) && Array.isArray(value);
    if (isList)
      return [keyword, value.map((part) => (isSchema(part) ? renameReferences(part, from, to) : part))];
    const isCondition = (keyword === 'then' || keyword === 'else') && isSchema(value);
    return [keyword, isCondition ? renameReferences(value, from, to) : value];
  });
  return Object.fromEntries(entries) as JsonSchema;
}

function isSchema(value: unknown): value is JsonSchema & JsonObject {
  return isJsonObject(value);
}

/** A subschema that renders another field, and a function to replace it. */
interface Place {
  schema: JsonSchema;
  replace(schema: JsonSchema): void;
}

class Marker {
  readonly #root: JsonSchema;
  readonly #parts = new WeakMap<JsonSchema, Set<JsonSchema>>();

  constructor(root: JsonSchema) {
    this.#root = root;
  }

  /** Searches depth-first. A reference to a schema on the current path is a cycle. */
  breakCycles(): void {
    const entered = new Set<JsonSchema>();
    const path = new Set<JsonSchema>();
    const visit = (parts: ReadonlySet<JsonSchema>) => {
      for (const part of parts) path.add(part);
      for (const part of parts) {
        if (entered.has(part)) continue;
        entered.add(part);
        for (const place of getPlaces(part)) {
          const inside = this.#getParts(place.schema);
          if ([...inside].some((other) => path.has(other)))
            place.replace(closeOnDemand(this.#root, place.schema));
          else visit(inside);
        }
      }
      for (const part of parts) path.delete(part);
    };
    for (const start of this.#getStarts()) visit(this.#getParts(start.schema));
  }

  limitFields(): void {
    for (const { schema, most } of this.#getStarts()) {
      let fields = 0;
      /** `times` is how often this schema is rendered, as items of lists with a minimum length. */
      const walk = (parts: ReadonlySet<JsonSchema>, depth: number, times: number) => {
        const places = [...parts].map((part) => [part, getPlaces(part)] as const);
        // Count the fields of this level first: they are rendered in any case.
        for (const [part, own] of places) fields += (own.length + getCost(part)) * times;
        for (const [part, own] of places) {
          for (const place of own) {
            if (place.schema['x-on-demand']) continue;
            const inside = this.#getParts(place.schema);
            const isReference = inside.size > 1;
            if (isReference && (fields > most || depth === deepest)) {
              place.replace(closeOnDemand(this.#root, place.schema));
            } else {
              walk(
                inside,
                isReference ? depth + 1 : depth,
                times * limitEntries(part, (most - fields) / times),
              );
            }
          }
        }
      };
      walk(this.#getParts(schema), 0, 1);
    }
  }

  /**
   * Returns the schemas whose fields are counted from zero: the root, items of lists, entries of maps, and
   * definitions.
   */
  #getStarts(): { schema: JsonSchema; most: number }[] {
    const starts = new Map<JsonSchema, number>([[this.#root, mostFields]]);
    const add = (schema: unknown, most: number) => {
      // Follow references first, because thousands of lists may share a few item types.
      const start =
        isSchema(schema) && schema.$ref !== undefined ? followReference(this.#root, schema) : schema;
      if (isSchema(start)) starts.set(start, Math.min(most, starts.get(start) ?? most));
    };
    const seen = new Set<JsonSchema>();
    const look = (schema: JsonSchema) => {
      if (seen.has(schema)) return;
      seen.add(schema);
      for (const entry of [schema.items, schema.additionalItems, schema.additionalProperties]) {
        add(entry, mostFieldsInEntry);
        if (isSchema(entry)) look(entry);
      }
      for (const entry of Object.values(schema.patternProperties ?? {})) {
        add(entry, mostFieldsInEntry);
        if (isSchema(entry)) look(entry);
      }
      for (const place of getPlaces(schema)) look(place.schema);
      for (const part of this.#getParts(schema)) look(part);
    };
    look(this.#root);
    for (const definition of Object.values((this.#root.definitions ?? {}) as JsonObject)) {
      add(definition, mostFields);
      if (isSchema(definition)) look(definition);
    }
    return [...starts].map(([schema, most]) => ({ schema, most }));
  }

  /** Returns a schema and every subschema for the same value, except the branches of its choices. */
  #getParts(schema: JsonSchema): Set<JsonSchema> {
    const known = this.#parts.get(schema);
    if (known) return known;
    const parts = new Set<JsonSchema>();
    this.#parts.set(schema, parts);
    const add = (part: unknown) => {
      if (!isSchema(part) || parts.has(part)) return;
      parts.add(part);
      add(followReference(this.#root, part));
      for (const inner of [...toList(part.allOf), part.then, part.else]) add(inner);
      for (const brought of Object.values(part.dependencies ?? {})) add(brought);
    };
    add(schema);
    return parts;
  }
}

/** Returns the cost of the values in a schema (options, defaults), measured in fields. */
function getCost(schema: JsonSchema): number {
  const { enum: options = [], default: value = null } = schema;
  const isShort = options.length < 50 && (typeof value !== 'object' || value === null);
  return isShort && typeof value !== 'string' ? 0 : JSON.stringify([options, value]).length / 1000;
}

/**
 * Limits the number of items with which a list begins. If `minItems` exceeds the limit, people add the rest.
 */
function limitEntries(schema: JsonSchema, room: number): number {
  if (!isSchema(schema.items) || typeof schema.minItems !== 'number') return 1;
  const fewest = Math.min(schema.minItems, mostEntries, Math.max(1, Math.floor(room)));
  schema.minItems = fewest;
  return Math.max(1, fewest);
}

/**
 * Returns the subschemas of a schema that are rendered without a value: properties, branches, fixed items of
 * a tuple, items of a list that can't be empty.
 */
function getPlaces(schema: JsonSchema): Place[] {
  const places: Place[] = [];
  const addAll = (container: unknown) => {
    if (typeof container !== 'object' || container === null) return;
    const all = container as Record<string, unknown>;
    for (const [key, value] of Object.entries(all)) {
      if (isSchema(value)) {
        const replace = (next: JsonSchema) => {
          all[key] = next;
        };
        places.push({ schema: value, replace });
      }
    }
  };
  addAll(schema.properties);
  const { items } = schema;
  if (isSchema(items) && Number(schema.minItems) > 0) {
    const replace = (next: JsonSchema) => {
      schema.items = next as JsonSchema;
    };
    places.push({ schema: items, replace });
  }
  for (const list of [schema.anyOf, schema.oneOf, items]) if (Array.isArray(list)) addAll(list);
  return places;
}
