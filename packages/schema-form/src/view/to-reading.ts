import { deepEquals } from '../model/deep-equals.ts';
import { isSecret } from '../model/is-secret.ts';
import {
  getOwn,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
} from '../model/json-schema.ts';
import { getChildTitle, getNodeTitle, hasTitle } from '../model/node-title.ts';
import { getKey, type ListNode, type Node, type ObjectNode, type ValueNode } from '../model/nodes.ts';
import { toOptionTitle } from '../model/option-title.ts';
import { readFile } from '../model/read-file.ts';
import { getReadingSections } from '../model/sections.ts';

/** A value as a reading page shows it. */
export interface Reading {
  node: Node;
  value: JsonValue | undefined;
  title: string;
  shape: Shape;
  /**
   * The title of the option that the value is, or of the branch that allows only this value; null for any
   * other value.
   */
  option: string | null;
  /** The title of the branch that applies to the value; null if there is no choice. */
  branch: string | null;
  /** The visible values inside it, in the order of the page. */
  children: readonly Reading[];
  /** The same values by section. */
  sections: readonly ReadingSection[];
}

export interface ReadingSection {
  id: string;
  index: number;
  title: string | null;
  members: readonly Reading[];
}

export type Shape =
  /** There is no value. */
  | 'missing'
  /** The value is one line: a text, a number, a file. */
  | 'line'
  /** The value is several lines. */
  | 'lines'
  /** The value consists of named values. */
  | 'group'
  /** The value consists of items, some of which are groups or lists. */
  | 'items';

/**
 * Converts a node and its value to a reading; null if the page shows nothing for it: a secret, a hidden
 * value, or a group that contains nothing else.
 */
export function toReading(
  node: Node,
  value: JsonValue | undefined,
  title = getNodeTitle(node),
): Reading | null {
  if (isSecret(node) || node.isHidden) return null;
  const isGiven = value !== undefined && value !== null && value !== '';
  const branch = isGiven ? findBranchTitle(node) : null;
  // Nobody can fill it in, so nothing is missing.
  if (node.type === 'empty' && !isGiven && node.choices.length === 0) return null;
  const option = findOption(node, value, branch);
  const base = { node, value, title, option, branch: option === branch ? null : branch };
  const toSingle = (shape: Shape): Reading => ({ ...base, shape, children: [], sections: [] });
  // An option may stand for no value. Its title is shown as that of a missing value.
  if (option !== null) return toSingle(isGiven ? 'line' : 'missing');
  if (isGiven && readFile({ ...node, value })) return toSingle('line');
  if (node.type === 'object' && (!isGiven || isJsonObject(value))) {
    return toGroup(base, node, isJsonObject(value) ? value : {});
  }
  if (Array.isArray(value)) {
    if (node.type === 'list') return toList(base, node, value);
    if (node.type === 'options' || node.type === 'texts') return toLines(base, node, value);
  }
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  return toSingle(isGiven && !isEmpty ? 'line' : 'missing');
}

type Base = Pick<Reading, 'node' | 'value' | 'title' | 'option' | 'branch'>;

function toGroup(base: Base, node: ObjectNode, value: Readonly<JsonObject>): Reading | null {
  const isGiven = isJsonObject(base.value);
  // The page does not show the branch of a root, so the constants of its branch stay visible.
  const tags = base.branch !== null && node.path.length > 0 ? getNamedTags(node) : {};
  const isTag = (key: string) =>
    Object.hasOwn(tags, key) && (!Object.hasOwn(value, key) || deepEquals(value[key], tags[key]));
  const sections = getReadingSections(node)
    .map(({ id, index, title, members }) => ({
      id,
      index,
      // A heading must not be empty.
      title: title?.trim() || null,
      members: members.flatMap((member) => {
        const key = String(getKey(member));
        const child = getOwn(value, key);
        if (isTag(key) || (base.branch !== null && isNamelessConstant(member, child))) return [];
        return toReading(member, child, getChildTitle(node, member)) ?? [];
      }),
    }))
    .filter(({ members }) => members.length > 0);
  const children = sections.flatMap(({ members }) => members);
  // The title of the branch stands for its constants.
  const saysBranch = Object.keys(tags).some((key) => Object.hasOwn(value, key) && isTag(key));
  if (node.members.length > 0 && children.length === 0 && !saysBranch) return null;
  const isFilledIn = isGiven && (saysBranch || children.some(({ shape }) => shape !== 'missing'));
  return { ...base, shape: isFilledIn ? 'group' : 'missing', children, sections };
}

function toList(base: Base, node: ListNode, value: readonly JsonValue[]): Reading {
  const children = node.items.flatMap(
    (item, index) => toReading(item, value[index], getChildTitle(node, item)) ?? [],
  );
  const isTuple = node.fixedCount > 0 && children.some((child) => hasTitle(child.node));
  const isFlat = children.every(({ shape }) => shape === 'line' || shape === 'missing');
  return toFilledIn({ ...base, shape: isTuple ? 'group' : isFlat ? 'lines' : 'items', children });
}

function toLines(base: Base, node: ValueNode, value: readonly JsonValue[]): Reading {
  const items = value.map((_, index) => toItem(node, index));
  const children = items.flatMap((item, index) => toReading(item, value[index]) ?? []);
  return toFilledIn({ ...base, shape: 'lines', children });
}

function toFilledIn(reading: Omit<Reading, 'sections'>): Reading {
  const { children } = reading;
  const isMissing = children.every(({ shape }) => shape === 'missing');
  const sections = [{ id: '1', index: 0, title: null, members: children }];
  return { ...reading, shape: isMissing ? 'missing' : reading.shape, sections };
}

/** Returns the node for one item of a list that a single control holds. */
function toItem(node: ValueNode, index: number): ValueNode {
  const type = node.type === 'options' ? 'option' : 'text';
  const schema = isJsonObject(node.schema.items) ? (node.schema.items as JsonSchema) : {};
  return { ...node, type, schema, path: [...node.path, index], title: null };
}

/** Returns the title of the branch that applies to a value; null if there is none or it has no title. */
function findBranchTitle({ choices }: Node): string | null {
  const titles = choices.map(({ titles, index }) => titles[index]?.trim() || null);
  return titles.find((title) => title !== null) ?? null;
}

/** Returns the constants of branches that have a title, which stands for them. */
function getNamedTags({ choices }: Node): JsonObject {
  const named = choices.filter(({ titles, index }) => titles[index]?.trim());
  return Object.assign({}, ...named.map(({ tags }) => tags));
}

/**
 * Returns whether a member without a title has the only value that it may have, so that it only distinguishes
 * branches.
 */
function isNamelessConstant(node: Node, value: JsonValue | undefined): boolean {
  if (hasTitle(node)) return false;
  const options = node.schema.const === true ? [true] : node.schema.enum;
  return options?.length === 1 && (value === undefined || deepEquals(value, options[0]));
}

/**
 * Returns the title of the option that a value is; null if it is not an option or the option has no title.
 */
function findOption(node: Node, value: JsonValue | undefined, branch: string | null): string | null {
  if (node.type !== 'option') return null;
  const option = node.options.find((candidate) => deepEquals(candidate.value, value ?? null));
  if (!option) return null;
  if (option.title !== toOptionTitle(option.value)) return option.title.trim() || null;
  if (node.options.length === 1 && branch !== null) return branch;
  // A number in a list of options is a name, so it is not formatted as an amount.
  return typeof option.value === 'number' ? option.title : null;
}
