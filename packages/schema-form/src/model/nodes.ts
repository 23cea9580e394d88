import type { JsonObject, JsonSchema, JsonValue, UiSchema } from './json-schema.ts';

/** Where a value stands in the data of a form. */
export type Path = readonly (string | number)[];

/** A choice between the branches of a `oneOf` or `anyOf`. */
export interface Choice {
  /** The id of the control that chooses: `root_pay__oneof_select`. */
  id: string;
  /** The name of that control in a form body: `root[pay]__oneof_select`. */
  name: string;
  keyword: 'oneOf' | 'anyOf';
  /** The schema that has the keyword. */
  schema: JsonSchema;
  branches: readonly JsonSchema[];
  /** What the uiSchema says of each branch. */
  uiSchemas: readonly (UiSchema | undefined)[];
  /** The titles of the branches; null for a branch that nobody has named. */
  titles: readonly (string | null)[];
  /** The branch that applies now; -1 for none. */
  index: number;
  /** Whether somebody chose it; otherwise it is the one that the value is nearest to. */
  isChosen: boolean;
  /** Constant properties that tell the chosen branch from the others: they need no field. */
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
  /** All that applies to the value now, merged into one schema without subschemas of the same value. */
  schema: JsonSchema;
  uiSchema: UiSchema;
  /** The name that the schema or the uiSchema gives it; null where neither does. */
  title: string | null;
  /** `ui:help`, else the description. */
  help: string | null;
  /** The subschemas that apply to the value now. */
  active: readonly JsonSchema[];
  /** Every subschema that could apply to it, whatever the data are; contains `active`. */
  possible: readonly JsonSchema[];
  /** The choices between branches for this value itself. */
  choices: readonly Choice[];
  /** Whether the object or list around it must have it. */
  isRequired: boolean;
  isDisabled: boolean;
  /** By the schema or the uiSchema, of it or of anything around it. */
  isReadOnly: boolean;
  /** Whether any schema that could apply forbids that the value leaves the server. */
  isWriteOnly: boolean;
  /** Whether its key was added to a map by a person, who can rename and remove it. */
  isAdded: boolean;
  /** Whether it only tells a chosen branch from the others, which the choice has said already. */
  isTag: boolean;
  /** Whether `ui:widget` hides it. */
  isHidden: boolean;
  /** Whether a reading page masks it, by the uiSchema of it or of anything around it. */
  isSensitive: boolean;
  /** Whether its errors are reported in the summary alone, by `ui:hideError` of it or of anything around it. */
  hidesErrors: boolean;
}

/** An object: its members have nodes of their own. */
export interface ObjectNode extends BaseNode {
  type: 'object';
  /** The members that apply, in the order of their schemas. */
  members: readonly Node[];
  /** Members by section, in the order of `ui:order`; members of a chosen branch come after them. */
  sections: readonly Section[];
  /** Values in the data that no active schema names. */
  inactive: readonly InactiveMember[];
  /** The names that the entries of a map may have; null where they may have any. */
  keys: readonly string[] | null;
  /** Whether people may add keys. */
  canAdd: boolean;
}

/** A value that stands in the data and has no place in the form now. */
export interface InactiveMember {
  key: string;
  /** Whether a condition or a branch that does not apply names it; otherwise nothing does. */
  isNamed: boolean;
  possible: readonly JsonSchema[];
}

/** Members that stand together. */
export interface Section {
  /** Unique among the sections of its object: what the uiSchema calls it, else its position, from 1 on. */
  id: string;
  /** Its position among the sections that the uiSchema lists; what no section names comes after them. */
  index: number;
  /** Null for members that no section names. */
  title: string | null;
  members: readonly Node[];
  isCollapsible: boolean;
  isCollapsed: boolean;
}

/** A list whose items have nodes of their own. */
export interface ListNode extends BaseNode {
  type: 'list';
  items: readonly Node[];
  /** How many of its first items have a schema of their own, as those of a tuple. */
  fixedCount: number;
  /** The title of a further item; null where it has none. */
  itemTitle: string | null;
  /** Whether another item may be added. */
  canAdd: boolean;
}

/** A value that a single control holds. */
export interface ValueNode extends BaseNode {
  type:
    | 'text'
    | 'number'
    | 'boolean'
    /** One of `options`. */
    | 'option'
    /** A list of some of `options`. */
    | 'options'
    /** A list of texts in one control. */
    | 'texts';
  options: readonly Option[];
}

/** A value whose type people choose. */
export interface UntypedNode extends BaseNode {
  type: 'untyped';
  types: readonly ('string' | 'number' | 'boolean')[];
}

/** A value of which nothing can be filled in. */
export interface EmptyNode extends BaseNode {
  type: 'empty';
}

export interface Option {
  value: JsonValue;
  title: string;
  /** What the schema says about it, where it says anything. */
  description?: string;
}

/** A group without a value that opens on demand, since it leads to fields without end. */
export interface ClosedNode extends BaseNode {
  type: 'closed';
}

/** A value, and what its schemas say of it. A node has no value: the same node stands for many. */
export type Node = ObjectNode | ListNode | ValueNode | UntypedNode | EmptyNode | ClosedNode;

/** Whether a single control holds the value of a node. */
export function isValueNode(node: Node): node is ValueNode {
  return 'options' in node;
}

/** The last key of a node's path; undefined for the root. */
export function getKey(node: Node): string | number | undefined {
  return node.path.at(-1);
}

/** The nodes directly inside a node. */
export function getChildren(node: Node): readonly Node[] {
  if (node.type === 'object') return node.members;
  return node.type === 'list' ? node.items : [];
}

/** The node of a child; null where the node has no such child. */
export function findChild(node: Node, key: string | number): Node | null {
  if (node.type === 'list') return node.items[Number(key)] ?? null;
  return getChildren(node).find((child) => child.path.at(-1) === String(key)) ?? null;
}

/** The node at a path; null where there is none. */
export function findNode(root: Node, path: readonly (string | number)[]): Node | null {
  let node: Node | null = root;
  for (const key of path) node = node && findChild(node, key);
  return node;
}
