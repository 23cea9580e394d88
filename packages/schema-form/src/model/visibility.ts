/**
 * Hidden values are those of conditions that do not hold and of branches that are not chosen. A form keeps
 * them, so that they reappear when they are visible again, and never sends them.
 */
import { type ChosenBranches, hasOnlyTags, noBranch } from './choices.ts';
import { chooseBranch } from './choose-branch.ts';
import { coerceValue } from './coercion.ts';
import { isFilledIn } from './conditions.ts';
import { getMemberName, toFields } from './field-name.ts';
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from './json-schema.ts';
import { findChild, type Node, type ObjectNode } from './nodes.ts';
import { normalizeSchema } from './normalize-schema.ts';
import { NodeResolver } from './resolve.ts';
import { someSubschema } from './subschemas.ts';

/**
 * Returns the data without its hidden values; the same object if nothing is hidden. Values that no schema
 * names stay, so that the validator reports them. `chosen` contains the branches that people chose; the
 * values decide the others.
 */
export function omitHidden(schema: JsonSchema, data: JsonObject, chosen?: ChosenBranches): JsonObject {
  return new VisibleData(schema).omitHidden(data, chosen);
}

/** Returns the data with the constants that identify the chosen branches. Hidden values stay. */
export function applyChosenBranches(
  schema: JsonSchema,
  data: JsonObject,
  chosen: ChosenBranches,
): JsonObject {
  return new VisibleData(schema).applyChosenBranches(data, chosen);
}

/** Returns the hidden values as fields of a form body, in which a page without a script keeps them. */
export function getHiddenFields(
  schema: JsonSchema,
  data: JsonObject,
  chosen?: ChosenBranches,
): [name: string, value: string][] {
  return compare('root', data, omitHidden(schema, data, chosen));
}

/** Separates the visible values of one form from the hidden ones. */
export class VisibleData {
  readonly #schema: JsonSchema;
  readonly #root: JsonSchema;
  #resolver: NodeResolver | null = null;

  constructor(schema: JsonSchema) {
    this.#schema = schema;
    this.#root = normalizeSchema(schema);
  }

  omitHidden(data: JsonObject, chosen: ChosenBranches = {}): JsonObject {
    if (!hasConditions(this.#root)) return data;
    let visible = data;
    let before: JsonObject;
    // Another condition may depend on an omitted value, so this repeats until nothing changes.
    do {
      before = visible;
      const node = this.#resolve(before, chosen);
      visible = this.#walk({ chosen, keepsHidden: false }, node, before) as JsonObject;
    } while (visible !== before);
    return visible;
  }

  applyChosenBranches(data: JsonObject, chosen: ChosenBranches): JsonObject {
    const node = this.#resolve(data, chosen);
    return this.#walk({ chosen, keepsHidden: true }, node, data) as JsonObject;
  }

  #resolve(data: JsonObject, chosen: ChosenBranches): Node {
    // Created late, because most forms have no conditions.
    this.#resolver ??= new NodeResolver(this.#schema, {});
    return this.#resolver.resolve(data, { chosen, undecided: 'fitting' });
  }

  #walk(walk: Walk, node: Node | null, value: JsonValue): JsonValue {
    if (Array.isArray(value)) {
      if (node?.type !== 'list') return value;
      const items = value.map((item, index) => this.#walkItem(walk, node.items[index] ?? null, item));
      return items.every((item, index) => item === value[index]) ? value : items;
    }
    return isJsonObject(value) && node?.type === 'object' ? this.#walkObject(walk, node, value) : value;
  }

  /** An empty item is the branch that it shows, if that has nothing to fill in. Otherwise it is blank. */
  #walkItem(walk: Walk, node: Node | null, item: JsonValue): JsonValue {
    const isWhole = node?.choices.some(({ isChosen, schema, branches, index }) => {
      const branch = isChosen ? branches[index] : undefined;
      return branch && hasOnlyTags(this.#root, schema, branch);
    });
    return this.#walk(walk, node, item === null && isWhole ? {} : item);
  }

  #walkObject(walk: Walk, node: ObjectNode, value: JsonObject): JsonObject {
    const tags = this.#getTags(node, value);
    const hidden = new Set(node.inactive.filter(({ isNamed }) => isNamed).map(({ key }) => key));
    const entries = Object.entries({ ...value, ...tags }).flatMap(([key, child]): [string, JsonValue][] => {
      if (hidden.has(key) && !walk.keepsHidden) return [];
      const own = findChild(node, key);
      const visible = this.#walk(walk, own, child);
      const isOmitted = !walk.keepsHidden && own && isDeclined(own) && !isFilledIn(visible);
      return isOmitted ? [] : [[key, visible]];
    });
    // A group without a value still gets the constants of its chosen branch: a required one, and one of a form without
    // script, which shows no fields of the branch that was just chosen.
    for (const member of node.members) {
      const key = String(member.path.at(-1));
      const isPresent = Object.hasOwn(value, key) && value[key] !== undefined;
      const isMissingGroup =
        (member.isRequired || walk.keepsHidden) && member.type === 'object' && !isPresent;
      if (!isMissingGroup || isDeclined(member) || !hasChosen(walk.chosen, member)) continue;
      const group = this.#walk(walk, member, {});
      if (member.isRequired || isFilledIn(group)) entries.push([key, group]);
    }
    const isSame =
      entries.length === Object.keys(value).length && entries.every(([key, child]) => child === value[key]);
    return isSame ? value : Object.fromEntries(entries);
  }

  /** Returns the constants of the branches that a person chose deliberately. */
  #getTags(node: ObjectNode, value: JsonObject): JsonObject {
    const tags = node.choices.map((choice) => {
      const branch = choice.branches[choice.index];
      if (!choice.isChosen || !branch) return {};
      // The initial branch counts only if something is filled in; any other branch was chosen deliberately.
      const isFirst = () =>
        branch === chooseBranch(this.#root, choice.schema, choice.branches, undefined) &&
        !hasOnlyTags(this.#root, choice.schema, branch);
      const isDeliberate = node.isRequired || !isFirst() || isFilledIn(this.#coerce(node, value));
      return isDeliberate ? choice.tags : {};
    });
    return Object.assign({}, ...tags) as JsonObject;
  }

  #coerce(node: ObjectNode, value: JsonObject): JsonValue {
    return coerceValue(this.#root, { allOf: [...node.active] }, value);
  }
}

const conditional = new WeakMap<JsonSchema, boolean>();

/** Returns whether a normalized schema depends on the data; otherwise nothing can be hidden. */
function hasConditions(root: JsonSchema): boolean {
  const known = conditional.get(root);
  if (known !== undefined) return known;
  const isConditional = someSubschema(
    root,
    (schema) => 'if' in schema || 'dependencies' in schema || 'oneOf' in schema || 'anyOf' in schema,
  );
  conditional.set(root, isConditional);
  return isConditional;
}

interface Walk {
  chosen: ChosenBranches;
  keepsHidden: boolean;
}

/** Returns whether a person chose "none of the branches" for a value. */
function isDeclined({ choices }: Node): boolean {
  return choices.some(({ isChosen, index }) => isChosen && index === noBranch);
}

/** Returns whether a person chose a branch of a value or of any value inside it. */
function hasChosen(chosen: ChosenBranches, { name }: Node): boolean {
  return Object.keys(chosen).some(
    (control) => control.startsWith(`${name}[`) || control.startsWith(`${name}__`),
  );
}

function compare(name: string, all: JsonValue, visible: JsonValue | undefined): [string, string][] {
  if (all === visible) return [];
  if (visible === undefined) return toFields(name, all);
  if (!isJsonObject(all) && !Array.isArray(all)) return [];
  return Object.entries(all).flatMap(([key, value]) =>
    compare(getMemberName(name, key), value, (visible as JsonObject)[key]),
  );
}
