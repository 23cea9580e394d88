import { deepEquals } from '../model/deep-equals.ts';
import { isSecret } from '../model/is-secret.ts';
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../model/json-schema.ts';
import { getChildTitle, getNodeTitle, hasTitle } from '../model/node-title.ts';
import { getKey, type ListNode, type Node, type ObjectNode, type ValueNode } from '../model/nodes.ts';
import { toOptionTitle } from '../model/option-title.ts';
import { readFile } from '../model/read-file.ts';
import { getReadingSections } from '../model/sections.ts';

/** What a reading page shows of a value. */
export interface Reading {
  node: Node;
  value: JsonValue | undefined;
  title: string;
  shape: Shape;
  /** The title of the option that the value is, or of the branch that allows nothing else; null for any other value. */
  option: string | null;
  /** The title of the branch that applies to the value; null where there is nothing to choose. */
  branch: string | null;
  /** The visible values in it, in the order of the page. */
  children: readonly Reading[];
  /** The same by section. */
  sections: readonly ReadingSection[];
}

export interface ReadingSection {
  index: number;
  title: string | null;
  members: readonly Reading[];
}

export type Shape =
  /** There is no value. */
  | 'missing'
  /** One line: a text, a number, a file. */
  | 'line'
  /** Several lines. */
  | 'lines'
  /** Values with names of their own. */
  | 'group'
  /** Items, some of which are groups or lists. */
  | 'items';

/** How a value is read; null for one that has no place on the page: a secret, a hidden value, a group of such. */
export function toReading(
  node: Node,
  value: JsonValue | undefined,
  title = getNodeTitle(node),
): Reading | null {
  if (isSecret(node) || node.isHidden) return null;
  const isGiven = value !== undefined && value !== null && value !== '';
  const branch = isGiven ? findBranchTitle(node) : null;
  const option = findOption(node, value, branch);
  const base = { node, value, title, option, branch: option === branch ? null : branch };
  const toSingle = (shape: Shape): Reading => ({ ...base, shape, children: [], sections: [] });
  if (option !== null) return toSingle('line');
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
  // A root has no place to name its branch.
  const tags = base.branch !== null && node.path.length > 0 ? getNamedTags(node) : {};
  const isTag = (key: string) =>
    Object.hasOwn(tags, key) && (!Object.hasOwn(value, key) || deepEquals(value[key], tags[key]));
  const sections = getReadingSections(node)
    .map(({ index, title, members }) => ({
      index,
      // A heading has to say something.
      title: title?.trim() || null,
      members: members.flatMap((member) => {
        const key = String(getKey(member));
        const child = Object.hasOwn(value, key) ? value[key] : undefined;
        if (isTag(key) || (base.branch !== null && isNamelessConstant(member, child))) return [];
        return toReading(member, child, getChildTitle(node, member)) ?? [];
      }),
    }))
    .filter(({ members }) => members.length > 0);
  const children = sections.flatMap(({ members }) => members);
  // The title of the branch says what its constants say.
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
  const isPlain = children.every(({ shape }) => shape === 'line' || shape === 'missing');
  return toFilledIn({ ...base, shape: isTuple ? 'group' : isPlain ? 'lines' : 'items', children });
}

function toLines(base: Base, node: ValueNode, value: readonly JsonValue[]): Reading {
  const items = value.map((_, index) => toItem(node, index));
  const children = items.flatMap((item, index) => toReading(item, value[index]) ?? []);
  return toFilledIn({ ...base, shape: 'lines', children });
}

function toFilledIn(reading: Omit<Reading, 'sections'>): Reading {
  const { children } = reading;
  const isMissing = children.every(({ shape }) => shape === 'missing');
  const sections = [{ index: 0, title: null, members: children }];
  return { ...reading, shape: isMissing ? 'missing' : reading.shape, sections };
}

/** The node of one item of a list that a single control holds. */
function toItem(node: ValueNode, index: number): ValueNode {
  const type = node.type === 'options' ? 'option' : 'text';
  const schema = isJsonObject(node.schema.items) ? (node.schema.items as JsonSchema) : {};
  return { ...node, type, schema, path: [...node.path, index], title: null };
}

/** The title of the branch that applies to a value; null where there is none, or it has none. */
function findBranchTitle({ choices }: Node): string | null {
  const titles = choices.map(({ titles, index }) => titles[index]?.trim() || null);
  return titles.find((title) => title !== null) ?? null;
}

/** The constants that the title of a branch says. */
function getNamedTags({ choices }: Node): JsonObject {
  const named = choices.filter(({ titles, index }) => titles[index]?.trim());
  return Object.assign({}, ...named.map(({ tags }) => tags));
}

/** Whether a member without a name has the only value that it may have, so that it merely tells branches apart. */
function isNamelessConstant(node: Node, value: JsonValue | undefined): boolean {
  if (hasTitle(node)) return false;
  const options = node.schema['x-consent'] === true ? [true] : node.schema.enum;
  return options?.length === 1 && (value === undefined || deepEquals(value, options[0]));
}

/** The title of the option that a value is; null where it is none, or one that nobody named. */
function findOption(node: Node, value: JsonValue | undefined, branch: string | null): string | null {
  if (node.type !== 'option') return null;
  const option = node.options.find((candidate) => deepEquals(candidate.value, value ?? null));
  if (!option) return null;
  if (option.title !== toOptionTitle(option.value)) return option.title.trim() || null;
  if (node.options.length === 1 && branch !== null) return branch;
  // A number of a list of options is a name, which is not grouped as an amount is.
  return typeof option.value === 'number' ? option.title : null;
}
