/**
 * Values that nobody sees: of conditions that do not hold and of branches that are not chosen. The
 * form keeps them, so that they are there again when they are shown again, and never sends them.
 */
import { getPropertySubschemas } from './applicable-schemas.ts';
import { type ChosenBranches, getChoiceName, getTags, noBranch } from './choices.ts';
import { chooseBranch, getNamedKeys } from './choose-branch.ts';
import { getItems } from './count-faults.ts';
import { fitsBranch } from './fits-branch.ts';
import { forgiveInput } from './forgive-input.ts';
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue, toList } from './json-schema.ts';
import { normaliseSchema } from './normalise-schema.ts';
import { followReference } from './schema-references.ts';

/**
 * The data without what is hidden; the same object when nothing is. What no schema names at all
 * stays: the rules know what to say of it. Without script the form says which branches are chosen,
 * else the data do.
 */
export function leaveOutHidden(
  schema: JsonSchema,
  data: JsonObject,
  chosen: ChosenBranches = noneChosen,
): JsonObject {
  const root = normaliseSchema(schema);
  return walkToEnd({ root, chosen, keepsHidden: false }, root, data);
}

/**
 * What the conditions of a part of a drawn schema are asked of: a value without what other conditions
 * hide, so that nothing is shown for its sake.
 */
export function leaveOutForConditions(root: JsonSchema, schema: JsonSchema, value: JsonObject): JsonObject {
  return walkToEnd({ root, chosen: null, keepsHidden: false }, schema, value);
}

function walkToEnd(of: Walk, schema: JsonSchema, data: JsonObject): JsonObject {
  let shown = data;
  let before: JsonObject;
  // What is left out may be what another condition asked for.
  do {
    before = shown;
    shown = walk(of, { name: 'root', schemas: [schema], isRequired: true }, before) as JsonObject;
  } while (shown !== before);
  return shown;
}

/** The data with what tells the chosen branches from the others; what is hidden is kept. */
export function followChoices(schema: JsonSchema, data: JsonObject, chosen: ChosenBranches): JsonObject {
  const root = normaliseSchema(schema);
  const place = { name: 'root', schemas: [root], isRequired: true };
  return walk({ root, chosen, keepsHidden: true }, place, data) as JsonObject;
}

const noneChosen: ChosenBranches = {};

/** The hidden values as the fields of a form body, for a page without script to keep. */
export function getHiddenFields(
  schema: JsonSchema,
  data: JsonObject,
  chosen?: ChosenBranches,
): [name: string, value: string][] {
  return compare('root', data, leaveOutHidden(schema, data, chosen));
}

function compare(name: string, all: JsonValue, shown: JsonValue | undefined): [string, string][] {
  if (all === shown) return [];
  if (shown === undefined) return toFields(name, all);
  if (!isJsonObject(all) && !Array.isArray(all)) return [];
  return Object.entries(all).flatMap(([key, value]) =>
    compare(`${name}[${key}]`, value, (shown as JsonObject)[key]),
  );
}

function toFields(name: string, value: JsonValue): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[name, String(value ?? '')]];
  return Object.entries(value).flatMap(([key, child]) => toFields(`${name}[${key}]`, child));
}

interface Walk {
  root: JsonSchema;
  /** Null where it is not asked which: all of them are taken to be shown. */
  chosen: ChosenBranches | null;
  keepsHidden: boolean;
}

interface Place {
  /** The name of its field in the form. */
  name: string;
  schemas: readonly unknown[];
  /** Whether what it is in must have it. */
  isRequired: boolean;
}

/** A value as it is to be. */
function walk(of: Walk, place: Place, value: JsonValue): JsonValue {
  const { name } = place;
  if (Array.isArray(value)) {
    const { holding } = getBranches(of, place, value);
    const entries = value.map((entry, index) => {
      const schemas = getEntrySchemas(holding, index);
      return walk(of, { name: `${name}[${index}]`, schemas, isRequired: true }, entry);
    });
    return entries.every((entry, index) => entry === value[index]) ? value : entries;
  }
  if (!isJsonObject(value)) return value;
  const { holding, hidden, tags } = getBranches(of, place, value);
  const required = new Set(holding.flatMap((schema) => schema.required ?? []));
  const getChild = (key: string): Place => ({
    name: `${name}[${key}]`,
    schemas: holding.flatMap((schema) => getPropertySubschemas(schema, key)),
    isRequired: required.has(key),
  });
  const entries = Object.entries({ ...value, ...tags }).flatMap(([key, child]): [string, JsonValue][] => {
    const own = getChild(key);
    const isShown = own.schemas.some((schema) => schema !== undefined && schema !== false);
    if (!isShown && hidden.has(key) && !of.keepsHidden) return [];
    const shown = walk(of, own, child);
    return !of.keepsHidden && isRefused(of, own.name) && !isFilledIn(shown) ? [] : [[key, shown]];
  });
  // A group that has to be there is of the branch that is shown, before anything is filled in.
  for (const key of required) {
    const own = getChild(key);
    const isThere = Object.hasOwn(value, key) && value[key] !== undefined;
    if (isThere || isRefused(of, own.name) || !hasChoice(of, own.name)) continue;
    const isGroup = getBranches(of, own, {}).holding.some(({ properties }) => properties);
    if (isGroup) entries.push([key, walk(of, own, {})]);
  }
  const isSame =
    entries.length === Object.keys(value).length && entries.every(([key, child]) => child === value[key]);
  return isSame ? value : Object.fromEntries(entries);
}

/** Whether the form has a choice for a value, or for one that is in it. */
function hasChoice({ chosen }: Walk, name: string): boolean {
  const isInside = (field: string) => field.startsWith(`${name}[`) || field.startsWith(`${name}__`);
  return Object.keys(chosen ?? noneChosen).some(isInside);
}

/** Whether none of the branches is wanted for a value. */
function isRefused({ chosen }: Walk, name: string): boolean {
  return ['oneOf', 'anyOf'].some((keyword) => chosen?.[getChoiceName(name, keyword)] === noBranch);
}

/** What the schemas that hold for a list say of one of its entries. */
export function getEntrySchemas(schemas: readonly JsonSchema[], index: number): unknown[] {
  return schemas.map((schema) => {
    const { fixed, others } = getItems(schema);
    return index < fixed.length ? fixed[index] : others;
  });
}

interface Branches {
  /** The schemas that hold for a value, and all that they bring in. */
  holding: JsonSchema[];
  /** Names of properties in those that do not. */
  hidden: Set<string>;
  /** What says that a branch was chosen. */
  tags: JsonObject;
}

/** The schemas that hold for a value of a drawn schema, as the form shows it, and all that they bring in. */
export function getHolding(
  of: Pick<Walk, 'root' | 'chosen'>,
  name: string,
  schemas: readonly unknown[],
  value: JsonValue,
): JsonSchema[] {
  return getBranches(of, { name, schemas, isRequired: false }, value).holding;
}

function getBranches(
  { root, chosen }: Pick<Walk, 'root' | 'chosen'>,
  { name, schemas, isRequired }: Place,
  value: JsonValue,
): Branches {
  const holding = new Set<JsonSchema>();
  const hidden = new Set<string>();
  let tags: JsonObject = {};
  // Conditions are asked as the rules ask them: of what was meant, not of what was typed.
  let forgiven: JsonValue | undefined;
  const getMeant = () => (forgiven ??= forgiveInput(root, { allOf: schemas }, value));
  const hide = (schema: unknown) => {
    for (const key of getNamedKeys(root, schema)) hidden.add(key);
  };
  const add = (part: unknown) => {
    if (!isJsonObject(part) || holding.has(part as JsonSchema)) return;
    const schema = part as JsonSchema;
    holding.add(schema);
    add(followReference(root, schema));
    toList(schema.allOf).forEach(add);
    if (schema.if !== undefined) {
      const holds = fitsBranch(schema.if as JsonSchema, getMeant(), root);
      add(holds ? schema.then : schema.else);
      hide(holds ? schema.else : schema.then);
    }
    for (const [key, brought] of Object.entries(schema.dependencies ?? {})) {
      const meant = getMeant();
      const isThere = isJsonObject(meant) && Object.hasOwn(meant, key) && meant[key] !== undefined;
      if (isThere) add(brought);
      else hide(brought);
    }
    for (const keyword of ['oneOf', 'anyOf']) {
      const branches = toList(schema[keyword]).filter(isJsonObject) as JsonSchema[];
      if (branches.length === 0) continue;
      if (!chosen) {
        branches.forEach(add);
        continue;
      }
      const index = chosen[getChoiceName(name, keyword)];
      const told = branches[index ?? noBranch];
      // Who chooses another branch than the form begins with means it, filled in or not.
      const isMeant = () => isRequired || told !== chooseBranch(root, schema, branches, undefined);
      if (told && (isMeant() || isFilledIn(getMeant()))) tags = { ...tags, ...getTags(root, schema, told) };
      const fitting = told ? [told] : branches.filter((branch) => fitsBranch(branch, getMeant(), root));
      const best = fitting.length > 0 ? fitting : [chooseBranch(root, schema, branches, getMeant())];
      const shown = index === noBranch ? [] : best;
      for (const branch of branches) {
        if (shown.includes(branch)) add(branch);
        else hide(branch);
      }
    }
  };
  schemas.forEach(add);
  return { holding: [...holding], hidden, tags };
}

/** Whether there is anything in an object, blank fields apart. */
function isFilledIn(value: JsonValue): boolean {
  return isJsonObject(value) && Object.keys(value).length > 0;
}
