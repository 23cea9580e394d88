import type { JsonObject, JsonSchema, JsonValue, UiSchema } from './json-schema.ts';

/** The path of a value in a form's data. */
export type Path = readonly (string | number)[];

/** A choice between the branches of a `oneOf` or `anyOf`. */
export interface Choice {
  /** The id of its control: `root_pay__oneof_select`. */
  id: string;
  /** The name of its control in a form body: `root[pay]__oneof_select`. */
  name: string;
  keyword: 'oneOf' | 'anyOf';
  /** The schema that has the keyword. */
  schema: JsonSchema;
  branches: readonly JsonSchema[];
  /** The uiSchema of each branch. */
  uiSchemas: readonly (UiSchema | undefined)[];
  /** The titles of the branches; null for a branch without a title. */
  titles: readonly (string | null)[];
  /** The index of the branch that applies; -1 for none. */
  index: number;
  /** Whether a person chose the branch. Otherwise it is the one that the value fits best. */
  isChosen: boolean;
  /** The constant properties that distinguish the chosen branch. They need no field. */
  tags: JsonObject;
  /** The properties that only the chosen branch names. */
  keys: ReadonlySet<string>;
}

interface BaseNode {
  path: Path;
  /** The id of its element: `root_address_street`. */
  id: string;
  /** The name of its field in a form body: `root[address][street]`. */
  name: string;
  /** The schemas that apply now, merged into one schema that has no subschemas for the same value. */
  schema: JsonSchema;
  uiSchema: UiSchema;
  /** The title from the uiSchema or the schema; null if neither has one. */
  title: string | null;
  /** The `ui:help` option, or else the description. */
  help: string | null;
  /** The subschemas that apply to the value now. */
  active: readonly JsonSchema[];
  /** Every subschema that could apply to the value, whatever the data is. It contains `active`. */
  possible: readonly JsonSchema[];
  /** The choices between branches for this value itself. */
  choices: readonly Choice[];
  /** Whether its object or list requires it. */
  isRequired: boolean;
  isDisabled: boolean;
  /** Whether the schema or the uiSchema makes it or any of its ancestors read-only. */
  isReadOnly: boolean;
  /** Whether any schema that could apply is `writeOnly`, so that the value must not leave the server. */
  isWriteOnly: boolean;
  /** Whether a person added its key to a map. People can rename and remove such members. */
  isAdded: boolean;
  /**
   * Whether it is a constant that only distinguishes the chosen branch. The control of the choice shows that
   * already.
   */
  isTag: boolean;
  /** Whether `ui:widget` is `hidden`. */
  isHidden: boolean;
  /** Whether the uiSchema of it or of any of its ancestors asks the view to mask it. */
  isSensitive: boolean;
  /** Whether only the summary reports its errors, because it or an ancestor has `ui:hideError`. */
  hidesErrors: boolean;
}

/** An object, whose members have nodes of their own. */
export interface ObjectNode extends BaseNode {
  type: 'object';
  /** The members that apply, in the order of their schemas. */
  members: readonly Node[];
  /** Members by section, in the order of `ui:order`. Members of a chosen branch come last. */
  sections: readonly Section[];
  /** Values in the data that no active schema names. */
  inactive: readonly InactiveMember[];
  /** The names that the entries of a map may have; null if any name is allowed. */
  keys: readonly string[] | null;
  /** Whether people may add keys. */
  canAdd: boolean;
}

/** A value in the data that the form does not show now. */
export interface InactiveMember {
  key: string;
  /** Whether an inactive condition or branch names it. Otherwise no schema does. */
  isNamed: boolean;
  possible: readonly JsonSchema[];
}

/** Members that a form shows together. */
export interface Section {
  /** Unique among the sections of its object: the `id` in the uiSchema, or its position, counted from 1. */
  id: string;
  /**
   * Its index among the sections of the uiSchema. Members that no section names form a section after these.
   */
  index: number;
  /** The title; null for members that no section names. */
  title: string | null;
  members: readonly Node[];
  isCollapsible: boolean;
  isCollapsed: boolean;
}

/** A list whose items have nodes of their own. */
export interface ListNode extends BaseNode {
  type: 'list';
  items: readonly Node[];
  /** The number of first items that have a schema of their own, as in a tuple. */
  fixedCount: number;
  /** The title of further items; null if they have none. */
  itemTitle: string | null;
  /** Whether people may add an item. */
  canAdd: boolean;
}

/** A value that a single control holds. */
export interface ValueNode extends BaseNode {
  type:
    | 'text'
    | 'number'
    | 'boolean'
    /** The value is one of `options`. */
    | 'option'
    /** The value is a list of some of `options`. */
    | 'options'
    /** The value is a list of texts that one control holds. */
    | 'texts';
  options: readonly Option[];
}

/** A value whose type people choose. */
export interface UntypedNode extends BaseNode {
  type: 'untyped';
  types: readonly ('string' | 'number' | 'boolean')[];
}

/** A value that has no control. */
export interface EmptyNode extends BaseNode {
  type: 'empty';
}

export interface Option {
  value: JsonValue;
  title: string;
  /** The language of the title, if it is another one than that of the page. */
  lang?: string;
  /** The description in the schema, if there is one. */
  description?: string;
}

/** A group without a value that opens on demand, because its references would lead to infinitely many fields. */
export interface ClosedNode extends BaseNode {
  type: 'closed';
}

/**
 * A value and everything its schemas state about it. A node does not contain the value, so it stays the same
 * while the value changes.
 */
export type Node = ObjectNode | ListNode | ValueNode | UntypedNode | EmptyNode | ClosedNode;

/** Returns whether a single control holds the value of a node. */
export function isValueNode(node: Node): node is ValueNode {
  return 'options' in node;
}

/** Returns the last key of a node's path; undefined for the root. */
export function getKey(node: Node): string | number | undefined {
  return node.path.at(-1);
}

/** Returns the nodes directly inside a node. */
export function getChildren(node: Node): readonly Node[] {
  if (node.type === 'object') return node.members;
  return node.type === 'list' ? node.items : [];
}

/** Returns the child of a node with this key; null if there is none. */
export function findChild(node: Node, key: string | number): Node | null {
  if (node.type === 'list') return node.items[Number(key)] ?? null;
  return getChildren(node).find((child) => child.path.at(-1) === String(key)) ?? null;
}

/** Returns the node at a path; null if there is none. */
export function findNode(root: Node, path: readonly (string | number)[]): Node | null {
  let node: Node | null = root;
  for (const key of path) node = node && findChild(node, key);
  return node;
}

/** Returns the number of single values in a node. */
export function countFields(node: Node): number {
  if (node.type !== 'object' && node.type !== 'list') return 1;
  return getChildren(node).reduce((count, child) => count + countFields(child), 0);
}
