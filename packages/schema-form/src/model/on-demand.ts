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
const maxFields = 2000;
/** The same limit for one item of a list or entry of a map, because there may be many of them. */
const maxFieldsInItem = 200;
/** The maximum number of items with which a list begins. */
const maxInitialItems = 1000;
/** The maximum nesting of groups through references. */
const maxGroupDepth = 16;

/**
 * Marks in a normalized schema which groups open on demand: recursive types, and groups that exceed the
 * limits of fields or levels. It takes linear time.
 */
export function markOnDemand(root: JsonSchema): void {
  const marker = new Marker(root);
  marker.breakCycles();
  marker.limitFields();
}

/**
 * Marks a group. Its reference becomes a `$dynamicRef`, which normalized schemas use for nothing else. Our code follows
 * it. The functions of rjsf that plug-ins call do not, although they follow every `$ref` to look for defaults.
 */
function markSchema(root: JsonSchema, schema: JsonSchema): JsonSchema {
  const { title } = followReference(root, schema) ?? {};
  const titled = title === undefined ? schema : { title, ...schema };
  return { ...renameReferences(titled), 'x-on-demand': true };
}

/** Renames `$ref` to `$dynamicRef` in a schema and all subschemas for the same value. */
function renameReferences(schema: JsonSchema): JsonSchema {
  const rename = (value: unknown) => (isSchema(value) ? renameReferences(value) : value);
  const entries = Object.entries(schema).map(([keyword, value]): [string, unknown] => {
    if (keyword === '$ref') return ['$dynamicRef', value];
    if (['allOf', 'anyOf', 'oneOf'].includes(keyword)) return [keyword, toList(value).map(rename)];
    return [keyword, keyword === 'then' || keyword === 'else' ? rename(value) : value];
  });
  return Object.fromEntries(entries) as JsonSchema;
}

function isSchema(value: unknown): value is JsonSchema & JsonObject {
  return isJsonObject(value);
}

/** A subschema that renders another field, and a function to replace it. */
interface Slot {
  schema: JsonSchema;
  replace(schema: JsonSchema): void;
}

class Marker {
  readonly #root: JsonSchema;
  readonly #applied = new WeakMap<JsonSchema, Set<JsonSchema>>();

  constructor(root: JsonSchema) {
    this.#root = root;
  }

  /** Searches depth-first. A reference to a schema on the current path is a cycle. */
  breakCycles(): void {
    const entered = new Set<JsonSchema>();
    const path = new Set<JsonSchema>();
    const visit = (applied: ReadonlySet<JsonSchema>) => {
      for (const subschema of applied) path.add(subschema);
      for (const subschema of applied) {
        if (entered.has(subschema)) continue;
        entered.add(subschema);
        for (const slot of getSlots(subschema)) {
          const inside = this.#getApplied(slot.schema);
          if ([...inside].some((other) => path.has(other))) slot.replace(markSchema(this.#root, slot.schema));
          else visit(inside);
        }
      }
      for (const subschema of applied) path.delete(subschema);
    };
    for (const start of this.#getStarts()) visit(this.#getApplied(start.schema));
  }

  limitFields(): void {
    for (const { schema, most } of this.#getStarts()) {
      let fields = 0;
      /** `times` is how often this schema is rendered, as items of lists with a minimum length. */
      const walk = (applied: ReadonlySet<JsonSchema>, depth: number, times: number) => {
        const slots = [...applied].map((subschema) => [subschema, getSlots(subschema)] as const);
        // Count the fields of this level first: they are rendered in any case.
        for (const [subschema, own] of slots) fields += (own.length + getCost(subschema)) * times;
        for (const [subschema, own] of slots) {
          for (const slot of own) {
            if (slot.schema['x-on-demand']) continue;
            const inside = this.#getApplied(slot.schema);
            const isReference = inside.size > 1;
            if (isReference && (fields > most || depth === maxGroupDepth)) {
              slot.replace(markSchema(this.#root, slot.schema));
            } else {
              walk(
                inside,
                isReference ? depth + 1 : depth,
                times * limitItems(subschema, (most - fields) / times),
              );
            }
          }
        }
      };
      walk(this.#getApplied(schema), 0, 1);
    }
  }

  /**
   * Returns the schemas whose fields are counted from zero: the root, items of lists, entries of maps, and
   * definitions.
   */
  #getStarts(): { schema: JsonSchema; most: number }[] {
    const starts = new Map<JsonSchema, number>([[this.#root, maxFields]]);
    const add = (schema: unknown, most: number) => {
      // Follow references first, because thousands of lists may share a few item types.
      const start =
        isSchema(schema) && schema.$ref !== undefined ? followReference(this.#root, schema) : schema;
      if (isSchema(start)) starts.set(start, Math.min(most, starts.get(start) ?? most));
    };
    const seen = new Set<JsonSchema>();
    const addStartsIn = (schema: JsonSchema) => {
      if (seen.has(schema)) return;
      seen.add(schema);
      for (const item of [schema.items, schema.additionalItems, schema.additionalProperties]) {
        add(item, maxFieldsInItem);
        if (isSchema(item)) addStartsIn(item);
      }
      for (const item of Object.values(schema.patternProperties ?? {})) {
        add(item, maxFieldsInItem);
        if (isSchema(item)) addStartsIn(item);
      }
      for (const slot of getSlots(schema)) addStartsIn(slot.schema);
      for (const subschema of this.#getApplied(schema)) addStartsIn(subschema);
    };
    addStartsIn(this.#root);
    for (const definition of Object.values((this.#root.definitions ?? {}) as JsonObject)) {
      add(definition, maxFields);
      if (isSchema(definition)) addStartsIn(definition);
    }
    return [...starts].map(([schema, most]) => ({ schema, most }));
  }

  /** Returns a schema and every subschema for the same value, except the branches of its choices. */
  #getApplied(schema: JsonSchema): Set<JsonSchema> {
    const known = this.#applied.get(schema);
    if (known) return known;
    const applied = new Set<JsonSchema>();
    this.#applied.set(schema, applied);
    const add = (subschema: unknown) => {
      if (!isSchema(subschema) || applied.has(subschema)) return;
      applied.add(subschema);
      add(followReference(this.#root, subschema));
      for (const inner of [...toList(subschema.allOf), subschema.then, subschema.else]) add(inner);
      for (const dependent of Object.values(subschema.dependencies ?? {})) add(dependent);
    };
    add(schema);
    return applied;
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
function limitItems(schema: JsonSchema, available: number): number {
  if (!isSchema(schema.items) || typeof schema.minItems !== 'number') return 1;
  const fewest = Math.min(schema.minItems, maxInitialItems, Math.max(1, Math.floor(available)));
  schema.minItems = fewest;
  return Math.max(1, fewest);
}

/**
 * Returns the subschemas of a schema that are rendered without a value: properties, branches, fixed items of
 * a tuple, items of a list that can't be empty.
 */
function getSlots(schema: JsonSchema): Slot[] {
  const slots: Slot[] = [];
  const addAll = (container: unknown) => {
    if (typeof container !== 'object' || container === null) return;
    const all = container as Record<string, unknown>;
    for (const [key, value] of Object.entries(all)) {
      if (isSchema(value)) {
        const replace = (next: JsonSchema) => {
          all[key] = next;
        };
        slots.push({ schema: value, replace });
      }
    }
  };
  addAll(schema.properties);
  const { items } = schema;
  if (isSchema(items) && Number(schema.minItems) > 0) {
    const replace = (next: JsonSchema) => {
      schema.items = next as JsonSchema;
    };
    slots.push({ schema: items, replace });
  }
  for (const list of [schema.anyOf, schema.oneOf, items]) if (Array.isArray(list)) addAll(list);
  return slots;
}
