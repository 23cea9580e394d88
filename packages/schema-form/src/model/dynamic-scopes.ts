import type { JsonSchema } from './json-schema.ts';
import type { Resource } from './schema-resources.ts';

/** The targets of dynamic references by name. The first resource that was entered decides. */
export type Scope = ReadonlyMap<string, JsonSchema>;

/** The dynamic scopes of a schema with `$dynamicRef` or `$recursiveRef`. The same resources have the same scope. */
export class DynamicScopes {
  /** The names that more than one resource has. For all other names the scope makes no difference. */
  readonly #names: ReadonlySet<string>;
  readonly #inside = new Map<Scope, Map<Resource, Scope>>();
  readonly #keys = new Map<Scope, string>();
  readonly #ids = new Map<JsonSchema, number>();

  constructor(resources: ReadonlySet<Resource>) {
    this.#names = findSharedNames(resources);
  }

  /** Returns the scope inside a resource. Names that are already in scope keep their targets. */
  enter(resource: Resource, scope: Scope): Scope {
    if (this.#names.size === 0) return scope;
    const entered = this.#inside.get(scope) ?? new Map<Resource, Scope>();
    this.#inside.set(scope, entered);
    const known = entered.get(resource);
    if (known) return known;
    const added = [...resource.dynamicAnchors].filter(([name]) => this.#names.has(name) && !scope.has(name));
    const inside = added.length === 0 ? scope : new Map([...scope, ...added]);
    entered.set(resource, inside);
    return inside;
  }

  /** Returns a text that is the same for scopes with the same targets. */
  getKey(scope: Scope): string {
    if (scope.size === 0) return '';
    const known = this.#keys.get(scope);
    if (known !== undefined) return known;
    const targets = [...scope].map(([name, schema]) => {
      const id = this.#ids.get(schema) ?? this.#ids.size;
      this.#ids.set(schema, id);
      return `${JSON.stringify(name)}:${id}`;
    });
    const key = targets.sort().join();
    this.#keys.set(scope, key);
    return key;
  }
}

function findSharedNames(resources: ReadonlySet<Resource>): ReadonlySet<string> {
  const names = new Set<string>();
  const shared = new Set<string>();
  for (const { dynamicAnchors } of resources) {
    for (const name of dynamicAnchors.keys()) (names.has(name) ? shared : names).add(name);
  }
  return shared;
}
