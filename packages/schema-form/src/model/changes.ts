import { getPropertySchemas } from './applicable-schemas.ts';
import { deepEquals } from './deep-equals.ts';
import {
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  type UiSchema,
} from './json-schema.ts';
import { getChildTitle, getKeyTitle } from './node-title.ts';
import { findChild, getKey, type Node } from './nodes.ts';
import { isReadOnly } from './read-only.ts';
import { resolveNodes } from './resolve.ts';
import { getPropertyNames, getRootSchemas } from './root-schemas.ts';
import { getOrderedChildren } from './sections.ts';
import { isWriteOnly } from './write-only.ts';

/**
 * Returns the part of a form's data that is sent: the top-level values that differ from the stored ones, and
 * null for a value that was cleared or is hidden now. If the stored values are unknown (`before` is null),
 * all values are sent. Read-only values are never sent.
 */
export function getPayload(schema: JsonSchema, before: JsonObject | null, after: JsonObject): JsonObject {
  const keys = new Set([...getPropertyNames(schema), ...Object.keys(before ?? {}), ...Object.keys(after)]);
  const changed = [...keys].filter((key) => before === null || !deepEquals(before[key], after[key]));
  // A value that was cleared needs a node too, so the stored values are included.
  const node = resolveNodes(schema, {}, { ...before, ...after }, { visible: after });
  const { root, schemas } = getRootSchemas(schema);
  const entries = changed
    .filter((key) => {
      const child = findChild(node, key);
      // The form does not show a stored writeOnly value, so an empty field means that it stays as it is.
      const isKept = !after[key] && getPropertySchemas(root, schemas, key).some(isWriteOnly);
      return !(child && isReadOnly(child)) && !isKept;
    })
    .map((key) => [key, after[key] ?? null] as const);
  return Object.fromEntries(entries);
}

/** A value that changed. A side is undefined if the value did not exist then. */
export interface Change {
  path: (string | number)[];
  /** The title of each node on the path, as the page shows it. */
  titles: string[];
  before: JsonValue | undefined;
  after: JsonValue | undefined;
}

/**
 * Returns the changed values in the order of the page. Items of lists are compared by position. An added
 * object or list is reported value by value. A removed one is one change, and so is a value that became
 * another type. Applied one after the other, the changes turn `before` into `after`.
 */
export function getChanges(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  { schema, uiSchema = {} }: { schema: JsonSchema; uiSchema?: UiSchema },
): Change[] {
  const resolve = (data: JsonValue | undefined): NodeOfValue => ({
    node: resolveNodes(schema, uiSchema, data, { isReading: true }),
    value: data,
  });
  return getNodeChanges(resolve(before), resolve(after));
}

/** Returns the changes between two values of which the nodes are resolved already. */
export function getNodeChanges(before: NodeOfValue, after: NodeOfValue): Change[] {
  return compare({ path: [], titles: [] }, before, after);
}

/** A value and its node. The node is null if no schema names the value. */
export interface NodeOfValue {
  node: Node | null;
  value: JsonValue | undefined;
}

/** Compares a value before and after; a different branch of the schema may apply to each. */
function compare(
  { path, titles }: Pick<Change, 'path' | 'titles'>,
  old: NodeOfValue,
  current: NodeOfValue,
): Change[] {
  const [before, after] = [old.value, current.value];
  if (deepEquals(before, after)) return [];
  if (!areComparable(before, after)) return [{ path, titles, before, after }];
  const keys = new Set([...getNodeKeys(current), ...getNodeKeys(old), ...getKeys(after), ...getKeys(before)]);
  return [...keys].flatMap((key) => {
    const [oldChild, child] = [getChild(old, key), getChild(current, key)];
    const title = findTitle(current.node, child.node) ?? findTitle(old.node, oldChild.node);
    return compare({ path: [...path, key], titles: [...titles, title ?? getKeyTitle(key)] }, oldChild, child);
  });
}

/** Returns whether two values are compared member by member. */
function areComparable(before: JsonValue | undefined, after: JsonValue | undefined): boolean {
  if (Array.isArray(after)) return Array.isArray(before) || (before === undefined && after.length > 0);
  if (!isJsonObject(after)) return false;
  return isJsonObject(before) || (before === undefined && Object.keys(after).length > 0);
}

/** Returns the keys that nodes name, in the order of the page. */
function getNodeKeys({ node, value }: NodeOfValue): (string | number)[] {
  const fits = node?.type === 'list' ? Array.isArray(value) : isJsonObject(value);
  return node && fits ? getOrderedChildren(node).flatMap((child) => getKey(child) ?? []) : [];
}

function getKeys(value: JsonValue | undefined): (string | number)[] {
  if (Array.isArray(value)) return [...value.keys()];
  return isJsonObject(value) ? Object.keys(value) : [];
}

function getChild({ node, value }: NodeOfValue, key: string | number): NodeOfValue {
  const isPresent = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  const isChild = (node?.type === 'list') === (typeof key === 'number');
  return {
    node: node && isChild ? findChild(node, key) : null,
    value: isPresent ? (value as JsonObject)[key] : undefined,
  };
}

function findTitle(parent: Node | null, child: Node | null): string | null {
  return parent && child && getChildTitle(parent, child);
}
