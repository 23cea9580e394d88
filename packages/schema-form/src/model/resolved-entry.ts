/** What one resolution of a form keeps for the next one. */
import type { UiSchema } from './json-schema.ts';
import type { Choice, Node, Path } from './nodes.ts';

/** A value in the form, before it is resolved. */
export interface Place {
  path: Path;
  id: string;
  name: string;
  /** The subschemas that what is around it states of it. */
  given: readonly unknown[];
  /** All subschemas that could be stated of it; null where these are the given ones. */
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
  place: Place;
  node: Node;
  children: ReadonlyMap<string | number, ResolvedEntry>;
  /** Whether the node is the same whatever the data are. */
  isStatic: boolean;
}

/** Whether a value is resolved from the same things as before. */
export function isSamePlace(before: Place, place: Place): boolean {
  return (
    before.uiSchema === place.uiSchema &&
    before.isRequired === place.isRequired &&
    before.isDisabled === place.isDisabled &&
    before.isReadOnly === place.isReadOnly &&
    before.isSensitive === place.isSensitive &&
    before.hidesErrors === place.hidesErrors &&
    before.isAdded === place.isAdded &&
    before.isTag === place.isTag &&
    isSameList(before.given, place.given) &&
    isSameList(before.possible ?? [], place.possible ?? [])
  );
}

function isSameList(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before.length === after.length && before.every((item, index) => item === after[index]);
}

/** The list as it was where it has the same items. */
export function keepList<T>(before: readonly T[] | undefined, after: readonly T[]): readonly T[] {
  return before && isSameList(before, after) ? before : after;
}

/** The choices as they were where the same branches apply. */
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

/** Whether two nodes hold the very same things; their schemas are compared by what they were merged from. */
export function isShallowEqual(before: Node, after: Node): boolean {
  const [a, b] = [before, after] as unknown as Record<string, unknown>[];
  return Object.keys(after).every(
    (key) =>
      a?.[key] === b?.[key] || key === 'schema' || (key === 'path' && isSameList(before.path, after.path)),
  );
}
