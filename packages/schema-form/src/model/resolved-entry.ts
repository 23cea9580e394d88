/** The state that one resolution of a form keeps for the next one. */
import type { UiSchema } from './json-schema.ts';
import type { Choice, Node, Path } from './nodes.ts';

/** The input for resolving one value. */
export interface NodeInput {
  path: Path;
  id: string;
  name: string;
  /** The subschemas that the parent applies to the value. */
  given: readonly unknown[];
  /** All subschemas that the parent could apply to it; null if they are the same as `given`. */
  possible: readonly unknown[] | null;
  uiSchema: UiSchema;
  isRequired: boolean;
  isDisabled: boolean;
  isReadOnly: boolean;
  isSensitive: boolean;
  hidesErrors: boolean;
  isAdded: boolean;
  isTag: boolean;
}

/** A resolved value. */
export interface ResolvedEntry {
  input: NodeInput;
  node: Node;
  children: ReadonlyMap<string | number, ResolvedEntry>;
  /** Whether the node is the same for all data. */
  isStatic: boolean;
}

/** Returns whether two inputs are the same. */
export function isSameInput(before: NodeInput, input: NodeInput): boolean {
  return (
    before.uiSchema === input.uiSchema &&
    before.isRequired === input.isRequired &&
    before.isDisabled === input.isDisabled &&
    before.isReadOnly === input.isReadOnly &&
    before.isSensitive === input.isSensitive &&
    before.hidesErrors === input.hidesErrors &&
    before.isAdded === input.isAdded &&
    before.isTag === input.isTag &&
    isSameList(before.given, input.given) &&
    isSameList(before.possible ?? [], input.possible ?? [])
  );
}

function isSameList(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before.length === after.length && before.every((item, index) => item === after[index]);
}

/** Returns the previous list if the items are the same. */
export function keepList<T>(before: readonly T[] | undefined, after: readonly T[]): readonly T[] {
  return before && isSameList(before, after) ? before : after;
}

/** Returns the previous choices if the same branches apply. */
export function keepChoices(
  before: readonly Choice[] | undefined,
  after: readonly Choice[],
): readonly Choice[] {
  const isSame = (choice: Choice, index: number) => {
    const other = before?.[index];
    return (
      other?.schema === choice.schema &&
      other.index === choice.index &&
      other.isChosen === choice.isChosen &&
      other.name === choice.name
    );
  };
  return before?.length === after.length && after.every(isSame) ? before : after;
}

/**
 * Returns whether two nodes are equal. Merged schemas are not compared, because the subschemas they were
 * merged from are.
 */
export function isShallowEqual(before: Node, after: Node): boolean {
  const [a, b] = [before, after] as unknown as Record<string, unknown>[];
  return Object.keys(after).every(
    (key) =>
      a?.[key] === b?.[key] || key === 'schema' || (key === 'path' && isSameList(before.path, after.path)),
  );
}
