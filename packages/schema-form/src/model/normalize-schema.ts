/**
 * Normalizes a schema for rendering: each meaning has one notation, in keywords that rjsf's plug-ins know. Validation
 * uses the schema as its author wrote it.
 */
import { toInternalDialect } from './dialects.ts';
import { isNormalScalar } from './is-normal-scalar.ts';
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue, toList } from './json-schema.ts';
import { normalizeDiscriminator } from './normalize-discriminator.ts';
import { markOnDemand } from './on-demand.ts';
import { followReference, resolveSchema } from './schema-references.ts';
import { allowsAnyType, anyType, inferType, inheritType, openObject } from './schema-types.ts';
import { mergeNull, normalizeConst, normalizeOptionNames, normalizeOptions } from './single-values.ts';
import { isSchemaIn } from './subschemas.ts';

const normalized = new WeakMap<JsonSchema, JsonSchema>();

/** Returns the normalized schema; the same object for the same schema. */
export function normalizeSchema(root: JsonSchema): JsonSchema {
  const known = normalized.get(root);
  if (known) return known;
  const internal = toInternalDialect(root);
  const normalizer = new Normalizer(internal);
  const normalizedRoot = normalizer.normalizeRoot(internal);
  const definitions = normalizer.normalizeDefinitions();
  const result = Object.keys(definitions).length > 0 ? { ...normalizedRoot, definitions } : normalizedRoot;
  if (normalizer.mayGrow) markOnDemand(result);
  normalized.set(root, result);
  return result;
}

/** Keywords that affect only validity, or that the normalization replaces. */
const omittedKeywords = new Set([
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
  'propertyNames',
  'minProperties',
  'contentSchema',
]);

/** Normalizes schemas and collects the targets of their references, which become definitions. */
class Normalizer {
  readonly #root: JsonSchema;
  readonly #names = new Map<JsonSchema, string>();
  /** The `$ref` by which the author refers to each target. The keys of `ui:definitions` in a uiSchema are the same. */
  readonly #references = new Map<JsonSchema, string>();
  #hasInitialItems = false;

  constructor(root: JsonSchema) {
    this.#root = root;
  }

  /** Whether the schema may describe more fields than it has properties: by references, or by items of a list. */
  get mayGrow(): boolean {
    return this.#names.size > 0 || this.#hasInitialItems;
  }

  normalizeDefinitions(): JsonObject {
    const definitions: [string, JsonValue][] = [];
    // Normalizing a definition may add more of them.
    for (const [target, name] of this.#names) {
      const definition = (this.#normalizeMember(target) ?? {}) as JsonObject;
      const reference = this.#references.get(target);
      definitions.push([name, reference === undefined ? definition : { ...definition, 'x-ref': reference }]);
    }
    return Object.fromEntries(definitions);
  }

  #refer(target: JsonSchema, reference: string | undefined): string {
    const name = this.#names.get(target) ?? `schema${this.#names.size}`;
    this.#names.set(target, name);
    if (reference !== undefined && !this.#references.has(target)) this.#references.set(target, reference);
    return `#/definitions/${name}`;
  }

  /** Normalizes the root, which describes an object even if no keyword states that. */
  normalizeRoot(root: JsonSchema): JsonSchema {
    const normalizedSchema = this.#normalize(this.#toObject(root));
    return openObject(
      allowsAnyType(normalizedSchema) ? { ...normalizedSchema, type: 'object' } : normalizedSchema,
    );
  }

  /** Reduces several possible types of a root to `object`, for example in the metaschema of draft-07. */
  #toObject(root: JsonSchema): JsonSchema {
    const { $ref, $schema, $defs, definitions, ...others } = root;
    const isReference = $ref !== undefined && Object.keys(others).length === 0;
    const target = isReference ? (resolveSchema(this.#root, root) ?? root) : root;
    const isObject = Array.isArray(target.type) && target.type.includes('object');
    return isObject ? { ...target, type: 'object' } : root;
  }

  #normalize(schema: JsonSchema): JsonSchema {
    const merged = mergeNull(this.#root, normalizeOptions(schema));
    const kept = Object.entries(merged.schema).filter(([keyword]) => !omittedKeywords.has(keyword));
    let result: JsonSchema = Object.fromEntries(kept);
    delete result.$ref;
    result = normalizeOptionNames(normalizeConst(result));
    // OpenAPI uses this format for a file.
    if (result.format === 'binary') result.format = 'data-url';
    this.#normalizePropertyNames(result, schema);
    this.#normalizeObject(result);
    this.#normalizeArray(result);
    this.#normalizeBranches(result);
    const referrer = merged.referrer ?? schema;
    const target = followReference(this.#root, referrer);
    return inferType(target ? withReference(result, target, this.#refer(target, referrer.$ref)) : result);
  }

  /**
   * Normalizes the schema of a value. Without any keywords, it gets a control that accepts several types.
   * Null for `false`.
   */
  #normalizeMember(schema: unknown): JsonSchema | null {
    const normalizedSchema = this.#normalizeAny(schema);
    if (!normalizedSchema) return null;
    return allowsAnyType(normalizedSchema)
      ? { ...normalizedSchema, 'x-types': anyType }
      : openObject(normalizedSchema);
  }

  /**
   * Normalizes a schema or a boolean: `true` becomes an empty schema, and `false` becomes null, because it
   * allows no value.
   */
  #normalizeAny(schema: unknown): JsonSchema | null {
    if (schema === false) return null;
    if (!isJsonObject(schema)) return {};
    const own = schema as JsonSchema;
    if (isNormalScalar(own)) return own;
    return toList(own.allOf).includes(false) ? null : this.#normalize(own);
  }

  #normalizeMap(
    map: unknown,
    normalize = (schema: unknown) => this.#normalizeMember(schema),
  ): Record<string, JsonSchema> {
    const entries = isJsonObject(map) ? Object.entries(map) : [];
    return Object.fromEntries(
      entries.flatMap(([key, schema]) => {
        const normalizedSchema = normalize(schema);
        return normalizedSchema ? [[key, normalizedSchema]] : [];
      }),
    );
  }

  /** Keeps `propertyNames` only if it lists the possible names, so that people choose from the list. */
  #normalizePropertyNames(result: JsonSchema, { propertyNames }: JsonSchema): void {
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
    // They are the schema of a property only where no other schema names it.
    if (result.additionalProperties === undefined && others !== undefined) result['x-unevaluated'] = true;
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
    // Dependencies on other keys affect only validity. Those with a schema have fields to render.
    if (schemas.length > 0) {
      result.dependencies = this.#normalizeMap(Object.fromEntries(schemas), (schema) =>
        this.#normalizeAny(schema),
      );
    }
  }

  #normalizeArray(result: JsonSchema): void {
    if (Number(result.minItems) > 0) this.#hasInitialItems = true;
    const { unevaluatedItems } = result;
    delete result.unevaluatedItems;
    const fixed = result.items;
    if (Array.isArray(fixed)) {
      const others = result.additionalItems ?? unevaluatedItems;
      delete result.additionalItems;
      result.items = fixed.map((item) => this.#normalizeMember(item) ?? {});
      const normalizedOthers = others === undefined ? null : this.#normalizeMember(others);
      if (normalizedOthers) result.additionalItems = normalizedOthers;
    } else if (result.items !== undefined) {
      const normalizedSchema = this.#normalizeMember(result.items);
      result.items = normalizedSchema ?? {};
      if (!normalizedSchema) result.maxItems = 0;
    } else if (unevaluatedItems !== undefined) {
      // As for properties; `false` ends a tuple that another schema may begin.
      result['x-unevaluated'] = true;
      const normalizedSchema = this.#normalizeMember(unevaluatedItems);
      result.items = normalizedSchema ?? [];
      if (!normalizedSchema) result.additionalItems = false;
    } else if (result.type === 'array') {
      result.items = { 'x-types': anyType };
    }
  }

  #normalizeBranches(result: JsonSchema): void {
    const all = this.#normalizeList(result.allOf);
    for (const keyword of ['anyOf', 'oneOf']) {
      normalizeDiscriminator(result, keyword);
      const normalizedBranches = this.#normalizeList(result[keyword]);
      delete result[keyword];
      if (normalizedBranches.length === 1) all.push(...normalizedBranches);
      else if (normalizedBranches.some(isRenderable)) {
        result[keyword] = normalizedBranches.map((branch) => {
          const own = inheritType(branch, result);
          return allowsAnyType(own) && allowsAnyType(result) ? { ...own, 'x-types': anyType } : own;
        });
      }
    }
    if (result.if === undefined) {
      delete result.then;
      delete result.else;
    } else {
      // A condition is evaluated, not rendered, so it keeps all its keywords.
      result.if = this.#copyCondition(result.if);
      for (const keyword of ['then', 'else']) {
        const normalizedSchema = result[keyword] === undefined ? null : this.#normalizeAny(result[keyword]);
        delete result[keyword];
        if (normalizedSchema) result[keyword] = normalizedSchema;
      }
    }
    delete result.allOf;
    const relevant = all.filter((branch) => Object.keys(branch).length > 0);
    if (relevant.length > 0) result.allOf = relevant;
  }

  #normalizeList(list: unknown): JsonSchema[] {
    const schemas: unknown[] = Array.isArray(list) ? list : [];
    return schemas.map((schema) => this.#normalizeAny(schema)).filter((schema) => schema !== null);
  }

  /** Copies a value and changes only its references. */
  #copyCondition(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#copyCondition(item));
    if (!isJsonObject(value)) return value;
    const isSchema = isSchemaIn(this.#root, value as JsonSchema);
    const entries = Object.entries(value)
      .filter(([key]) => !(isSchema && references.has(key)))
      .map(([key, child]) => [key, this.#copyCondition(child)]);
    const copy = Object.fromEntries(entries) as JsonObject;
    const target = isSchema ? followReference(this.#root, value as JsonSchema) : null;
    return target ? { ...copy, $ref: this.#refer(target, (value as JsonSchema).$ref) } : copy;
  }
}

/** The keywords of references. Their targets get new names here. */
const references = new Set(['$ref', '$dynamicRef', '$recursiveRef']);

/** Keywords that may stand beside a reference without being merged with its target. */
const annotations = new Set([
  'title',
  'description',
  'default',
  'readOnly',
  'writeOnly',
  'examples',
  'deprecated',
]);

/**
 * Adds a reference to a schema. In rjsf the siblings of a `$ref` override it, so it goes into `allOf`, where
 * both count. The title of the target comes along, because it names the branch of a choice.
 */
function withReference(schema: JsonSchema, { title }: JsonSchema, $ref: string): JsonSchema {
  const hasOnlyAnnotations = Object.keys(schema).every((keyword) => annotations.has(keyword));
  if (hasOnlyAnnotations) return { ...schema, $ref };
  const all: unknown[] = Array.isArray(schema.allOf) ? schema.allOf : [];
  return { ...(title !== undefined && { title }), ...schema, allOf: [...all, { $ref }] };
}

/**
 * Returns whether a branch has anything to render. A branch such as `{"required": ["a"]}` affects only
 * validity.
 */
function isRenderable({ type, ...schema }: JsonSchema): boolean {
  const relevant = new Set([
    'required',
    'title',
    'description',
    'minProperties',
    'maxProperties',
    'propertyNames',
  ]);
  const isTyped = type !== undefined && type !== 'object';
  return isTyped || Object.keys(schema).some((keyword) => !relevant.has(keyword));
}
