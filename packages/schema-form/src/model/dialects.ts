/**
 * Converts schemas of draft-04 to 2020-12 and OpenAPI 3.0 to one internal dialect. It has the keywords of
 * 2019-09 and no identifiers, and each reference is a `$ref` with a pointer into the same document. So no
 * other code resolves a URI or distinguishes drafts.
 */
import { separateBranches } from './discriminators.ts';
import { type Draft, mayNeedConversion, toInternalKeywords } from './drafts.ts';
import { DynamicScopes, type Scope } from './dynamic-scopes.ts';
import { allowContained } from './evaluated-items.ts';
import { FormDefinitionError } from './form-definition-error.ts';
import { toToken } from './json-pointer.ts';
import { isJsonObject, type JsonObject, type JsonSchema, toList } from './json-schema.ts';
import { refusesNull, splitAnnotations, withNullType } from './nullable.ts';
import { type Resource, SchemaResources } from './schema-resources.ts';
import { someSubschema } from './subschemas.ts';

const internalDialect = 'https://json-schema.org/draft/2019-09/schema';

const converted = new WeakMap<JsonSchema, JsonSchema>();

/**
 * Returns a schema in the internal dialect; the same object if nothing changes. `documents` are schemas that
 * it may refer to by their `$id`; those that it uses become definitions. References without a target stay as
 * they are.
 *
 * Finding the resources of large schemas takes long, so a caller that has them passes them.
 *
 * Throws FormDefinitionError if its references have too many dynamic scopes.
 */
export function toInternalDialect(
  root: JsonSchema | boolean,
  documents: readonly JsonSchema[] = [],
  resources?: SchemaResources,
): JsonSchema {
  if (typeof root === 'boolean') return root ? {} : { not: {} };
  const known = converted.get(root);
  if (known && documents.length === 0) return known;
  const result =
    documents.length === 0 && isInternal(root)
      ? root
      : new Conversion(root, resources ?? new SchemaResources(root, documents)).convert();
  converted.set(root, result);
  // A converted schema needs no second conversion.
  converted.set(result, result);
  return result;
}

/** Returns whether a schema is certainly in the internal dialect. Unlike the conversion, this takes little time. */
function isInternal({ $schema, ...root }: JsonSchema): boolean {
  return !someSubschema(root, mayNeedConversion);
}

/** The maximum number of definitions that are added for other documents and dynamic scopes. */
const mostDefinitions = 2000;

/** The maximum number of objects and lists that are copied for different dynamic scopes. */
const mostCopied = 100_000;

/** Keywords that contain values, not subschemas. */
const valueKeywords = new Set(['enum', 'const', 'default', 'examples', 'example']);

class Conversion {
  readonly #root: JsonSchema;
  readonly #resources: SchemaResources;
  readonly #scopes: DynamicScopes;
  /** The pointer of each schema in the result, for each dynamic scope. */
  readonly #pointers = new Map<JsonSchema, Map<string, string>>();
  readonly #definitions: [string, unknown][] = [];
  readonly #references: { copy: JsonSchema; target: JsonSchema; scope: Scope }[] = [];
  readonly #discriminators: { copy: JsonSchema; written: JsonSchema }[] = [];
  /** References that the original schema does not contain. */
  readonly #added = new Map<JsonSchema, JsonSchema>();
  #isCopying = false;
  #copied = 0;
  #isChanged = false;

  constructor(root: JsonSchema, resources: SchemaResources) {
    this.#root = root;
    this.#resources = resources;
    this.#scopes = new DynamicScopes(new Set(resources.owners.values()));
  }

  convert(): JsonSchema {
    const result = this.#build(this.#root, '', new Map()) as JsonSchema;
    // Adding the target of a reference may add more references.
    for (const { copy, target, scope } of this.#references) {
      const $ref = this.#getReference(target, scope);
      if (copy.$ref !== $ref) this.#isChanged = true;
      copy.$ref = $ref;
    }
    if (this.#definitions.length > 0) {
      const own = isJsonObject(result.$defs) ? result.$defs : {};
      result.$defs = { ...own, ...(Object.fromEntries(this.#definitions) as JsonObject) };
    }
    for (const { copy, written } of this.#discriminators) {
      if (separateBranches(result, copy, written)) this.#isChanged = true;
    }
    return this.#isChanged ? { $schema: internalDialect, ...result } : this.#root;
  }

  #build(value: unknown, pointer: string, scope: Scope): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (this.#isCopying) this.#copied += 1;
    if (this.#copied > mostCopied) throw new FormDefinitionError('/schema', 'has too many dynamic scopes');
    if (Array.isArray(value))
      return value.map((item, index) => this.#build(item, `${pointer}/${index}`, scope));
    const added = this.#added.get(value as JsonSchema);
    if (added) return this.#refer({}, added, scope);
    const resource = this.#resources.owners.get(value as JsonSchema);
    if (resource) return this.#buildSchema(value as JsonSchema, resource, pointer, scope);
    return this.#buildAll(value, pointer, scope);
  }

  #buildAll(value: object, pointer: string, scope: Scope): JsonObject {
    const entries = Object.entries(value).map(([key, child]) => [
      key,
      this.#build(child, `${pointer}/${toToken(key)}`, scope),
    ]);
    return Object.fromEntries(entries) as JsonObject;
  }

  #buildSchema(schema: JsonSchema, resource: Resource, pointer: string, outerScope: Scope): JsonSchema {
    const scope = this.#scopes.enter(resource, outerScope);
    this.#setPointer(schema, scope, pointer);
    const { nullable, ...others } = this.#toInternalKeywords(schema, resource.draft);
    if (!hasSameKeywords(schema, others, this.#root)) this.#isChanged = true;
    if (nullable !== true) return this.#buildKeywords(schema, others, pointer, scope);
    // The root does not become a choice: a form is about an object, which is never null.
    if (schema === this.#root || !refusesNull(others)) {
      return this.#buildKeywords(schema, withNullType(others), pointer, scope);
    }
    const { annotations, assertions } = splitAnnotations(others);
    const value = this.#buildKeywords(schema, assertions, `${pointer}/anyOf/0`, scope) as JsonObject;
    return { ...annotations, anyOf: [value, { type: 'null' }] } as JsonSchema;
  }

  #toInternalKeywords(schema: JsonSchema, draft: Draft): JsonSchema {
    return allowContained(toInternalKeywords(schema, draft), draft, (target) => {
      const added: JsonSchema = {};
      this.#added.set(added, target);
      return added;
    });
  }

  #buildKeywords(schema: JsonSchema, own: JsonSchema, pointer: string, scope: Scope): JsonSchema {
    const entries = Object.entries(own).map(([keyword, value]) => [
      keyword,
      valueKeywords.has(keyword) ? value : this.#build(value, `${pointer}/${toToken(keyword)}`, scope),
    ]);
    const copy = Object.fromEntries(entries) as JsonSchema;
    if (own.discriminator) this.#discriminators.push({ copy, written: own });
    for (const { keyword, target, dynamicName } of this.#resources.getReferences(schema)) {
      // A reference without a target stays, so that it is reported.
      if (target === null) continue;
      delete copy[keyword];
      if (keyword !== '$ref' || typeof target === 'boolean') this.#isChanged = true;
      if (target === true) continue;
      const scoped = dynamicName === null ? target : (scope.get(dynamicName) ?? target);
      if (scoped !== false && copy.$ref === undefined) this.#refer(copy, scoped, scope, schema.$ref);
      else copy.allOf = [...toList(copy.allOf), scoped === false ? false : this.#refer({}, scoped, scope)];
    }
    return copy;
  }

  /** Makes a schema refer to another one. The pointer is written later, when all pointers are known. */
  #refer(copy: JsonSchema, target: JsonSchema, scope: Scope, $ref = ''): JsonSchema {
    copy.$ref = $ref;
    this.#references.push({ copy, target, scope });
    return copy;
  }

  #getReference(target: JsonSchema, from: Scope): string {
    const resource = this.#resources.owners.get(target);
    const scope = resource ? this.#scopes.enter(resource, from) : from;
    const known = this.#findPointer(target, scope);
    if (known !== undefined) return `#${encodePointer(known)}`;
    // Another document is added once as a whole; a schema inside it then needs no definition of its own.
    const document = resource?.document ?? target;
    if (scope.size === 0 && document !== this.#root && this.#findPointer(document, scope) === undefined) {
      this.#define(document, scope);
    }
    if (this.#findPointer(target, scope) === undefined) {
      this.#isCopying = true;
      this.#define(target, scope);
      this.#isCopying = false;
    }
    return `#${encodePointer(this.#findPointer(target, scope) ?? '')}`;
  }

  #define(schema: JsonSchema, scope: Scope): void {
    if (this.#definitions.length === mostDefinitions)
      throw new FormDefinitionError('/schema', 'has too many dynamic scopes');
    const own = isJsonObject(this.#root.$defs) ? this.#root.$defs : {};
    let name = `referenced${this.#definitions.length}`;
    while (Object.hasOwn(own, name)) name = `${name}_`;
    const position = this.#definitions.length;
    this.#definitions.push([name, true]);
    this.#definitions[position] = [name, this.#build(schema, `/$defs/${name}`, scope)];
    this.#isChanged = true;
  }

  #findPointer(schema: JsonSchema, scope: Scope): string | undefined {
    return this.#pointers.get(schema)?.get(this.#scopes.getKey(scope));
  }

  #setPointer(schema: JsonSchema, scope: Scope, pointer: string): void {
    const ofSchema = this.#pointers.get(schema) ?? new Map<string, string>();
    this.#pointers.set(schema, ofSchema);
    const key = this.#scopes.getKey(scope);
    if (!ofSchema.has(key)) ofSchema.set(key, pointer);
  }
}

/** Returns whether a schema was not converted. The `$schema` of the root does not count. */
function hasSameKeywords(schema: JsonSchema, own: JsonSchema, root: JsonSchema): boolean {
  return Object.keys(schema).every(
    (keyword) => schema[keyword] === own[keyword] || (schema === root && keyword === '$schema'),
  );
}

function encodePointer(pointer: string): string {
  return /^[\w/$~.-]*$/.test(pointer) ? pointer : pointer.split('/').map(encodeURIComponent).join('/');
}
