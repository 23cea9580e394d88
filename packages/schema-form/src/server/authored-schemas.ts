import { type Draft, hasKeyword, isReferenceAlone } from '../model/drafts.ts';
import { toToken } from '../model/json-pointer.ts';
import { isJsonObject, type JsonSchema, toList } from '../model/json-schema.ts';
import type { SchemaResources } from '../model/schema-resources.ts';
import { getFacts, type SchemaFacts } from './schema-facts.ts';

/** A schema that applies to a value only under a condition. */
export interface ConditionalSchema {
  keyword: 'then' | 'else' | 'oneOf' | 'anyOf' | 'dependentSchemas' | 'dependencies';
  schema: JsonSchema | boolean;
  pointer: string;
}

/** The schemas of a definition as its author wrote them, in any draft, with their JSON pointers. */
export class AuthoredSchemas {
  readonly root: JsonSchema;
  readonly #resources: SchemaResources;
  readonly #pointers = new Map<JsonSchema, string>();
  readonly #together = new Map<JsonSchema, readonly JsonSchema[]>();
  readonly #facts = new Map<JsonSchema, SchemaFacts>();

  constructor(root: JsonSchema, documents: readonly JsonSchema[], resources: SchemaResources) {
    this.root = root;
    this.#resources = resources;
    this.#findPointers(root, '/schema');
    for (const [index, document] of documents.entries()) this.#findPointers(document, `/schemas/${index}`);
  }

  /** The schemas of the documents, with their pointers. */
  get pointers(): ReadonlyMap<JsonSchema, string> {
    return this.#pointers;
  }

  getDraft(schema: JsonSchema): Draft {
    return this.#resources.owners.get(schema)?.draft ?? null;
  }

  /** Returns the pointer of a schema; null for one of a metaschema, which nobody can change. */
  getPointer(schema: JsonSchema): string | null {
    return this.#pointers.get(schema) ?? null;
  }

  /** Returns whether a value is a schema by its position or because a reference leads to it. */
  isSchema(value: object): boolean {
    return this.#resources.owners.has(value as JsonSchema);
  }

  /** Returns the schemas that always apply to the same value: the schema itself, its reference and its `allOf`. */
  getTogether(schema: JsonSchema): readonly JsonSchema[] {
    const known = this.#together.get(schema);
    if (known) return known;
    const found = new Set<JsonSchema>();
    const visit = (value: unknown) => {
      if (!isJsonObject(value) || found.has(value as JsonSchema)) return;
      const current = value as JsonSchema;
      found.add(current);
      for (const { target } of this.#resources.getReferences(current)) visit(target);
      if (!this.isAlone(current)) toList(current.allOf).forEach(visit);
    };
    visit(schema);
    const together = [...found];
    this.#together.set(schema, together);
    return together;
  }

  /** Returns the facts of the schemas that always apply with this one. */
  getFacts(schema: JsonSchema): SchemaFacts {
    const known = this.#facts.get(schema);
    if (known) return known;
    const facts = getFacts(this.getTogether(schema));
    this.#facts.set(schema, facts);
    return facts;
  }

  /** Returns the schemas that one schema applies to the same value under a condition. */
  getConditional(schema: JsonSchema): ConditionalSchema[] {
    const pointer = this.getPointer(schema);
    if (pointer === null || this.isAlone(schema)) return [];
    const found: ConditionalSchema[] = [];
    const draft = this.getDraft(schema);
    const add = (keyword: ConditionalSchema['keyword'], value: unknown, key = '') => {
      if (typeof value !== 'boolean' && !isJsonObject(value)) return;
      found.push({ keyword, schema: value as JsonSchema | boolean, pointer: `${pointer}/${keyword}${key}` });
    };
    if (schema.if !== undefined && hasKeyword(draft, 'if')) {
      for (const keyword of ['then', 'else'] as const) add(keyword, schema[keyword]);
    }
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      for (const [index, branch] of toList(schema[keyword]).entries()) add(keyword, branch, `/${index}`);
    }
    for (const keyword of ['dependentSchemas', 'dependencies'] as const) {
      const map = schema[keyword];
      if (!isJsonObject(map) || !hasKeyword(draft, keyword)) continue;
      for (const [key, value] of Object.entries(map)) add(keyword, value, `/${toToken(key)}`);
    }
    return found;
  }

  /** Returns whether a schema is a reference whose siblings its draft ignores. */
  isAlone(schema: JsonSchema): boolean {
    return isReferenceAlone(this.getDraft(schema), schema);
  }

  #findPointers(value: unknown, pointer: string): void {
    if (typeof value !== 'object' || value === null) return;
    if (this.isSchema(value)) this.#pointers.set(value as JsonSchema, pointer);
    for (const [key, child] of Object.entries(value)) this.#findPointers(child, `${pointer}/${toToken(key)}`);
  }
}
