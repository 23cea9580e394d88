import { type ChosenBranches, noBranch } from '../model/choices.ts';
import { getChildren, type Node } from '../model/nodes.ts';

/** What a form remembers of its nodes. */
export interface NodeStatesSnapshot {
  chosen: ChosenBranches;
  opened: ReadonlySet<string>;
  known: ReadonlySet<string>;
  keys: ReadonlyMap<string, number>;
}

/** What a form remembers of its nodes by their names, which change when items are moved and entries are renamed. */
export class NodeStates {
  /** The chosen branches by the names of their choices. */
  chosen: ChosenBranches;
  /** The names of the groups that were opened on demand. */
  opened: ReadonlySet<string> = new Set();
  /** The names of all existing nodes. A node that is not among them is new and gets its defaults. */
  known: ReadonlySet<string> = new Set();
  /** React keys of nodes. They stay the same when an item moves or an entry is renamed. */
  #keys = new Map<string, number>();
  #nextKey = 0;

  constructor(chosen: ChosenBranches) {
    this.chosen = chosen;
  }

  /** Returns a React key that stays with a node when it moves or is renamed. */
  getKey({ name }: Node): number {
    let key = this.#keys.get(name);
    if (key === undefined) {
      key = this.#nextKey;
      this.#nextKey += 1;
      this.#keys.set(name, key);
    }
    return key;
  }

  open({ name }: Node): void {
    this.opened = new Set([...this.opened, name]);
  }

  /** Forgets the chosen branches of everything inside a node. */
  forgetBranchesInside(node: Node): void {
    this.chosen = pickEntries(this.chosen, (name) => !isWithin(name, node.name));
  }

  /** Forgets the chosen branches of some choices. */
  forgetBranches(names: readonly string[]): void {
    if (names.length > 0) this.chosen = pickEntries(this.chosen, (name) => !names.includes(name));
  }

  /** Makes the nodes inside a node new again, so that they get their defaults. */
  forgetKnown({ name: around }: Node): void {
    this.known = new Set([...this.known].filter((name) => !isWithin(name, around)));
  }

  /**
   * Records the names of all nodes and the branches that their choices show. Returns the names that are new, and
   * whether any branch is.
   */
  record(root: Node): { added: ReadonlySet<string>; hasNewBranches: boolean } {
    const known = new Set<string>();
    const shown: Record<string, number> = {};
    const visit = (node: Node) => {
      known.add(node.name);
      // No branch is shown while there is no value; the value selects one when it comes.
      for (const { name, index } of node.choices) if (index !== noBranch) shown[name] = index;
      getChildren(node).forEach(visit);
    };
    visit(root);
    const added = new Set([...known].filter((name) => !this.known.has(name)));
    const hasNewBranches = Object.keys(shown).some((name) => !Object.hasOwn(this.chosen, name));
    this.known = known;
    if (hasNewBranches) this.chosen = { ...shown, ...this.chosen };
    return { added, hasNewBranches };
  }

  /** Renames everything by `toName`, which returns null for what is gone. */
  rename(toName: (name: string) => string | null): void {
    const renameSet = (names: ReadonlySet<string>) =>
      new Set([...names].flatMap((name) => toName(name) ?? []));
    const renameEntries = <T>(entries: Iterable<[string, T]>): [string, T][] =>
      [...entries].flatMap(([name, value]): [string, T][] => {
        const renamed = toName(name);
        return renamed === null ? [] : [[renamed, value]];
      });
    this.chosen = Object.fromEntries(renameEntries(Object.entries(this.chosen)));
    this.#keys = new Map(renameEntries(this.#keys));
    this.known = renameSet(this.known);
    this.opened = renameSet(this.opened);
  }

  /** Returns the present state. Later changes do not affect it. */
  save(): NodeStatesSnapshot {
    const { chosen, opened, known } = this;
    return { chosen, opened, known, keys: new Map(this.#keys) };
  }

  restore({ chosen, opened, known, keys }: NodeStatesSnapshot): void {
    this.chosen = chosen;
    this.opened = opened;
    this.known = known;
    this.#keys = new Map(keys);
  }
}

function isWithin(name: string, around: string): boolean {
  return name.startsWith(`${around}[`);
}

function pickEntries<T>(entries: Readonly<Record<string, T>>, picks: (name: string) => boolean) {
  return Object.fromEntries(Object.entries(entries).filter(([name]) => picks(name)));
}
