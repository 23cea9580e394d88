/** From a schema, a uiSchema and data to the tree of nodes that everything else walks. */
import { getAllApplicable } from './applicable-schemas.ts';
import type { ChosenBranches } from './choices.ts';
import { getTags } from './choices.ts';
import { getNamedKeys } from './choose-branch.ts';
import { type EvaluationContext, evaluate, getMemberSubschemas } from './conditions.ts';
import { getItems } from './count-faults.ts';
import { getIdSeparator } from './id-separator.ts';
import {
  getUiOption,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  toList,
  type UiSchema,
} from './json-schema.ts';
import { mergeSchemas } from './merge-schemas.ts';
import { getSections } from './sections.ts';
import { getValueType, isListInOneControl, type ValueType } from './node-types.ts';
import type { Choice, InactiveMember, Node, ObjectNode, Path } from './nodes.ts';
import { normaliseSchema } from './normalise-schema.ts';
import { followReference } from './schema-references.ts';
import { mergeUiSchemas } from './ui-schema.ts';
import { getWidget } from './widget-name.ts';

export interface ResolveOptions {
  /** The branches that people chose, by the names of their controls. */
  chosen?: ChosenBranches;
  /** The names of groups that were opened on demand. */
  opened?: ReadonlySet<string>;
  /** See `EvaluationContext`. */
  undecided?: EvaluationContext['undecided'];
  /**
   * The data that conditions see, where these are not all of the data: values that no active schema names are
   * left out of them.
   */
  visible?: JsonValue;
  /**
   * Whether the nodes are for reading any data: an object or list that no schema gives a type is resolved into what
   * is in it then, where a form has one control.
   */
  isReading?: boolean;
}

/** Resolves once. */
export function resolveNodes(
  schema: JsonSchema,
  uiSchema: UiSchema,
  data: JsonValue | undefined,
  options: ResolveOptions = {},
): Node {
  return new NodeResolver(schema, uiSchema).resolve(data, options);
}

/**
 * Resolves one form again and again. A node whose subschemas, uiSchema and shape are as before is the same object
 * as before, so that what renders it need not render again; a branch of the tree that no data can change is not
 * even visited.
 */
export class NodeResolver {
  readonly #root: JsonSchema;
  readonly #uiSchema: UiSchema;
  readonly #separator: string;
  #last: Entry | null = null;
  #options: ResolveOptions = {};
  #context: EvaluationContext;
  /** The schemas with members of the values around the one that is being resolved. */
  readonly #entered = new Set<JsonSchema>();

  constructor(schema: JsonSchema, uiSchema: UiSchema) {
    this.#root = normaliseSchema(schema);
    this.#uiSchema = uiSchema;
    this.#separator = getIdSeparator(this.#root);
    this.#context = { root: this.#root, chosen: {}, undecided: 'nearest' };
  }

  resolve(data: JsonValue | undefined, options: ResolveOptions = {}): Node {
    const { chosen = {}, undecided = 'nearest', visible = data } = options;
    this.#options = options;
    this.#context = { root: this.#root, chosen, undecided };
    const place: Place = {
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
      isAdded: false,
      isTag: false,
    };
    this.#last = this.#enter(this.#last, place, data, visible);
    return this.#last.node;
  }

  /** Whether the nodes are the same whatever the data are. */
  get isStatic(): boolean {
    return this.#last?.isStatic ?? false;
  }

  /** Takes over the entry of the last time where nothing can have changed. */
  #enter(
    before: Entry | null,
    place: Place,
    value: JsonValue | undefined,
    visible: JsonValue | undefined,
  ): Entry {
    if (before?.isStatic && isSamePlace(before.place, place)) return before;
    const entry = this.#resolve(before, place, value, visible);
    // What renders a node compares it by identity.
    return before && isShallowEqual(before.node, entry.node) ? { ...entry, node: before.node } : entry;
  }

  #resolve(
    before: Entry | null,
    place: Place,
    value: JsonValue | undefined,
    visible: JsonValue | undefined,
  ): Entry {
    const { path, id, name } = place;
    const given = this.#isGuessed(place) ? [guessSchema(value)] : place.given;
    const evaluation = evaluate(this.#context, name, given, visible);
    const { active, fromBranch } = evaluation;
    const choices = this.#toChoices(evaluation, place);
    const uiSchema = choices.reduce(
      (own, choice) => mergeUiSchemas(own, choice.uiSchemas[choice.index]),
      place.uiSchema,
    );
    const isStatic = evaluation.isStatic && given === place.given && !this.#options.isReading;
    const possible =
      place.possible === null && isStatic ? active : getAllApplicable(this.#root, place.possible ?? given);
    const schema = mergeSchemas(active, (part) => !fromBranch.has(part));
    const base = {
      path,
      id,
      name,
      schema,
      uiSchema,
      title: toText(getUiOption(place.uiSchema, 'title')) ?? toText(schema.title),
      help:
        toText(getUiOption(uiSchema, 'help')) ??
        toText(getUiOption(uiSchema, 'description')) ??
        toText(schema.description),
      active: keepList(before?.node.active, active),
      possible: keepList(before?.node.possible, possible),
      choices: keepChoices(before?.node.choices, choices),
      isRequired: place.isRequired,
      isDisabled: Boolean(getUiOption(uiSchema, 'disabled') ?? place.isDisabled),
      isReadOnly: Boolean(
        getUiOption(uiSchema, 'readonly') ?? (place.isReadOnly || schema.readOnly === true),
      ),
      isWriteOnly: possible.some((part) => part.writeOnly === true),
      isAdded: place.isAdded,
      isTag: place.isTag,
      isHidden: getWidget(uiSchema) === 'hidden',
      isSensitive: place.isSensitive || getUiOption(uiSchema, 'sensitive') === true,
    };
    const type = this.#getType(base, value);
    const inside: Inside = { base, evaluation, before, value, visible, isStatic, place };
    if (type === 'object' || type === 'list') {
      const entered = active.filter((part) => hasMembers(part) && !this.#entered.has(part));
      for (const part of entered) this.#entered.add(part);
      const entry = type === 'object' ? this.#resolveObject(inside) : this.#resolveList(inside);
      for (const part of entered) this.#entered.delete(part);
      return entry;
    }
    if (type === 'closed') return { place, node: { ...base, type }, isStatic: false, children: none };
    return { place, node: { ...base, ...type }, isStatic, children: none };
  }

  /** Whether a schema leaves it to the value what it is, as that of the entries of an open map. */
  #isGuessed({ given, isAdded }: Place): boolean {
    return isAdded && given.every((part) => part === true || (isJsonObject(part) && isEmpty(part)));
  }

  #getType(base: Base, value: JsonValue | undefined): 'object' | 'list' | 'closed' | ValueType {
    const { schema, uiSchema, active, name } = base;
    const isEmptyValue = value === undefined || value === null || isEmpty(value);
    // A property of one schema and the `additionalProperties` of another one can lead back to both.
    const isClosed = active.some((part) => part['x-on-demand'] || this.#entered.has(part));
    if (isClosed && isEmptyValue && !this.#options.opened?.has(name)) return 'closed';
    if (schema.enum === undefined && schema.type === 'array') {
      const items = this.#getItemSchema(active);
      if (!isListInOneControl(schema, items, uiSchema)) return 'list';
      return getValueType({ ...schema, items }, uiSchema);
    }
    // Of a schema that says no type, as a choice of which no branch is chosen, an object is an object.
    const isUntyped = schema.type === undefined && schema['x-types'] === undefined;
    const isObject =
      schema.type === 'object' ||
      (isUntyped && (active.some((part) => part.properties) || isJsonObject(value)));
    const infersType =
      this.#options.isReading && (isObject ? isOpenObject(active) : schema.type === undefined);
    if (schema.enum === undefined && infersType && Array.isArray(value)) return 'list';
    if (schema.enum === undefined && (isObject || (infersType && isJsonObject(value)))) return 'object';
    return getValueType(schema, uiSchema);
  }

  /** What the further items of a list are, whatever their values. */
  #getItemSchema(active: readonly JsonSchema[]): JsonSchema {
    const given = active.flatMap((schema) => toSchemas(getItems(schema).others));
    return mergeSchemas(evaluate(this.#context, '', given, undefined).active);
  }

  #resolveObject({ base, evaluation, before, value, visible, isStatic, place }: Inside): Entry {
    const { active, uiSchema } = base;
    const object: JsonObject = isJsonObject(value) ? value : {};
    const seen: JsonObject = isJsonObject(visible) ? visible : {};
    const required = new Set(active.flatMap((schema) => toList(schema.required)));
    const named = new Set(active.flatMap((schema) => Object.keys(schema.properties ?? {})));
    const isOpen = active.some((schema) => schema.additionalProperties || schema.patternProperties);
    const added = Object.keys(object).filter(
      (key) => !named.has(key) && (isOpen || !saysMembers(active)) && object[key] !== undefined,
    );
    const tags = Object.assign({}, ...base.choices.map((choice) => choice.tags)) as JsonObject;
    const children = new Map<string | number, Entry>();
    const inactive: InactiveMember[] = [];
    for (const key of [...named, ...added]) {
      const isAdded = !named.has(key);
      const given = getMemberSubschemas(active, key);
      if (isAdded && (evaluation.inactiveKeys.has(key) ? given.length === 0 : given.includes(false)))
        continue;
      if (given.includes(false) && !Object.hasOwn(object, key)) continue;
      const child: Place = {
        path: [...base.path, key],
        id: `${base.id}${this.#separator}${key}`,
        name: `${base.name}[${key}]`,
        given,
        possible: isStatic && base.possible === base.active ? null : getMemberSubschemas(base.possible, key),
        uiSchema: getChildUiSchema(uiSchema, key, isAdded),
        isRequired: required.has(key),
        isDisabled: base.isDisabled,
        isReadOnly: base.isReadOnly,
        isSensitive: base.isSensitive,
        isAdded,
        isTag: Object.hasOwn(tags, key),
      };
      children.set(
        key,
        this.#enter(before?.children.get(key) ?? null, child, getOwn(object, key), getOwn(seen, key)),
      );
    }
    for (const key of Object.keys(object)) {
      if (children.has(key) || object[key] === undefined) continue;
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
      canAdd: canAddKey(base, object),
    };
    const isFixed = isStatic && !isOpen && inactive.length === 0 && added.length === 0;
    return { place, node, children, isStatic: isFixed && [...children.values()].every(isStaticEntry) };
  }

  #resolveList({ base, before, value, visible, isStatic, place }: Inside): Entry {
    const { active, schema, uiSchema } = base;
    const list = Array.isArray(value) ? value : [];
    const seen = Array.isArray(visible) ? visible : [];
    const fixedCount = Math.max(0, ...active.map((part) => getItems(part).fixed.length));
    const children = new Map<string | number, Entry>();
    for (let index = 0; index < Math.max(list.length, fixedCount); index += 1) {
      const child: Place = {
        path: [...base.path, index],
        id: `${base.id}${this.#separator}${index}`,
        name: `${base.name}[${index}]`,
        given: getItemSubschemas(active, index),
        possible: isStatic && base.possible === base.active ? null : getItemSubschemas(base.possible, index),
        uiSchema: getItemUiSchema(uiSchema, index, fixedCount),
        isRequired: true,
        isDisabled: base.isDisabled,
        isReadOnly: base.isReadOnly,
        isSensitive: base.isSensitive,
        isAdded: false,
        isTag: false,
      };
      children.set(index, this.#enter(before?.children.get(index) ?? null, child, list[index], seen[index]));
    }
    const last = before?.node.type === 'list' ? before.node : null;
    const further = getItemSubschemas(active, Math.max(list.length, fixedCount));
    const isTuple = fixedCount > 0;
    const { maxItems } = schema;
    const hasRoom = typeof maxItems !== 'number' || list.length < maxItems;
    const ownUiSchema = getItemUiSchema(uiSchema, fixedCount, fixedCount);
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
        toText(getUiOption(ownUiSchema, 'title')) ?? toText(this.#getItemSchema(active).title) ?? null,
      canAdd:
        getUiOption(uiSchema, 'addable') !== false &&
        hasRoom &&
        !base.isDisabled &&
        !base.isReadOnly &&
        (!isTuple || further.some((part) => part !== false)),
    };
    return { place, node, children, isStatic: false };
  }

  #toChoices(
    { choices, active, fromBranch }: ReturnType<typeof evaluate>,
    { id, uiSchema }: Place,
  ): Choice[] {
    if (choices.length === 0) return noChoices as Choice[];
    const own = new Set(
      active.filter((part) => !fromBranch.has(part)).flatMap((part) => Object.keys(part.properties ?? {})),
    );
    return choices.map(({ keyword, name, schema, branches, index, isChosen }) => {
      const listed: unknown = uiSchema[keyword];
      const uiSchemas = branches.map((_, place): UiSchema | undefined => {
        const branchUiSchema: unknown = Array.isArray(listed) ? listed[place] : undefined;
        return isJsonObject(branchUiSchema) ? branchUiSchema : undefined;
      });
      const branch = branches[index];
      const keys = branch ? getNamedKeys(this.#root, branch) : new Set<string>();
      return {
        id: `${id}${name.slice(name.lastIndexOf('__'))}`,
        name,
        keyword,
        schema,
        branches,
        uiSchemas,
        titles: branches.map((part, place) => this.#getTitle(part, uiSchemas[place])),
        index,
        isChosen,
        tags: branch ? getTags(this.#root, schema, branch) : {},
        keys: new Set([...keys].filter((key) => !own.has(key))),
      };
    });
  }

  #getTitle(branch: JsonSchema, uiSchema: UiSchema | undefined): string | null {
    const own = toText(getUiOption(uiSchema, 'title')) ?? toText(branch.title);
    return own ?? toText(followReference(this.#root, branch)?.title);
  }
}

/** A value in the form, before it is resolved. */
interface Place {
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
  isAdded: boolean;
  isTag: boolean;
}

/** A resolved value. */
interface Entry {
  place: Place;
  node: Node;
  children: ReadonlyMap<string | number, Entry>;
  /** Whether the node is the same whatever the data are. */
  isStatic: boolean;
}

type Base = Omit<Node, 'type' | 'members' | 'sections' | 'inactive' | 'canAdd' | 'items'>;

interface Inside {
  base: Base;
  evaluation: ReturnType<typeof evaluate>;
  before: Entry | null;
  value: JsonValue | undefined;
  visible: JsonValue | undefined;
  isStatic: boolean;
  place: Place;
}

const none: Entry['children'] = new Map();
const noInactive: readonly InactiveMember[] = [];
const noChoices: readonly Choice[] = [];
const noUiSchema: UiSchema = {};

function isStaticEntry(entry: Entry): boolean {
  return entry.isStatic;
}

function toText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function isEmpty(value: JsonValue): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0;
}

function toSchemas(schema: unknown): unknown[] {
  return schema === undefined ? [] : [schema];
}

function getOwn(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Whether a schema brings members that are there without a value. */
function hasMembers({ properties, items }: JsonSchema): boolean {
  return properties !== undefined || Array.isArray(items);
}

/** Whether any of the schemas says which members an object has. */
function saysMembers(active: readonly JsonSchema[]): boolean {
  return active.some(
    (schema) => Object.keys(schema.properties ?? {}).length > 0 || schema.additionalProperties === false,
  );
}

/** Whether an object is one of which nothing is said. */
function isOpenObject(active: readonly JsonSchema[]): boolean {
  return !saysMembers(active) && active.some((schema) => schema.additionalProperties === true);
}

/** The subschemas of one item of a list, in the order of the schemas. */
function getItemSubschemas(active: readonly JsonSchema[], index: number): unknown[] {
  return active.flatMap((schema) => {
    const { fixed, others } = getItems(schema);
    return toSchemas(index < fixed.length ? fixed[index] : others);
  });
}

function getChildUiSchema(uiSchema: UiSchema, key: string, isAdded: boolean): UiSchema {
  const own: unknown = Object.hasOwn(uiSchema, key) ? uiSchema[key] : undefined;
  if (isJsonObject(own)) return own;
  const { additionalProperties } = uiSchema;
  return isAdded && isJsonObject(additionalProperties) ? additionalProperties : noUiSchema;
}

function getItemUiSchema(uiSchema: UiSchema, index: number, fixedCount: number): UiSchema {
  const { items, additionalItems } = uiSchema;
  const own: unknown = Array.isArray(items) ? (index < fixedCount ? items[index] : additionalItems) : items;
  return inheritOptionNames(uiSchema, isJsonObject(own) ? own : noUiSchema);
}

const inherited = new WeakMap<UiSchema, WeakMap<UiSchema, UiSchema>>();

/** The uiSchema of items whose options the uiSchema of the list names; the same object for the same two. */
function inheritOptionNames(ofList: UiSchema, own: UiSchema): UiSchema {
  const names = getUiOption(ofList, 'enumNames');
  if (names === undefined) return own;
  const known = inherited.get(ofList)?.get(own);
  if (known) return known;
  const result = { 'ui:enumNames': names, ...own };
  inherited.set(ofList, (inherited.get(ofList) ?? new WeakMap()).set(own, result));
  return result;
}

function canAddKey({ active, uiSchema, schema, isDisabled, isReadOnly }: Base, object: JsonObject): boolean {
  const isOpen = active.some((part) => part.additionalProperties || part.patternProperties);
  const isClosed = active.some((part) => part.additionalProperties === false && !part.patternProperties);
  const { maxProperties } = schema;
  return (
    isOpen &&
    !isClosed &&
    !isDisabled &&
    !isReadOnly &&
    getUiOption(uiSchema, 'expandable') !== false &&
    (typeof maxProperties !== 'number' || Object.keys(object).length < maxProperties)
  );
}

/** What an entry of an open map is, by its value. */
function guessSchema(value: JsonValue | undefined): JsonSchema {
  if (Array.isArray(value)) return guessed.array;
  if (isJsonObject(value)) return guessed.object;
  if (typeof value === 'number') return guessed.number;
  return typeof value === 'boolean' ? guessed.boolean : guessed.string;
}

const guessed = {
  array: { type: 'array', items: { 'x-types': ['string', 'number', 'boolean'] } },
  object: { type: 'object', additionalProperties: true },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  string: { type: 'string' },
} satisfies Record<string, JsonSchema>;

function isSamePlace(before: Place, place: Place): boolean {
  return (
    before.uiSchema === place.uiSchema &&
    before.isRequired === place.isRequired &&
    before.isDisabled === place.isDisabled &&
    before.isReadOnly === place.isReadOnly &&
    before.isSensitive === place.isSensitive &&
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
function keepList<T>(before: readonly T[] | undefined, after: readonly T[]): readonly T[] {
  return before && isSameList(before, after) ? before : after;
}

function keepChoices(before: readonly Choice[] | undefined, after: readonly Choice[]): readonly Choice[] {
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
function isShallowEqual(before: Node, after: Node): boolean {
  const [a, b] = [before, after] as unknown as Record<string, unknown>[];
  return Object.keys(after).every(
    (key) =>
      a?.[key] === b?.[key] || key === 'schema' || (key === 'path' && isSameList(before.path, after.path)),
  );
}
