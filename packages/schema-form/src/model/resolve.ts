/** Resolves a schema, a uiSchema and data to the tree of nodes that all other code walks. */

import { getAllApplicable, getItemSubschemas, getItems } from './applicable-schemas.ts';
import type { ChosenBranches } from './choices.ts';
import {
  type EvaluationContext,
  evaluate,
  getEvaluatedItems,
  getEvaluatedSubschemas,
  getMemberSubschemas,
} from './conditions.ts';
import { getMemberName } from './field-name.ts';
import { guessSchema } from './guess-schema.ts';
import { getIdSeparator } from './id-separator.ts';
import {
  getOwn,
  getUiOption,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  toList,
  type UiSchema,
} from './json-schema.ts';
import { mergeSchemas } from './merge-schemas.ts';
import { getValueType, isListInOneControl, type ValueType } from './node-types.ts';
import type { InactiveMember, Node, ObjectNode, Path } from './nodes.ts';
import { normalizeSchema } from './normalize-schema.ts';
import { allowsAnyMembers, canAddMember, describesMembers, getPossibleKeys, isOpen } from './open-objects.ts';
import { toChoices } from './resolve-choices.ts';
import {
  isSameInput,
  isShallowEqual,
  keepChoices,
  keepList,
  type NodeInput,
  type ResolvedEntry,
} from './resolved-entry.ts';
import { getSections } from './sections.ts';
import {
  getItemUiSchema,
  getMemberUiSchema,
  getSharedUiSchema,
  mergeUiSchemas,
  type SharedUiSchema,
  withShared,
} from './ui-schema.ts';
import { getWidget } from './widget-name.ts';
import { isWriteOnly } from './write-only.ts';

export interface ResolveOptions {
  /** The branches that people chose, by the names of their controls. */
  chosen?: ChosenBranches;
  /** The names of groups that were opened on demand. */
  opened?: ReadonlySet<string>;
  /** See `EvaluationContext`. */
  undecided?: EvaluationContext['undecided'];
  /**
   * The data that conditions see, if it is not all of the data. It lacks values that no active schema names.
   */
  visible?: JsonValue;
  /**
   * Whether the nodes are for reading. Then an object or list without a type in its schema is resolved to its
   * content. A form has a single control for it.
   */
  isReading?: boolean;
  /** Returns whether to resolve the value at a path. By default all values are resolved. */
  isWanted?: (path: Path) => boolean;
}

/** Resolves the nodes once. */
export function resolveNodes(
  schema: JsonSchema,
  uiSchema: UiSchema,
  data: JsonValue | undefined,
  options: ResolveOptions = {},
): Node {
  return new NodeResolver(schema, uiSchema).resolve(data, options);
}

/**
 * Resolves the same form repeatedly. A node stays the same object while its subschemas, uiSchema and shape
 * stay the same, so that its component need not render again. Subtrees that no data can change are skipped.
 */
export class NodeResolver {
  readonly #root: JsonSchema;
  readonly #uiSchema: UiSchema;
  readonly #shared: SharedUiSchema;
  readonly #separator: string;
  #last: ResolvedEntry | null = null;
  #options: ResolveOptions = {};
  #context: EvaluationContext;
  /** The schemas with members that apply to the ancestors of the current value. */
  readonly #entered = new Set<JsonSchema>();

  constructor(schema: JsonSchema, uiSchema: UiSchema) {
    this.#root = normalizeSchema(schema);
    this.#uiSchema = uiSchema;
    this.#shared = getSharedUiSchema(uiSchema);
    this.#separator = getIdSeparator(this.#root);
    this.#context = { root: this.#root, chosen: {}, undecided: 'nearest' };
  }

  resolve(data: JsonValue | undefined, options: ResolveOptions = {}): Node {
    const { chosen = {}, undecided = 'nearest', visible = data } = options;
    this.#options = options;
    this.#context = { root: this.#root, chosen, undecided };
    const input: NodeInput = {
      path: [],
      id: 'root',
      name: 'root',
      given: [this.#root],
      possible: null,
      uiSchema: this.#uiSchema,
      isRequired: true,
      isDisabled: false,
      isReadOnly: false,
      isSensitive: false,
      hidesErrors: false,
      isAdded: false,
      isTag: false,
    };
    this.#last = this.#enter(this.#last, input, data, visible);
    return this.#last.node;
  }

  /** Returns whether it resolves this form. */
  isFor(schema: JsonSchema, uiSchema: UiSchema): boolean {
    return this.#root === normalizeSchema(schema) && this.#uiSchema === uiSchema;
  }

  /** Whether the nodes are the same for all data. */
  get isStatic(): boolean {
    return this.#last?.isStatic ?? false;
  }

  /** Returns the previous entry if nothing can have changed; else resolves the value. */
  #enter(
    before: ResolvedEntry | null,
    input: NodeInput,
    value: JsonValue | undefined,
    visible: JsonValue | undefined,
  ): ResolvedEntry {
    if (before?.isStatic && isSameInput(before.input, input)) return before;
    const entry = this.#resolve(before, input, value, visible);
    // Components compare nodes by identity.
    return before && isShallowEqual(before.node, entry.node) ? { ...entry, node: before.node } : entry;
  }

  #resolve(
    before: ResolvedEntry | null,
    input: NodeInput,
    value: JsonValue | undefined,
    visible: JsonValue | undefined,
  ): ResolvedEntry {
    const { path, id, name } = input;
    const given = this.#isGuessed(input) ? [guessSchema(value)] : input.given;
    const evaluation = evaluate(this.#context, name, given, visible, !input.isRequired);
    const { active, fromBranch } = evaluation;
    const own = fromBranch.size > 0 ? active.filter((subschema) => !fromBranch.has(subschema)) : active;
    const ownUiSchema = withShared(this.#shared, input.uiSchema, own);
    const choices = toChoices(this.#root, evaluation, {
      id: input.id,
      uiSchema: ownUiSchema,
      shared: this.#shared,
    });
    const uiSchema = choices.reduce(
      (merged, choice) => mergeUiSchemas(merged, choice.uiSchemas[choice.index]),
      ownUiSchema,
    );
    const isStatic = evaluation.isStatic && given === input.given && !this.#options.isReading;
    const possible =
      input.possible === null && isStatic ? active : getAllApplicable(this.#root, input.possible ?? given);
    const schema = mergeSchemas(active, (subschema) => !fromBranch.has(subschema));
    const base = {
      path,
      id,
      name,
      schema,
      uiSchema,
      title: toText(getUiOption(ownUiSchema, 'title')) ?? toText(schema.title),
      help:
        toText(getUiOption(uiSchema, 'help')) ??
        toText(getUiOption(uiSchema, 'description')) ??
        toText(schema.description),
      active: keepList(before?.node.active, active),
      possible: keepList(before?.node.possible, possible),
      choices: keepChoices(before?.node.choices, choices),
      isRequired: input.isRequired,
      isDisabled: Boolean(getUiOption(uiSchema, 'disabled') ?? input.isDisabled),
      isReadOnly: Boolean(
        getUiOption(uiSchema, 'readonly') ?? (input.isReadOnly || schema.readOnly === true),
      ),
      isWriteOnly: possible.some(isWriteOnly),
      isAdded: input.isAdded,
      isTag: input.isTag,
      isHidden: getWidget(uiSchema) === 'hidden',
      isSensitive: input.isSensitive || getUiOption(uiSchema, 'sensitive') === true,
      hidesErrors: Boolean(getUiOption(uiSchema, 'hideError') ?? input.hidesErrors),
    };
    const type = this.#getType(base, value);
    const inside: Inside = { base, evaluation, before, value, visible, isStatic, input };
    if (type === 'object' || type === 'list') {
      const entered = active.filter((subschema) => hasMembers(subschema) && !this.#entered.has(subschema));
      for (const subschema of entered) this.#entered.add(subschema);
      const entry = type === 'object' ? this.#resolveObject(inside) : this.#resolveList(inside);
      for (const subschema of entered) this.#entered.delete(subschema);
      return entry;
    }
    if (type === 'closed') return { input, node: { ...base, type }, isStatic: false, children: none };
    return { input, node: { ...base, ...type }, isStatic, children: none };
  }

  #isWanted(path: Path): boolean {
    return this.#options.isWanted?.(path) ?? true;
  }

  /** Returns whether the type must be guessed from the value, as for the entries of an open map. */
  #isGuessed({ given, isAdded }: NodeInput): boolean {
    return (
      isAdded &&
      given.every((subschema) => subschema === true || (isJsonObject(subschema) && isEmpty(subschema)))
    );
  }

  #getType(base: Base, value: JsonValue | undefined): 'object' | 'list' | 'closed' | ValueType {
    const { schema, uiSchema, active, name } = base;
    const isEmptyValue = value === undefined || value === null || isEmpty(value);
    // The `properties` of one schema and the `additionalProperties` of another can form a cycle.
    const isClosed = active.some((subschema) => subschema['x-on-demand'] || this.#entered.has(subschema));
    if (isClosed && isEmptyValue && !this.#options.opened?.has(name)) return 'closed';
    if (schema.enum === undefined && schema.type === 'array') {
      const items = this.#getItemSchema(active);
      if (!isListInOneControl(schema, items, uiSchema)) return 'list';
      return getValueType({ ...schema, items }, uiSchema);
    }
    // Without a type, for example if no branch is chosen, an object in the data counts as an object.
    const isUntyped = schema.type === undefined && schema['x-types'] === undefined;
    const isObject =
      schema.type === 'object' ||
      (isUntyped && (active.some((subschema) => subschema.properties) || isJsonObject(value)));
    const infersType =
      this.#options.isReading && (isObject ? allowsAnyMembers(active) : schema.type === undefined);
    if (schema.enum === undefined && infersType && Array.isArray(value)) return 'list';
    if (schema.enum === undefined && (isObject || (infersType && isJsonObject(value)))) return 'object';
    return getValueType(schema, uiSchema);
  }

  /** Returns the merged schema of further items, independent of their values. */
  #getItemSchema(active: readonly JsonSchema[]): JsonSchema {
    const given = active.map((schema) => getItems(schema).others);
    return mergeSchemas(evaluate(this.#context, '', given, undefined).active);
  }

  #resolveObject({ base, evaluation, before, value, visible, isStatic, input }: Inside): ResolvedEntry {
    const { active, uiSchema } = base;
    const object: JsonObject = isJsonObject(value) ? value : {};
    const seen: JsonObject = isJsonObject(visible) ? visible : {};
    const required = new Set(active.flatMap((schema) => toList(schema.required)));
    const named = new Set(active.flatMap((schema) => Object.keys(schema.properties ?? {})));
    const isMap = isOpen(active);
    const added = Object.keys(object).filter(
      (key) => !named.has(key) && (isMap || !describesMembers(active)) && object[key] !== undefined,
    );
    const tags = Object.assign({}, ...base.choices.map((choice) => choice.tags)) as JsonObject;
    const canRename = !this.#options.isReading && active.some((schema) => schema.patternProperties);
    const children = new Map<string | number, ResolvedEntry>();
    const inactive: InactiveMember[] = [];
    for (const key of [...named, ...added]) {
      const isAdded = !named.has(key);
      const given = getEvaluatedSubschemas(active, key);
      // A name that fits no pattern can be changed into one that does.
      const isRefused = given.includes(false) && !canRename;
      if (isAdded && (evaluation.inactiveKeys.has(key) ? given.length === 0 : isRefused)) continue;
      if (given.includes(false) && !Object.hasOwn(object, key)) continue;
      const path = [...base.path, key];
      if (!this.#isWanted(path)) continue;
      const child: NodeInput = {
        path,
        id: `${base.id}${this.#separator}${key}`,
        name: getMemberName(base.name, key),
        given,
        possible: isStatic && base.possible === base.active ? null : getMemberSubschemas(base.possible, key),
        uiSchema: getMemberUiSchema(uiSchema, key, isAdded),
        isRequired: required.has(key),
        ...getInherited(base),
        isAdded,
        isTag: Object.hasOwn(tags, key),
      };
      children.set(
        key,
        this.#enter(before?.children.get(key) ?? null, child, getOwn(object, key), getOwn(seen, key)),
      );
    }
    for (const key of Object.keys(object)) {
      if (children.has(key) || object[key] === undefined || !this.#isWanted([...base.path, key])) continue;
      const possible = getAllApplicable(this.#root, getMemberSubschemas(base.possible, key));
      inactive.push({ key, isNamed: evaluation.inactiveKeys.has(key), possible });
    }
    const members = [...children.values()].map(({ node }) => node);
    const last = before?.node.type === 'object' ? before.node : null;
    const kept = keepList(last?.members, members);
    const node: ObjectNode = {
      ...base,
      type: 'object',
      members: kept,
      sections:
        last && kept === last.members && base.choices === last.choices && uiSchema === last.uiSchema
          ? last.sections
          : getSections(kept, uiSchema, base.choices),
      inactive: inactive.length === 0 ? noInactive : inactive,
      keys: getPossibleKeys(active),
      canAdd: canAddMember(base, object),
    };
    const isFixed = isStatic && !isMap && inactive.length === 0 && added.length === 0;
    return { input, node, children, isStatic: isFixed && [...children.values()].every(isStaticEntry) };
  }

  #resolveList({ base, before, value, visible, isStatic, input }: Inside): ResolvedEntry {
    const { active, schema, uiSchema } = base;
    const list = Array.isArray(value) ? value : [];
    const seen = Array.isArray(visible) ? visible : [];
    const fixedCount = Math.max(0, ...active.map((subschema) => getItems(subschema).fixed.length));
    const children = new Map<string | number, ResolvedEntry>();
    for (let index = 0; index < Math.max(list.length, fixedCount); index += 1) {
      const path = [...base.path, index];
      if (!this.#isWanted(path)) continue;
      const child: NodeInput = {
        path,
        id: `${base.id}${this.#separator}${index}`,
        name: getMemberName(base.name, index),
        given: getEvaluatedItems(active, index),
        possible: isStatic && base.possible === base.active ? null : getItemSubschemas(base.possible, index),
        uiSchema: getItemUiSchema(uiSchema, index, fixedCount),
        isRequired: true,
        ...getInherited(base),
        isAdded: false,
        isTag: false,
      };
      children.set(index, this.#enter(before?.children.get(index) ?? null, child, list[index], seen[index]));
    }
    const last = before?.node.type === 'list' ? before.node : null;
    const further = getEvaluatedItems(active, Math.max(list.length, fixedCount));
    const isTuple = fixedCount > 0;
    const { maxItems } = schema;
    const isBelowMaximum = typeof maxItems !== 'number' || list.length < maxItems;
    const itemUiSchema = getItemUiSchema(uiSchema, fixedCount, fixedCount);
    const items = keepList(
      last?.items,
      [...children.values()].map(({ node }) => node),
    );
    const node: Node = {
      ...base,
      type: 'list',
      items,
      fixedCount,
      itemTitle:
        toText(getUiOption(itemUiSchema, 'title')) ?? toText(this.#getItemSchema(active).title) ?? null,
      canAdd:
        getUiOption(uiSchema, 'addable') !== false &&
        isBelowMaximum &&
        !base.isDisabled &&
        !base.isReadOnly &&
        (further.length === 0 ? !isTuple : further.some((subschema) => subschema !== false)),
    };
    return { input, node, children, isStatic: false };
  }
}

type Base = Omit<Node, 'type' | 'members' | 'sections' | 'inactive' | 'keys' | 'canAdd' | 'items'>;

interface Inside {
  base: Base;
  evaluation: ReturnType<typeof evaluate>;
  before: ResolvedEntry | null;
  value: JsonValue | undefined;
  visible: JsonValue | undefined;
  isStatic: boolean;
  input: NodeInput;
}

const none: ResolvedEntry['children'] = new Map();
const noInactive: readonly InactiveMember[] = [];

function isStaticEntry(entry: ResolvedEntry): boolean {
  return entry.isStatic;
}

function toText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function isEmpty(value: JsonValue): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0;
}

/** Returns what a node passes on to its children. */
function getInherited({ isDisabled, isReadOnly, isSensitive, hidesErrors }: Base) {
  return { isDisabled, isReadOnly, isSensitive, hidesErrors };
}

/** Returns whether a schema has members that exist without a value. */
function hasMembers({ properties, items }: JsonSchema): boolean {
  return properties !== undefined || Array.isArray(items);
}
