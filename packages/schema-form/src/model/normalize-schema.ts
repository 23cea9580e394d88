/**
 * Turns a schema into one that can be drawn: what rjsf does not know is said in words that it
 * knows. Only for drawing: what is valid is judged by the schema as it was written.
 */
import { toInternalDialect } from './dialects.ts';
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue, toList } from './json-schema.ts';
import { markOnDemand } from './on-demand.ts';
import { followReference, isSchemaIn, resolveSchema } from './schema-references.ts';
import { anyType, inferType, inheritType, openObject, saysNothing } from './schema-types.ts';
import { mergeNull, normalizeConst, normalizeOptionNames, normalizeOptions } from './single-values.ts';

const normalized = new WeakMap<JsonSchema, JsonSchema>();

/** The drawable form of a schema; the same object for the same schema. */
export function normalizeSchema(root: JsonSchema): JsonSchema {
  const known = normalized.get(root);
  if (known) return known;
  const internal = toInternalDialect(root);
  const normalizer = new Normalizer(internal);
  const drawn = normalizer.normalizeRoot(internal);
  const definitions = normalizer.normalizeDefinitions();
  const result = Object.keys(definitions).length > 0 ? { ...drawn, definitions } : drawn;
  markOnDemand(result);
  normalized.set(root, result);
  return result;
}

/** They say what is valid, not what to draw; or their work is done here. */
const leftOut = [
  '$schema',
  '$dynamicRef',
  '$recursiveRef',
  '$comment',
  '$defs',
  'definitions',
  'not',
  'contains',
  'minContains',
  'maxContains',
  'minProperties',
  'contentSchema',
];

/** Draws schemas, and collects what they refer to: every target becomes a plain definition. */
class Normalizer {
  readonly #root: JsonSchema;
  readonly #names = new Map<JsonSchema, string>();
  /** How the author refers to each target: a uiSchema speaks of types by that. */
  readonly #references = new Map<JsonSchema, string>();

  constructor(root: JsonSchema) {
    this.#root = root;
  }

  normalizeDefinitions(): JsonObject {
    const drawn: [string, JsonValue][] = [];
    // Drawing a definition may bring more of them.
    for (const [target, name] of this.#names) {
      const definition = (this.#normalizeMember(target) ?? {}) as JsonObject;
      const reference = this.#references.get(target);
      drawn.push([name, reference === undefined ? definition : { ...definition, 'x-ref': reference }]);
    }
    return Object.fromEntries(drawn);
  }

  #refer(target: JsonSchema, reference: string | undefined): string {
    const name = this.#names.get(target) ?? `schema${this.#names.size}`;
    this.#names.set(target, name);
    if (reference !== undefined && !this.#references.has(target)) this.#references.set(target, reference);
    return `#/definitions/${name}`;
  }

  /** A form is about an object, whether its schema says so or not. */
  normalizeRoot(root: JsonSchema): JsonSchema {
    const drawn = this.#draw(this.#toObject(root));
    return openObject(saysNothing(drawn) ? { ...drawn, type: 'object' } : drawn);
  }

  /** Of several types that a root may have, such as the metaschema of draft-07, the form takes the object. */
  #toObject(root: JsonSchema): JsonSchema {
    const { $ref, $schema, $defs, definitions, ...others } = root;
    const isReference = $ref !== undefined && Object.keys(others).length === 0;
    const target = isReference ? (resolveSchema(this.#root, root) ?? root) : root;
    const isObject = Array.isArray(target.type) && target.type.includes('object');
    return isObject ? { ...target, type: 'object' } : root;
  }

  #draw(schema: JsonSchema): JsonSchema {
    const merged = mergeNull(this.#root, normalizeOptions(schema));
    const kept = Object.entries(merged.schema).filter(([keyword]) => !leftOut.includes(keyword));
    let result: JsonSchema = Object.fromEntries(kept);
    delete result.$ref;
    result = normalizeOptionNames(normalizeConst(result));
    // What OpenAPI has for a file.
    if (result.format === 'binary') result.format = 'data-url';
    this.#drawNames(result, schema);
    this.#normalizeObject(result);
    this.#normalizeArray(result);
    this.#normalizeBranches(result);
    const referrer = merged.referrer ?? schema;
    const target = followReference(this.#root, referrer);
    return inferType(target ? withReference(result, this.#refer(target, referrer.$ref)) : result);
  }

  /** The schema of a value by itself: where it says nothing, there is an editor for anything. */
  #normalizeMember(schema: unknown): JsonSchema | null {
    const drawn = this.#normalizeAny(schema);
    if (!drawn) return null;
    return saysNothing(drawn) ? { ...drawn, 'x-types': anyType } : openObject(drawn);
  }

  /** A schema or a boolean one: `true` says nothing, `false` (null here) leaves no place for a value. */
  #normalizeAny(schema: unknown): JsonSchema | null {
    if (schema === false || (isJsonObject(schema) && toList(schema.allOf).includes(false))) return null;
    return isJsonObject(schema) ? this.#draw(schema as JsonSchema) : {};
  }

  #normalizeMap(
    map: unknown,
    draw = (schema: unknown) => this.#normalizeMember(schema),
  ): Record<string, JsonSchema> {
    const entries = isJsonObject(map) ? Object.entries(map) : [];
    return Object.fromEntries(
      entries.flatMap(([key, schema]) => {
        const drawn = draw(schema);
        return drawn ? [[key, drawn]] : [];
      }),
    );
  }

  /** Of the names that properties may have only a list is something to choose from. */
  #drawNames(result: JsonSchema, { propertyNames }: JsonSchema): void {
    if (!isJsonObject(propertyNames)) return;
    const names = resolveSchema(this.#root, propertyNames as JsonSchema);
    const { enum: values, 'x-titles': titles } = normalizeOptionNames(normalizeOptions(names ?? {}));
    if (!Array.isArray(values)) return;
    result.propertyNames = { enum: values, ...(titles !== undefined && { 'x-titles': titles }) };
  }

  #normalizeObject(result: JsonSchema): void {
    if (result.properties) {
      const named = result.properties;
      result.properties = this.#normalizeMap(named);
      const isForbidden = (key: string) =>
        Object.hasOwn(named, key) && !Object.hasOwn(result.properties ?? {}, key);
      const before = result.required?.filter((key) => !isForbidden(key));
      if (before) result.required = before;
    }
    if (result.patternProperties) result.patternProperties = this.#normalizeMap(result.patternProperties);
    const others = result.additionalProperties ?? result.unevaluatedProperties;
    delete result.unevaluatedProperties;
    const normalizedOthers = others === undefined ? null : this.#normalizeAny(others);
    if (normalizedOthers) result.additionalProperties = normalizedOthers;
    else if (others !== undefined) result.additionalProperties = false;
    this.#normalizeDependencies(result);
  }

  #normalizeDependencies(result: JsonSchema): void {
    const { dependencies, dependentSchemas, dependentRequired } = result;
    delete result.dependentSchemas;
    delete result.dependentRequired;
    const all: [string, unknown][] = [dependentRequired, dependencies, dependentSchemas].flatMap((map) =>
      isJsonObject(map) ? Object.entries(map) : [],
    );
    const schemas = all.filter(([, value]) => isJsonObject(value));
    delete result.dependencies;
    // Those that only ask for other keys say what is valid; these bring something to draw.
    if (schemas.length > 0) {
      result.dependencies = this.#normalizeMap(Object.fromEntries(schemas), (schema) =>
        this.#normalizeAny(schema),
      );
    }
  }

  #normalizeArray(result: JsonSchema): void {
    const { unevaluatedItems } = result;
    delete result.unevaluatedItems;
    const fixed = result.items;
    if (Array.isArray(fixed)) {
      const others = result.additionalItems ?? unevaluatedItems;
      delete result.additionalItems;
      result.items = fixed.map((item) => this.#normalizeMember(item) ?? {});
      const normalizedOthers = others === undefined ? null : this.#normalizeMember(others);
      if (normalizedOthers) result.additionalItems = normalizedOthers;
    } else if (result.items !== undefined || unevaluatedItems !== undefined) {
      const drawn = this.#normalizeMember(result.items ?? unevaluatedItems);
      result.items = drawn ?? {};
      if (!drawn) result.maxItems = 0;
    } else if (result.type === 'array') {
      result.items = { 'x-types': anyType };
    }
  }

  #normalizeBranches(result: JsonSchema): void {
    const all = this.#normalizeList(result.allOf);
    for (const keyword of ['anyOf', 'oneOf']) {
      normalizeDiscriminator(result, keyword);
      const drawn = this.#normalizeList(result[keyword]);
      delete result[keyword];
      if (drawn.length === 1) all.push(...drawn);
      else if (drawn.some(isRenderable)) {
        result[keyword] = drawn.map((branch) => {
          const own = inheritType(branch, result);
          return saysNothing(own) && saysNothing(result) ? { ...own, 'x-types': anyType } : own;
        });
      }
    }
    if (result.if === undefined) {
      delete result.then;
      delete result.else;
    } else {
      // What a condition says is not drawn but asked, so all of it stays.
      result.if = this.#keep(result.if);
      for (const keyword of ['then', 'else']) {
        const drawn = result[keyword] === undefined ? null : this.#normalizeAny(result[keyword]);
        delete result[keyword];
        if (drawn) result[keyword] = drawn;
      }
    }
    delete result.allOf;
    const saying = all.filter((branch) => Object.keys(branch).length > 0);
    if (saying.length > 0) result.allOf = saying;
  }

  #normalizeList(list: unknown): JsonSchema[] {
    const schemas: unknown[] = Array.isArray(list) ? list : [];
    return schemas.map((schema) => this.#normalizeAny(schema)).filter((schema) => schema !== null);
  }

  /** A copy with nothing changed but where its references lead. */
  #keep(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#keep(item));
    if (!isJsonObject(value)) return value;
    const isSchema = isSchemaIn(this.#root, value as JsonSchema);
    const entries = Object.entries(value)
      .filter(([key]) => !(isSchema && references.has(key)))
      .map(([key, child]) => [key, this.#keep(child)]);
    const copy = Object.fromEntries(entries) as JsonObject;
    const target = isSchema ? followReference(this.#root, value as JsonSchema) : null;
    return target ? { ...copy, $ref: this.#refer(target, (value as JsonSchema).$ref) } : copy;
  }
}

/** The definitions that references lead to here have names of their own. */
const references = new Set(['$ref', '$dynamicRef', '$recursiveRef']);

/** What may stand beside a reference without being merged with what it leads to. */
const annotations = new Set([
  'title',
  'description',
  'default',
  'readOnly',
  'writeOnly',
  'examples',
  'deprecated',
]);

/** rjsf lets what stands beside a reference win over it; in `allOf` both count. */
function withReference(schema: JsonSchema, $ref: string): JsonSchema {
  const isPlain = Object.keys(schema).every((keyword) => annotations.has(keyword));
  if (isPlain) return { ...schema, $ref };
  const all: unknown[] = Array.isArray(schema.allOf) ? schema.allOf : [];
  return { ...schema, allOf: [...all, { $ref }] };
}

/** Branches such as `{"required": ["a"]}`, of which an object is all that can be drawn, only say what is valid. */
function isRenderable({ type, ...schema }: JsonSchema): boolean {
  const saying = new Set([
    'required',
    'title',
    'description',
    'minProperties',
    'maxProperties',
    'propertyNames',
  ]);
  const isTyped = type !== undefined && type !== 'object';
  return isTyped || Object.keys(schema).some((keyword) => !saying.has(keyword));
}

/** OpenAPI names branches by where their references lead, which is elsewhere here: by place then. */
function normalizeDiscriminator(result: JsonSchema, keyword: string): void {
  const { discriminator } = result;
  const branches: unknown = result[keyword];
  if (!isJsonObject(discriminator) || !Array.isArray(branches)) return;
  const given = isJsonObject(discriminator.mapping) ? discriminator.mapping : {};
  const mapping = branches
    .filter((branch) => branch !== false)
    .flatMap((branch, place): [string, number][] => {
      const reference = isJsonObject(branch) && typeof branch.$ref === 'string' ? branch.$ref : null;
      if (reference === null) return [];
      const own = getLastName(reference);
      // The name alone: a mapping to another document is as its author wrote it.
      const names = Object.keys(given).filter((name) => getLastName(given[name]) === own);
      return (names.length > 0 ? names : [own]).map((name) => [name, place]);
    });
  if (mapping.length > 0) {
    result.discriminator = { ...discriminator, mapping: Object.fromEntries(mapping) };
  }
}

function getLastName(reference: unknown): string {
  return String(reference).replace(/^.*[/#]/, '');
}
