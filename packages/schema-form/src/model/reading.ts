import { getPropertySubschemas } from './applicable-schemas.ts';
import { getItems } from './count-faults.ts';
import { deepEquals } from './deep-equals.ts';
import { type Effective, getEffective } from './effective-schema.ts';
import { isUpload } from './file-fields.ts';
import {
  getTypes,
  getUiOption,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  type UiSchema,
} from './json-schema.ts';
import { readFile } from './read-file.ts';
import { getSections } from './sections.ts';
import { getChoiceTitle, getTitle, getUiSchema } from './view-text.ts';
import { getWidget } from './widget-name.ts';

/** A value, and all that its schema says of it. */
export interface Place extends Effective {
  /** The document that the schema stands in. */
  root: JsonSchema;
  /** What it was made of. */
  source: unknown;
  value: JsonValue | undefined;
  /** Null when the schema gives it no name. */
  title: string | null;
  /** Masked until somebody asks for it; what is inside is so too. */
  isSensitive: boolean;
  depth: number;
}

/** What is inside a value: one of its properties, or one of its entries. */
export interface Part {
  key: string | number;
  title: string;
  place: Place;
}

/** Where a place begins: nobody has said anything yet. */
export const outside: Pick<Place, 'isSensitive' | 'depth'> = { isSensitive: false, depth: -1 };

export function getPlace(
  root: JsonSchema,
  schema: unknown,
  uiSchema: UiSchema | undefined,
  value: JsonValue | undefined,
  parent: Pick<Place, 'isSensitive' | 'depth'> = outside,
): Place {
  const {
    schema: merged,
    uiSchema: own,
    variant,
    tags,
    inactive,
  } = getEffective(root, schema, uiSchema, value);
  return {
    root,
    source: schema,
    schema: merged,
    uiSchema: own,
    variant,
    tags,
    inactive,
    value,
    title: getTitle(merged, own),
    isSensitive: parent.isSensitive || getUiOption(own, 'sensitive') === true,
    depth: parent.depth + 1,
  };
}

/** The parts of a value that stand together under a title, in the order of the page. */
export interface PartGroup {
  title: string | null;
  parts: Part[];
}

const groupsOfPlaces = new WeakMap<Place, PartGroup[]>();

export function getPartGroups(place: Place): PartGroup[] {
  const known = groupsOfPlaces.get(place);
  if (known) return known;
  const groups = isGroup(place)
    ? getProperties(place)
    : isList(place)
      ? [{ title: null, parts: getEntries(place) }]
      : [];
  groupsOfPlaces.set(place, groups);
  return groups;
}

function getProperties(place: Place): PartGroup[] {
  const { root, schema, uiSchema } = place;
  const object: JsonObject = isJsonObject(place.value) ? place.value : {};
  const named = isJsonObject(schema.properties) ? schema.properties : {};
  const others = Object.keys(object).filter((key) => !Object.hasOwn(named, key) && isDescribed(place, key));
  const properties = Object.fromEntries([...Object.keys(named), ...others].map((key) => [key, true]));
  return getSections({ properties }, uiSchema).map(({ title, keys }) => ({
    title,
    parts: keys
      .filter((key) => named[key] !== false || Object.hasOwn(object, key))
      .map((key): Part => {
        const isNamed = Object.hasOwn(named, key);
        const own =
          getUiSchema(uiSchema, key) ?? (isNamed ? undefined : getUiSchema(uiSchema, 'additionalProperties'));
        const subschemas = getPropertySubschemas(schema, key);
        const said = subschemas.length === 1 ? subschemas[0] : { allOf: subschemas };
        const value = Object.hasOwn(object, key) ? object[key] : undefined;
        const child = getPlace(root, said, own, value, place);
        // Entries of a map have one schema and many names.
        const title = isNamed ? child.title : getTitle({}, getUiSchema(uiSchema, key));
        return { key, title: title ?? (key.trim() || '–'), place: child };
      }),
  }));
}

/** All parts of a value in the order of the page. */
export function getParts(place: Place): Part[] {
  return getPartGroups(place).flatMap(({ parts }) => parts);
}

/**
 * Whether a schema speaks of a key that it does not name. One that names none and says nothing of
 * others speaks of all of them.
 */
function isDescribed({ schema, inactive }: Place, key: string): boolean {
  if (inactive.has(key)) return false;
  const [own] = getPropertySubschemas(schema, key);
  if (own !== undefined) return own !== false;
  return Object.keys(schema.properties ?? {}).length === 0;
}

function getEntries(place: Place): Part[] {
  const { root, schema, uiSchema } = place;
  const list = Array.isArray(place.value) ? place.value : [];
  const { fixed, others } = getItems(schema);
  const ownItems: unknown = uiSchema?.items;
  return Array.from({ length: Math.max(list.length, fixed.length) }, (_, index): Part => {
    const isFixed = index < fixed.length;
    const own: unknown = Array.isArray(ownItems)
      ? isFixed
        ? ownItems[index]
        : uiSchema?.additionalItems
      : ownItems;
    const inherited = {
      'ui:enumNames': getUiOption(uiSchema, 'enumNames'),
      ...(isUpload(uiSchema) && { 'ui:widget': 'upload' }),
    };
    const child = getPlace(
      root,
      isFixed ? fixed[index] : others,
      { ...inherited, ...(isJsonObject(own) ? own : {}) },
      list[index],
      place,
    );
    const number = String(index + 1);
    const isNumbered = !isFixed && child.title !== null;
    return {
      key: index,
      title: isNumbered ? `${child.title} ${number}` : (child.title ?? number),
      place: child,
    };
  });
}

const deepest = 32;

/** Whether the schema lets a value be an object, and the value is one or is missing. */
export function isGroup({ schema, value, depth }: Place): boolean {
  const types = getTypes(schema);
  if (depth > deepest) return false;
  if (isJsonObject(value)) return types.length === 0 || types.includes('object');
  const isMissing = value === undefined || value === null;
  return isMissing && (types.length === 0 ? isJsonObject(schema.properties) : types[0] === 'object');
}

function isList({ schema, value, depth }: Place): boolean {
  const types = getTypes(schema);
  return Array.isArray(value) && depth <= deepest && (types.length === 0 || types.includes('array'));
}

/** How a value is read. */
export type Shape =
  /** There is none. */
  | 'missing'
  /** One line: a text, a number, a file. */
  | 'value'
  /** Several such lines. */
  | 'list'
  /** Several values with names of their own. */
  | 'group'
  /** Several values, some of which are groups or lists. */
  | 'entries';

export function getShape(place: Place): Shape {
  if (getPlaceChoice(place) !== null) return 'value';
  if (!isGiven(place)) return 'missing';
  if (readFile(place)) return 'value';
  if (isGroup(place)) return 'group';
  if (!isList(place)) return 'value';
  const { fixed } = getItems(place.schema);
  const parts = getShownParts(place);
  if (fixed.length > 0 && parts.some(({ place: child }) => child.title !== null)) return 'group';
  return parts.every(({ place: child }) => isLine(child)) ? 'list' : 'entries';
}

/** Whether a value stands beside its name, and not below it. */
export function isLine(place: Place): boolean {
  const shape = getShape(place);
  return shape === 'missing' || shape === 'value';
}

/** The title of a chosen value, of objects and lists too. */
export function getPlaceChoice({ schema, uiSchema, value }: Place): string | null {
  return getChoiceTitle(schema, uiSchema, value, deepEquals);
}

/** Whether there is anything to read of a value. */
function isGiven(place: Place): boolean {
  const { value } = place;
  if (value === undefined || value === null || value === '') return false;
  if (isGroup(place) && !readFile(place)) {
    return saysBranch(place) || getShownParts(place).some(({ place: child }) => isGiven(child));
  }
  if (Array.isArray(value)) {
    if (isList(place)) return getShownParts(place).some(({ place: child }) => isGiven(child));
    return value.length > 0;
  }
  return !isJsonObject(value) || Object.keys(value).length > 0;
}

export function getShownParts(place: Place): Part[] {
  return getParts(place).filter((part) => isShown(part, place));
}

/** Whether a value says no more than the title of its branch, which stands above it in all but the root. */
function isTag({ tags, depth }: Place, key: string | number, value: JsonValue | undefined): boolean {
  const isOwn = depth > outside.depth + 1 && Object.hasOwn(tags, key);
  return isOwn && (value === undefined || deepEquals(value, tags[key]));
}

/** Whether the choice of a branch is something to read by itself. */
function saysBranch(place: Place): boolean {
  const isSaid = ({ key, place: { value } }: Part) => value !== undefined && isTag(place, key, value);
  return place.variant !== null && getParts(place).some(isSaid);
}

/** Whether a value has a place on the page: secrets and what is hidden have none, and what holds only such. */
export function isShown({ key, place }: Part, parent: Place): boolean {
  const { schema, uiSchema, value } = place;
  const widget = getWidget(uiSchema);
  const isSecret =
    schema.writeOnly === true ||
    schema.format === 'password' ||
    widget === 'password' ||
    getUiOption(uiSchema, 'inputType') === 'password';
  if (isSecret || widget === 'hidden') return false;
  // A constant without a name only tells branches apart; the branch has said its name already.
  const isNameless = schema.const !== undefined && place.title === null;
  if (parent.variant && (isNameless || isTag(parent, key, value))) return false;
  if (!isGroup(place)) return true;
  const { root, source } = place;
  const isMemorable = value === undefined && uiSchema === undefined && isJsonObject(source);
  const known = isMemorable ? shownWhenMissing.get(root)?.get(source) : undefined;
  if (known !== undefined) return known;
  const remember = (isThere: boolean) => {
    const ofRoot = shownWhenMissing.get(root) ?? new WeakMap<object, boolean>();
    if (isMemorable) shownWhenMissing.set(root, ofRoot.set(source, isThere));
    return isThere;
  };
  // Meanwhile, for types that refer to each other: they would be looked through for ever.
  remember(true);
  const parts = getParts(place);
  return remember(parts.length === 0 || saysBranch(place) || parts.some((part) => isShown(part, place)));
}

/** Caches whether a group without a value is shown, by documents and schemas. */
const shownWhenMissing = new WeakMap<JsonSchema, WeakMap<object, boolean>>();
