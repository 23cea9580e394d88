/**
 * Finds the resources of schema documents, their base URIs and anchors, and the targets of references, by the
 * rules of each draft.
 */
import { type Draft, getDraft, hasKeyword, isReferenceAlone } from './drafts.ts';
import { findAtPointer } from './json-pointer.ts';
import { isJsonObject, type JsonSchema } from './json-schema.ts';
import { parseUrl } from './parse-url.ts';
import { getSubschemas } from './subschemas.ts';

/** A schema with its own URI, and everything inside it that has none. */
export interface Resource {
  root: JsonSchema;
  draft: Draft;
  uri: string;
  document: JsonSchema;
  /** The targets of `$dynamicRef` by name. The name of a `$recursiveAnchor` is empty. */
  dynamicAnchors: Map<string, JsonSchema>;
}

/** A reference of a schema. */
export interface Reference {
  keyword: '$ref' | '$dynamicRef' | '$recursiveRef';
  text: string;
  /** The target, which may be `true` or `false`; null if there is none. */
  target: JsonSchema | boolean | null;
  /** The name that a dynamic reference looks up in the dynamic scope; null for other references. */
  dynamicName: string | null;
}

/** The maximum length of an identifier; a longer one is ignored. */
const longestId = 2000;

/** The base URI of a document without an `$id`. */
const defaultBase = 'http://nowhere.invalid/';

export class SchemaResources {
  /** The resource of each schema, in the order of discovery. */
  readonly owners = new Map<JsonSchema, Resource>();
  readonly #references = new Map<JsonSchema, Reference[]>();
  readonly #targets = new Map<string, JsonSchema>();
  readonly #pointers = new Map<Resource, Map<string, JsonSchema | boolean | null>>();
  readonly #others = new Map<string, JsonSchema>();

  /** Other documents are read only if something refers to them. */
  constructor(root: JsonSchema, others: readonly JsonSchema[]) {
    for (const document of others) {
      const id = document.$id ?? document.id;
      if (typeof id === 'string') getOrAdd(this.#others, toKey(toUri(id, defaultBase)), document);
    }
    this.#addDocument(root, defaultBase);
    // A target can be outside the keywords that contain schemas, so `owners` grows while it is iterated.
    for (const schema of this.owners.keys()) this.#resolveAll(schema);
  }

  getReferences(schema: JsonSchema): readonly Reference[] {
    return this.#references.get(schema) ?? [];
  }

  #addDocument(root: JsonSchema, uri: string): void {
    const resource = { root, draft: getDraft(root), uri, document: root, dynamicAnchors: new Map() };
    this.#setTarget(uri, root);
    this.#visit(root, resource);
  }

  #visit(schema: JsonSchema, parent: Resource): void {
    if (this.owners.has(schema)) return;
    const resource = this.#enterResource(schema, parent);
    this.owners.set(schema, resource);
    this.#addAnchors(schema, resource);
    for (const child of getSubschemas(schema)) this.#visit(child, resource);
  }

  #enterResource(schema: JsonSchema, parent: Resource): Resource {
    const draft = typeof schema.$schema === 'string' ? getDraft(schema) : parent.draft;
    const id = getOwnId(schema, draft);
    if (id === null || id.startsWith('#')) return parent;
    const uri = toUri(id, parent.uri).replace(/#.*$/, '');
    this.#setTarget(uri, schema);
    // Without a draft, `id` may also be the name of a property, so it does not change the base URI.
    if (schema.$id === undefined && draft === null) return parent;
    if (schema === parent.root) {
      parent.uri = uri;
      return parent;
    }
    return { root: schema, draft, uri, document: parent.document, dynamicAnchors: new Map() };
  }

  #addAnchors(schema: JsonSchema, resource: Resource): void {
    const { $anchor, $dynamicAnchor, $recursiveAnchor } = schema;
    const { draft, uri } = resource;
    const hasAnchors = draft === null || draft >= 2019;
    const [, fragment = ''] = hasAnchors && draft !== null ? [] : (getOwnId(schema, draft) ?? '').split('#');
    const names = hasAnchors ? [$anchor, $dynamicAnchor, fragment] : [fragment];
    for (const name of names) {
      // Some tools use the pointer of a schema as its id, which is not a name.
      if (typeof name === 'string' && name !== '' && !name.startsWith('/'))
        this.#setTarget(toUri(`#${name}`, uri), schema);
    }
    if (typeof $dynamicAnchor === 'string' && hasKeyword(draft, '$dynamicRef'))
      getOrAdd(resource.dynamicAnchors, $dynamicAnchor, schema);
    if ($recursiveAnchor === true && schema === resource.root && hasKeyword(draft, '$recursiveRef'))
      getOrAdd(resource.dynamicAnchors, '', schema);
  }

  #setTarget(uri: string, schema: JsonSchema): void {
    getOrAdd(this.#targets, toKey(uri), schema);
  }

  #resolveAll(schema: JsonSchema): void {
    const resource = this.owners.get(schema);
    if (!resource) return;
    const references: Reference[] = [];
    for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef'] as const) {
      const text = schema[keyword];
      if (typeof text !== 'string' || !hasKeyword(resource.draft, keyword)) continue;
      const target = this.#find(text, resource);
      if (isJsonObject(target)) this.#visit(target as JsonSchema, this.#getOwnerOf(text, resource));
      references.push({ keyword, text, target, dynamicName: this.#getDynamicName(keyword, text, target) });
    }
    if (references.length > 0) this.#references.set(schema, references);
  }

  /**
   * Returns the name that a dynamic reference looks up. It uses the dynamic scope only if its first target is
   * a dynamic anchor.
   */
  #getDynamicName(keyword: string, text: string, target: unknown): string | null {
    const owner = isJsonObject(target) ? this.owners.get(target as JsonSchema) : undefined;
    if (!owner || keyword === '$ref') return null;
    const name = keyword === '$recursiveRef' ? '' : text.replace(/^[^#]*#?/, '');
    return owner.dynamicAnchors.get(name) === target ? name : null;
  }

  /** Returns the resource in which a pointer starts. */
  #getOwnerOf(text: string, from: Resource): Resource {
    const target = this.#getTarget(toUri(text, from.uri).replace(/#.*$/, ''));
    return (target && this.owners.get(target)) ?? from;
  }

  #getTarget(uri: string): JsonSchema | undefined {
    const key = toKey(uri);
    const other = this.#targets.has(key) ? undefined : this.#others.get(key);
    if (other) this.#addDocument(other, uri);
    return this.#targets.get(key);
  }

  #find(text: string, from: Resource): JsonSchema | boolean | null {
    // Nearly all references are like this. Parsing a URL is slow, and there may be thousands.
    if (text.startsWith('#/') || text === '#') return this.#findPointer(from, text.slice(1));
    const uri = toUri(text, from.uri);
    const [address = '', fragment = ''] = uri.split('#');
    const resource = this.#getTarget(address);
    if (fragment === '') return resource ?? null;
    const named = this.#getTarget(uri);
    if (named) return named;
    const owner = resource && this.owners.get(resource);
    if (owner?.root === resource && owner) return this.#findPointer(owner, fragment);
    return resource ? toTarget(findAtPointer(resource, fragment)) : null;
  }

  #findPointer(resource: Resource, pointer: string): JsonSchema | boolean | null {
    const ofResource = getOrAdd(this.#pointers, resource, new Map<string, JsonSchema | boolean | null>());
    const known = ofResource.get(pointer);
    if (known !== undefined) return known;
    let found = toTarget(findAtPointer(resource.root, pointer));
    // Some tools wrote an `id` into each schema of draft-04, but their pointers start at the root.
    if (found === null && resource.draft === 4) found = toTarget(findAtPointer(resource.document, pointer));
    ofResource.set(pointer, found);
    return found;
  }
}

/** Returns the identifier of a schema; null if it has none. */
function getOwnId(schema: JsonSchema, draft: Draft): string | null {
  if (isReferenceAlone(draft, schema)) return null;
  const id = draft === 4 ? schema.id : (schema.$id ?? (draft === null ? schema.id : undefined));
  // Each reference is resolved against the id, so long ids would take quadratic time.
  return typeof id === 'string' && id.length <= longestId ? id : null;
}

/**
 * Resolves a reference. If it can't be resolved against its base, such as a relative reference against a URN,
 * it stands alone.
 */
function toUri(reference: string, base: string): string {
  return (parseUrl(reference, base) ?? parseUrl(reference, defaultBase))?.href.replace(/#$/, '') ?? reference;
}

/** Returns a key for a URI. The drafts have the same key with `https` and `http`. */
function toKey(uri: string): string {
  return uri.replace(/^https:\/\/json-schema\.org\//, 'http://json-schema.org/').replace(/#$/, '');
}

function toTarget(found: unknown): JsonSchema | boolean | null {
  return typeof found === 'boolean' || isJsonObject(found) ? (found as JsonSchema | boolean) : null;
}

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  map.set(key, value);
  return value;
}
