import type { JsonObject } from '../model/json-schema.ts';

/**
 * The entries that lists had when somebody last tried to submit the form; those that came since are
 * blank, and nobody has had the time to fill them in. They are told by their places, of which those
 * that went are free again.
 */
export class KnownEntries {
  readonly #separator: string;
  /** How many, by the ids of lists. */
  #known: ReadonlyMap<string, number> = new Map();
  /** The ids of the entries that are not known. */
  #added: ReadonlySet<string> = new Set();

  /** `separator` stands between the names in the ids of fields, see id-separator.ts. */
  constructor(separator: string) {
    this.#separator = separator;
  }

  /** Takes all that is there for known. */
  learn(data: JsonObject): void {
    this.#known = new Map(this.#findLists('root', data).map(([id, { length }]) => [id, length]));
    this.#added = new Set();
  }

  /** The form was changed; fields that went with their entries are no longer among the changed ones. */
  follow(data: JsonObject, changed: Set<string>): void {
    const lists = new Map(this.#findLists('root', data));
    this.#known = new Map(
      [...this.#known].map(([id, count]) => [id, Math.min(count, lists.get(id)?.length ?? 0)]),
    );
    // One that is a single value is either blank, and goes, or filled in.
    const added = [...lists].flatMap(([id, list]) =>
      [...list.entries()]
        .filter(([index, entry]) => index >= (this.#known.get(id) ?? 0) && isContainer(entry))
        .map(([index]) => this.#join(id, index)),
    );
    this.#added = new Set(added);
    for (const field of changed) {
      const isGone = [...lists].some(([id, { length }]) => {
        const start = this.#join(id, '');
        return field.startsWith(start) && Number.parseInt(field.slice(start.length), 10) >= length;
      });
      if (isGone) changed.delete(field);
    }
  }

  /** Whether any of these ids, of a field and of what it is in, is that of a new entry. */
  hasNew(ids: readonly string[]): boolean {
    return ids.some((id) => this.#added.has(id));
  }

  #findLists(id: string, value: unknown): [id: string, list: readonly unknown[]][] {
    if (!isContainer(value)) return [];
    const inside = Object.entries(value).flatMap(([key, child]) =>
      this.#findLists(this.#join(id, key), child),
    );
    return Array.isArray(value) ? [[id, value], ...inside] : inside;
  }

  #join(id: string, key: string | number): string {
    return `${id}${this.#separator}${key}`;
  }
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
