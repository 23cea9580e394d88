/**
 * Turns a schema into one that can be drawn: what rjsf does not know is said in words that it
 * knows. Only for drawing: what is valid is judged by the schema as it was written.
 */
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from './json-schema.ts';
import { followReference, getReference, isSchemaIn, resolveSchema } from './schema-references.ts';

const normalised = new WeakMap<JsonSchema, JsonSchema>();

/** The drawable form of a schema; the same object for the same schema. */
export function normaliseSchema(root: JsonSchema): JsonSchema {
  const known = normalised.get(root);
  if (known) return known;
  const hoisted = new Hoisted(root);
  const drawn = hoisted.drawRoot(root);
  const definitions = hoisted.drawDefinitions();
  const result = Object.keys(definitions).length > 0 ? { ...drawn, definitions } : drawn;
  normalised.set(root, result);
  return result;
}

/** They say what is valid, not what to draw; or their work is done here. */
const leftOut = [
  '$schema',
  '$id',
  '$anchor',
  '$dynamicAnchor',
  '$dynamicRef',
  '$recursiveRef',
  '$recursiveAnchor',
  '$vocabulary',
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
];

/** Draws schemas, and collects what they refer to: every target becomes a plain definition. */
class Hoisted {
  readonly #root: JsonSchema;
  readonly #names = new Map<JsonSchema, string>();

  constructor(root: JsonSchema) {
    this.#root = root;
  }

  drawDefinitions(): JsonObject {
    const drawn: [string, JsonValue][] = [];
    // Drawing a definition may bring more of them.
    for (const [target, name] of this.#names) drawn.push([name, this.#drawPlace(target) as JsonObject]);
    return Object.fromEntries(drawn);
  }

  #refer(target: JsonSchema): string {
    const name = this.#names.get(target) ?? `schema${this.#names.size}`;
    this.#names.set(target, name);
    return `#/definitions/${name}`;
  }

  /** A form is about an object, whether its schema says so or not. */
  drawRoot(root: JsonSchema): JsonSchema {
    const drawn = this.#draw(root);
    return openObject(saysNothing(drawn) ? { ...drawn, type: 'object' } : drawn);
  }

  #draw(schema: JsonSchema): JsonSchema {
    const merged = mergeNull(this.#root, drawChoice(schema));
    const kept = Object.entries(merged.schema).filter(([keyword]) => !leftOut.includes(keyword));
    let result: JsonSchema = Object.fromEntries(kept);
    delete result.$ref;
    result = drawConst(result);
    this.#drawObject(result);
    this.#drawArray(result);
    this.#drawBranches(result);
    const target = followReference(this.#root, merged.referrer ?? schema);
    return inferType(target ? withReference(result, this.#refer(target)) : result);
  }

  /** The schema of a value by itself: where it says nothing, there is an editor for anything. */
  #drawPlace(schema: unknown): JsonSchema | null {
    const drawn = this.#drawAny(schema);
    if (!drawn) return null;
    return saysNothing(drawn) ? { ...drawn, 'x-types': anyType } : openObject(drawn);
  }

  /** A schema or a boolean one: `true` says nothing, `false` (null here) leaves no place for a value. */
  #drawAny(schema: unknown): JsonSchema | null {
    if (schema === false) return null;
    return isJsonObject(schema) ? this.#draw(schema as JsonSchema) : {};
  }

  #drawMap(map: unknown, draw = (schema: unknown) => this.#drawPlace(schema)): Record<string, JsonSchema> {
    const entries = isJsonObject(map) ? Object.entries(map) : [];
    return Object.fromEntries(
      entries.flatMap(([key, schema]) => {
        const drawn = draw(schema);
        return drawn ? [[key, drawn]] : [];
      }),
    );
  }

  #drawObject(result: JsonSchema): void {
    if (result.properties) {
      result.properties = this.#drawMap(result.properties);
      const isForbidden = (key: string) => !Object.hasOwn(result.properties ?? {}, key);
      const before = result.required?.filter((key) => !isForbidden(key));
      if (before) result.required = before;
    }
    if (result.patternProperties) result.patternProperties = this.#drawMap(result.patternProperties);
    const others = result.additionalProperties ?? result.unevaluatedProperties;
    delete result.unevaluatedProperties;
    const drawnOthers = others === undefined ? null : this.#drawAny(others);
    if (drawnOthers) result.additionalProperties = drawnOthers;
    else if (others === false) result.additionalProperties = false;
    this.#drawDependencies(result);
  }

  #drawDependencies(result: JsonSchema): void {
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
      result.dependencies = this.#drawMap(Object.fromEntries(schemas), (schema) => this.#drawAny(schema));
    }
  }

  #drawArray(result: JsonSchema): void {
    const { unevaluatedItems } = result;
    delete result.unevaluatedItems;
    const fixed = result.prefixItems ?? (Array.isArray(result.items) ? result.items : null);
    if (Array.isArray(fixed)) {
      const named = result.prefixItems ? result.items : result.additionalItems;
      const others = named ?? unevaluatedItems;
      delete result.prefixItems;
      delete result.additionalItems;
      result.items = fixed.map((item) => this.#drawPlace(item) ?? {});
      const drawnOthers = others === undefined ? null : this.#drawPlace(others);
      if (drawnOthers) result.additionalItems = drawnOthers;
    } else if (result.items !== undefined || unevaluatedItems !== undefined) {
      const drawn = this.#drawPlace(result.items ?? unevaluatedItems);
      result.items = drawn ?? {};
      if (!drawn) result.maxItems = 0;
    } else if (result.type === 'array') {
      result.items = { 'x-types': anyType };
    }
  }

  #drawBranches(result: JsonSchema): void {
    const all = this.#drawList(result.allOf);
    for (const keyword of ['anyOf', 'oneOf']) {
      drawDiscriminator(result, keyword);
      const drawn = this.#drawList(result[keyword]);
      delete result[keyword];
      if (drawn.length === 1) all.push(...drawn);
      else if (drawn.some(hasSomethingToDraw)) {
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
        const drawn = result[keyword] === undefined ? null : this.#drawAny(result[keyword]);
        delete result[keyword];
        if (drawn) result[keyword] = drawn;
      }
    }
    delete result.allOf;
    const saying = all.filter((branch) => Object.keys(branch).length > 0);
    if (saying.length > 0) result.allOf = saying;
  }

  #drawList(list: unknown): JsonSchema[] {
    const schemas: unknown[] = Array.isArray(list) ? list : [];
    return schemas.map((schema) => this.#drawAny(schema)).filter((schema) => schema !== null);
  }

  /** A copy with nothing changed but where its references lead. */
  #keep(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#keep(item));
    if (!isJsonObject(value)) return value;
    const isSchema = isSchemaIn(this.#root, value as JsonSchema);
    const entries = Object.entries(value)
      .filter(([key]) => !(isSchema && identifiers.has(key)))
      .map(([key, child]) => [key, this.#keep(child)]);
    const copy = Object.fromEntries(entries) as JsonObject;
    const target = isSchema ? followReference(this.#root, value as JsonSchema) : null;
    return target ? { ...copy, $ref: this.#refer(target) } : copy;
  }
}

/** OpenAPI names branches by where their references lead, which is elsewhere here: by place then. */
function drawDiscriminator(result: JsonSchema, keyword: string): void {
  const { discriminator } = result;
  const branches: unknown = result[keyword];
  if (!isJsonObject(discriminator) || !Array.isArray(branches)) return;
  const given = isJsonObject(discriminator.mapping) ? discriminator.mapping : {};
  const mapping = branches
    .filter((branch) => branch !== false)
    .flatMap((branch, place): [string, number][] => {
      const reference = isJsonObject(branch) && typeof branch.$ref === 'string' ? branch.$ref : null;
      if (reference === null) return [];
      const own = reference.replace(/^.*\//, '');
      const names = Object.keys(given).filter((name) => given[name] === reference || given[name] === own);
      return (names.length > 0 ? names : [own]).map((name) => [name, place]);
    });
  if (mapping.length > 0) {
    result.discriminator = { ...discriminator, mapping: Object.fromEntries(mapping) };
  }
}

/** What schemas are found by; the definitions that references lead to here have names of their own. */
const identifiers = new Set([
  '$id',
  '$anchor',
  '$dynamicAnchor',
  '$recursiveAnchor',
  '$ref',
  '$dynamicRef',
  '$recursiveRef',
]);

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
function hasSomethingToDraw({ type, ...schema }: JsonSchema): boolean {
  const saying = new Set(['required', 'title', 'description', 'minProperties', 'maxProperties']);
  const isTyped = type !== undefined && type !== 'object';
  return isTyped || Object.keys(schema).some((keyword) => !saying.has(keyword));
}

/** A branch of a typed schema is of that type, where it does not say another. */
function inheritType(branch: JsonSchema, parent: JsonSchema): JsonSchema {
  const { type } = parent;
  const isOpen = branch.type === undefined && branch.$ref === undefined && type !== undefined;
  return isOpen ? { type, ...branch } : branch;
}

/** The one value of a branch: its `const`, or an `enum` of one; undefined when it has more. */
function getOnlyValue(branch: unknown): JsonValue | undefined {
  if (!isJsonObject(branch)) return undefined;
  if (branch.const !== undefined) return branch.const;
  if (Array.isArray(branch.enum) && branch.enum.length === 1) return branch.enum[0];
  return branch.type === 'null' ? null : undefined;
}

/** A choice between single values, typed or not, is a list of options with titles. */
function drawChoice(schema: JsonSchema): JsonSchema {
  for (const keyword of ['oneOf', 'anyOf']) {
    const branches = schema[keyword];
    if (!Array.isArray(branches) || branches.length === 0) continue;
    const values = branches.map(getOnlyValue);
    const isChoice = values.every((value) => value !== undefined) && values.some((value) => value !== null);
    if (!isChoice) continue;
    const { [keyword]: _, ...rest } = schema;
    const titles = branches.map((branch: JsonObject, index) => String(branch.title ?? values[index] ?? ''));
    return { ...rest, enum: values as JsonValue[], 'x-titles': titles };
  }
  return schema;
}

/** "This or null" is one input that can be empty. `referrer` is what refers to it, if that is not the schema. */
function mergeNull(root: JsonSchema, schema: JsonSchema): { schema: JsonSchema; referrer?: JsonSchema } {
  for (const keyword of ['anyOf', 'oneOf']) {
    const branches = schema[keyword];
    if (!Array.isArray(branches) || branches.length !== 2) continue;
    const [branch] = branches.filter((candidate) => isJsonObject(candidate) && candidate.type !== 'null');
    const hasNull = branches.some((candidate) => isJsonObject(candidate) && candidate.type === 'null');
    if (!hasNull || !isJsonObject(branch)) continue;
    const { [keyword]: _, ...rest } = schema;
    const own = branch as JsonSchema;
    const target = getReference(own) === null ? own : resolveSchema(root, own);
    const type = target?.type;
    const isValue = typeof type === 'string' && type !== 'object' && type !== 'array';
    if (!isValue) {
      // A reference is followed where it stands: what it leads to may lead back here.
      return getReference(schema) === null
        ? { schema: { ...own, ...rest }, referrer: own }
        : { schema: { ...rest, allOf: [...((rest.allOf as unknown[] | undefined) ?? []), own] } };
    }
    const values = (target as JsonSchema).enum;
    const value = {
      ...(target as JsonSchema),
      ...rest,
      type: [type, 'null'],
      ...(values && { enum: [...values.filter((value) => value !== null), null] }),
    };
    return { schema: value };
  }
  return { schema };
}

/** A value that can only be one: a box to tick for `true`, which is a consent, else a list of one option. */
function drawConst(schema: JsonSchema): JsonSchema {
  if (schema.const === undefined) return schema;
  const { const: value, ...rest } = schema;
  return value === true ? { ...rest, type: 'boolean', 'x-consent': true } : { ...rest, enum: [value] };
}

const typesOfKeywords: [string, string[]][] = [
  ['object', ['properties', 'patternProperties', 'additionalProperties', 'required', 'maxProperties']],
  ['array', ['items', 'minItems', 'maxItems', 'uniqueItems']],
  ['string', ['format', 'pattern', 'minLength', 'maxLength', 'contentEncoding', 'contentMediaType']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
];

const choosers = ['$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'enum'];

/** Says the type that the other keywords speak of; lists of types become one, or a choice of them. */
function inferType(schema: JsonSchema): JsonSchema {
  // Lists and objects that can be chosen are options, and nothing to fill in.
  if (schema.enum?.some((value) => typeof value === 'object' && value !== null)) {
    const { type: _, ...choice } = schema;
    return choice;
  }
  if (Array.isArray(schema.type)) return drawTypes(schema, schema.type);
  if (schema.type !== undefined) return schema;
  if (schema.enum) {
    const types = new Set(schema.enum.filter((value) => value !== null).map(getTypeOf));
    const [type] = types;
    if (types.size !== 1 || type === undefined) return schema;
    return { ...schema, type: schema.enum.includes(null) ? [type, 'null'] : type };
  }
  const [type] = typesOfKeywords.find(([, keywords]) => keywords.some((keyword) => keyword in schema)) ?? [];
  if (type)
    return {
      ...schema,
      type,
      ...(type === 'array' && schema.items === undefined && { items: { 'x-types': anyType } }),
    };
  return schema;
}

function saysNothing(schema: JsonSchema): boolean {
  return !['type', 'x-types', ...choosers].some((keyword) => keyword in schema);
}

/** An object of which nothing is said is one whose properties people name themselves. */
function openObject(schema: JsonSchema): JsonSchema {
  const says = ['properties', 'patternProperties', 'additionalProperties', 'dependencies', ...choosers];
  const isOpen = schema.type === 'object' && !says.some((keyword) => keyword in schema);
  return isOpen ? { ...schema, additionalProperties: true } : schema;
}

/** The types that a person can choose for a value of which nothing is said. */
const anyType = ['string', 'number', 'boolean'];

function drawTypes(schema: JsonSchema, types: readonly string[]): JsonSchema {
  const own = types.filter((type) => type !== 'null');
  const [type] = own;
  if (own.length === 0) return { ...schema, type: 'null' };
  if (own.length === 1 && (type === 'object' || type === 'array')) return { ...schema, type };
  if (own.length === 1 || schema.enum) return schema;
  const { type: _, ...rest } = schema;
  return { ...rest, 'x-types': own };
}

function getTypeOf(value: JsonValue): string {
  if (Array.isArray(value)) return 'array';
  return value === null ? 'null' : typeof value;
}
