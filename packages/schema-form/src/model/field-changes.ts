import { type Change, getNodeChanges, type NodeOfValue } from './changes.ts';
import { toFieldName } from './field-name.ts';
import type { FormDocuments } from './form-field.ts';
import { isBlank } from './is-blank.ts';
import { isSecret } from './is-secret.ts';
import { getUiOption, isJsonObject, type JsonObject, type JsonValue, type UiSchema } from './json-schema.ts';
import { findChild, getChildren, getKey, isValueNode, type Node, type Path } from './nodes.ts';
import { resolveNodes } from './resolve.ts';
import { omitHidden } from './visibility.ts';

/** A field whose value changed, as a page lists it. */
export interface FieldChange {
  path: Path;
  /** The name of the field: `root[address][street]`. */
  name: string;
  /** The titles of the nodes on the path. */
  titles: readonly string[];
  /** The node is null if the field does not exist with these values. */
  before: NodeOfValue;
  after: NodeOfValue;
  /** Whether the uiSchema asks pages to mask the value or a value inside it. */
  isSensitive: boolean;
  /** Whether pages never show the value, as that of a password. */
  isSecret: boolean;
}

/**
 * Returns the fields whose values differ, in the order of the page. Hidden values are not compared. A list that one
 * control holds, or whose items are single values, is one field.
 */
export function getFieldChanges(form: FormDocuments, before: JsonObject, after: JsonObject): FieldChange[] {
  const [old, current] = [resolveVisible(form, before), resolveVisible(form, after)];
  const found = new Map<string, FieldChange>();
  for (const change of getNodeChanges(old, current)) {
    const field = toFieldChange(change, old, current);
    if (field && !found.has(field.name)) found.set(field.name, field);
  }
  return [...found.values()];
}

/** Returns the fields at the given paths whose values differ, in the order of the page. */
export function getChangesAt(
  form: FormDocuments,
  before: JsonObject,
  after: JsonObject,
  paths: readonly Path[],
): FieldChange[] {
  const [old, current] = [resolveVisible(form, before), resolveVisible(form, after)];
  const found = new Map<string, FieldChange>();
  const names = new Set(paths.map(toFieldName));
  for (const change of getNodeChanges(old, current)) {
    const length =
      change.path.findIndex((_, index) => names.has(toFieldName(change.path.slice(0, index + 1)))) + 1;
    const field = length > 0 ? toFieldChange(change, old, current, length) : null;
    if (field && !found.has(field.name)) found.set(field.name, field);
  }
  return [...found.values()];
}

function resolveVisible({ schema, ui_schema }: FormDocuments, data: JsonObject): NodeOfValue {
  const value = omitHidden(schema, data);
  return { node: resolveNodes(schema, ui_schema, value, { isReading: true }), value };
}

/** `ownLength` is the number of keys that lead to the field; by default the field that shows the change. */
function toFieldChange(
  change: Change,
  old: NodeOfValue,
  current: NodeOfValue,
  ownLength?: number,
): FieldChange | null {
  const [oldNodes, nodes] = [followPath(old, change.path), followPath(current, change.path)];
  const length = ownLength ?? getFieldLength(oldNodes, nodes, change.path.length);
  const path = change.path.slice(0, length);
  const [before, after] = [oldNodes[length], nodes[length]] as [NodeOfValue, NodeOfValue];
  // Absent, null and the empty text are all shown as "not given".
  if (isBlank(before.value) && isBlank(after.value)) return null;
  const branches = [showBranch(oldNodes[length - 1], before), showBranch(nodes[length - 1], after)];
  const [oldBranch, branch] = length > 1 ? branches : [];
  const isChoice = oldBranch && branch;
  const shown = [...oldNodes.slice(0, length + 1), ...nodes.slice(0, length + 1)];
  if (shown.some(({ node }) => node?.isHidden)) return null;
  const both = [before.node, after.node].filter((node) => node !== null);
  return {
    path,
    name: toFieldName(path),
    titles: change.titles.slice(0, isChoice ? length - 1 : length),
    before: isChoice ? oldBranch : before,
    after: isChoice ? branch : after,
    isSensitive: both.some((node) => hasNode(node, ({ isSensitive }) => isSensitive)),
    isSecret: both.some(isSecret),
  };
}

/**
 * Returns a constant that identifies a branch as the reading page shows it, by the title of the branch. Returns a blank
 * value unchanged, and null for any other value.
 */
function showBranch(parent: NodeOfValue | undefined, child: NodeOfValue): NodeOfValue | null {
  const { node, value } = child;
  if (isBlank(value)) return child;
  if (!node?.isTag || !isValueNode(node)) return null;
  const choice = parent?.node?.choices.find(({ tags }) => Object.hasOwn(tags, String(getKey(node))));
  const title = choice?.titles[choice.index]?.trim();
  return title ? { node: { ...node, type: 'option', options: [{ title, value }] }, value } : null;
}

/** Returns the values and nodes on a path, beginning with the root. */
function followPath(root: NodeOfValue, path: Path): NodeOfValue[] {
  const found = [root];
  let { node, value } = root;
  for (const key of path) {
    node = node && findChild(node, key);
    const isPresent = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
    value = isPresent ? (value as JsonObject)[key] : undefined;
    found.push({ node, value });
  }
  return found;
}

/** Returns how many keys of a path lead to the field that shows the change. */
function getFieldLength(before: readonly NodeOfValue[], after: readonly NodeOfValue[], most: number): number {
  for (let length = 1; length <= most; length += 1) {
    const lists = [before[length]?.value, after[length]?.value].filter(Array.isArray) as JsonValue[][];
    if (lists.length > 0 && lists.every(hasSingleValues)) return length;
    // No schema names what is inside, so the value around it is shown.
    if (!before[length]?.node && !after[length]?.node) return Math.max(1, length - 1);
  }
  return most;
}

/** Whether lists have single values only. A long list is examined once, and not for each of its changed items. */
const examined = new WeakMap<readonly JsonValue[], boolean>();

function hasSingleValues(list: readonly JsonValue[]): boolean {
  const known = examined.get(list) ?? list.every((item) => typeof item !== 'object' || item === null);
  examined.set(list, known);
  return known;
}

function hasNode(node: Node, is: (node: Node) => boolean): boolean {
  return is(node) || getChildren(node).some((child) => hasNode(child, is));
}

/** Returns whether a form asks people to review any of their changes before they are saved. */
export function mayNeedReview(uiSchema: UiSchema): boolean {
  return isReviewedAlways(uiSchema) || hasSensitive(uiSchema);
}

/**
 * Returns whether people review a change before it is saved: a sensitive value changed, or the form asks for it always
 * (`ui:options.review` at the root).
 */
export function needsReview(form: FormDocuments, before: JsonObject, after: JsonObject): boolean {
  if (!mayNeedReview(form.ui_schema)) return false;
  const changes = getFieldChanges(form, before, after);
  return isReviewedAlways(form.ui_schema)
    ? changes.length > 0
    : changes.some(({ isSensitive }) => isSensitive);
}

function isReviewedAlways(uiSchema: UiSchema): boolean {
  return getUiOption(uiSchema, 'review') === true;
}

/** Most forms have no sensitive value, and comparing values takes longer than this. */
function hasSensitive(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasSensitive);
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(
    ([key, child]) =>
      ((key === 'sensitive' || key === 'ui:sensitive') && child === true) || hasSensitive(child),
  );
}
