/**
 * Coerces typed input before it is validated. Browser and server share these functions, so that the browser
 * never rejects input that the server accepts.
 */

import { getApplicable, getItemSchemas, getPropertySchemas } from './applicable-schemas.ts';
import { getMostItems } from './bounds.ts';
import { cleanName, cleanText, toAsciiDigits } from './clean-text.ts';
import { type DateParts, joinParts } from './date-parts.ts';
import { type DateShape, findSubmittedShape, getParts, hasTime, previousField } from './date-shapes.ts';
import { deepEquals } from './deep-equals.ts';
import { splitEntries } from './entries.ts';
import { isBlank } from './is-blank.ts';
import { joinTime } from './join-time.ts';
import {
  allowsNull,
  getNormalizations,
  getOwn,
  getTypes,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
} from './json-schema.ts';
import { getRootSchemas } from './root-schemas.ts';
import { getImpliedType } from './schema-types.ts';

const digitFormats = new Set(['date', 'time', 'date-time', 'month', 'week', 'tel', 'phone', 'email']);

function coerceText(coercion: Coercion, schemas: readonly JsonSchema[], typed: string): JsonValue {
  let text = cleanText(typed);
  const coercions = schemas.flatMap(getNormalizations);
  const types = schemas.flatMap(getTypes);
  const isText = types.includes('string');
  const isNumeric = allowsNumber(schemas);
  const hasDigits =
    coercions.includes('digits') || schemas.some(({ format }) => digitFormats.has(format ?? ''));
  if (isNumeric || hasDigits) text = toAsciiDigits(text);
  if (coercions.includes('no-spaces')) text = text.replaceAll(/[\s-]/g, '');
  if (coercions.includes('capitals')) text = text.toUpperCase();
  const number = isNumeric && !isText ? coercion.readNumber(text) : null;
  if (number !== null) return number;
  if (types.includes('boolean') && !isText) {
    if (text === 'true' || text === 'on') return true;
    if (text === 'false') return false;
  }
  return text;
}

/**
 * The number of digits that a JavaScript number always keeps. A longer number stays a text, which the
 * validator rejects.
 */
const exactDigits = 15;

/** The maximum length of a text that is read as a number; JavaScript writes no longer one. */
const longestNumber = 400;

/** Reads a typed number, with Arabic decimal and group signs if need be; null if the text is not a number. */
export function readNumber(text: string): number | null {
  // Against denial of service: long texts are refused, and the pattern below is unambiguous.
  if (text.length > longestNumber) return null;
  const decimal = text.replace('٫', '.').replaceAll('٬', '');
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i.test(decimal)) return null;
  const digits = decimal.replace(/e.*$/i, '').replaceAll(/\D/g, '').replace(/^0+/, '');
  const number = Number(decimal);
  const isExact = digits.length <= exactDigits || String(number) === decimal;
  return isExact && Number.isFinite(number) ? number : null;
}

/**
 * Coerces a value to what its schema expects. Text is cleaned, numbers and booleans are read from text (form
 * bodies contain only text), and members without a value are omitted.
 *
 * An absent value is handled as follows. `""` and `null` count as absent, and so do an optional object
 * without values and an optional list that is empty although it must not be. Blank items of a list are
 * removed. If the schema allows `null`, `null` stays, `""` becomes `null`, and so does a required object in
 * which nothing was filled in.
 */
export function coerceValue(
  root: JsonSchema,
  schema: JsonSchema,
  value: JsonValue,
  read: NumberReader = readNumber,
): JsonValue {
  return coerce({ root, readNumber: read }, getApplicable(root, schema), value);
}

/**
 * Coerces an object as `coerceValue` does. Unknown keys stay, so that the validator reports them. Lists and objects of
 * which the schema says nothing stay as they are if `stored` has them too.
 */
export function coerceObject(
  schema: JsonSchema,
  value: JsonObject,
  read: NumberReader = readNumber,
  stored: JsonObject = {},
): JsonObject {
  const { root, schemas } = getRootSchemas(schema);
  return coerceMembers({ root, readNumber: read }, schemas, value, stored);
}

/**
 * Returns the data with texts converted to numbers where the schema expects numbers. Everything else stays as
 * it was typed.
 */
export function readNumbers(schema: JsonSchema, data: JsonObject, read: NumberReader): JsonObject {
  const { root, schemas: rootSchemas } = getRootSchemas(schema);
  const walk = (schemas: readonly JsonSchema[], value: JsonValue): JsonValue => {
    if (typeof value === 'string') return isNumeric(schemas) ? (read(value) ?? value) : value;
    if (Array.isArray(value)) {
      return value.map((item, index) => walk(getItemSchemas(root, schemas, index), item));
    }
    if (!isJsonObject(value)) return value;
    const walkChild = ([key, child]: [string, JsonValue]) =>
      [key, walk(getPropertySchemas(root, schemas, key), child)] as const;
    return Object.fromEntries(Object.entries(value).map(walkChild));
  };
  return walk(rootSchemas, data) as JsonObject;
}

/** Returns whether the schemas allow a number but no text. */
function isNumeric(schemas: readonly JsonSchema[]): boolean {
  return !schemas.flatMap(getTypes).includes('string') && allowsNumber(schemas);
}

/** Returns whether the schemas name the type of a number, or imply it because they name none. */
function allowsNumber(schemas: readonly JsonSchema[]): boolean {
  const types = schemas.flatMap(getTypes);
  if (types.length === 0) return getImpliedType(Object.assign({}, ...schemas)) === 'number';
  return types.includes('number') || types.includes('integer');
}

/** Returns the number that a text stands for; null if it is not a number. */
export type NumberReader = (text: string) => number | null;

interface Coercion {
  root: JsonSchema;
  readNumber: NumberReader;
}

/**
 * `isFromSplit` marks an item of a line that was split already. Otherwise, recursive list types would split it
 * without end.
 */
function coerce(
  coercion: Coercion,
  schemas: readonly JsonSchema[],
  value: JsonValue,
  stored?: JsonValue,
  isFromSplit = false,
): JsonValue {
  if (typeof value === 'string') {
    // This many items suffice for the limits to refuse the list; a hostile line may contain far more.
    const items = isList(schemas) && !isFromSplit ? splitEntries(value, 2 * getMostItems(schemas) + 1) : [];
    if (items.length > 0) return coerceItems(coercion, schemas, items, [], true);
    return getOption(schemas, value) ?? coerceText(coercion, schemas, value);
  }
  if (isContainer(value) && isUnknown(schemas) && deepEquals(value, stored)) return value;
  if (Array.isArray(value)) return coerceItems(coercion, schemas, value, Array.isArray(stored) ? stored : []);
  if (!isJsonObject(value)) return value;
  const text = joinSubmittedFields(schemas, value);
  if (text !== null) return coerceText(coercion, schemas, text);
  return coerceMembers(coercion, schemas, value, isJsonObject(stored) ? stored : {});
}

/** Returns whether the schemas say nothing of the content of a value. */
function isUnknown(schemas: readonly JsonSchema[]): boolean {
  return schemas.every((schema) => Object.keys(schema).every((keyword) => annotations.has(keyword)));
}

const annotations: ReadonlySet<string> = new Set([
  ...['title', 'description', 'default', 'deprecated', 'examples', 'readOnly', 'writeOnly', '$comment'],
]);

/** Returns the text of a date or a time that was submitted as several fields; null for any other value. */
function joinSubmittedFields(schemas: readonly JsonSchema[], fields: JsonObject): string | null {
  const types = schemas.flatMap(getTypes);
  if (!types.includes('string') || types.includes('object')) return null;
  const format = schemas.find((schema) => schema.format)?.format;
  const shape = findSubmittedShape(Object.keys(fields), format);
  // Without a script, the server does not know the time zone of the sender.
  return shape && joinTypedParts(shape, fields, format, () => 'Z');
}

/** Returns the text of a date or a time from its typed parts; see `joinParts` and `joinTime`. */
export function joinTypedParts(
  shape: DateShape,
  typed: Readonly<JsonObject>,
  format: string | undefined,
  getZone: (local: string) => string,
): string {
  const names = getParts(shape).filter((part) => Object.hasOwn(typed, part));
  const parts: DateParts = Object.fromEntries(names.map((part) => [part, readPart(typed[part])]));
  if (!hasTime(shape)) return joinParts(shape, parts);
  return joinTime({ shape, parts, was: readPart(typed[previousField]), format }, getZone);
}

function readPart(typed: JsonValue | undefined): string {
  const text = typeof typed === 'string' || typeof typed === 'number' ? String(typed) : '';
  return toAsciiDigits(cleanText(text));
}

/**
 * Returns whether the schemas allow a list but no text. A field without a script holds the items in one line.
 */
function isList(schemas: readonly JsonSchema[]): boolean {
  const types = schemas.flatMap(getTypes);
  return types.includes('array') && !types.includes('string') && !schemas.some(hasTextOption);
}

/** Returns whether a schema without a type names a text among its options. */
function hasTextOption({ type, enum: options = [], const: only }: JsonSchema): boolean {
  return type === undefined && [...options, only].some((option) => typeof option === 'string');
}

/** Returns the option that a text of a form body stands for. */
function getOption(schemas: readonly JsonSchema[], text: string): JsonValue | undefined {
  if (schemas.some(({ enum: options = [], const: only }) => only === text || options.includes(text)))
    return text;
  for (const { enum: options = [], const: only = null } of schemas) {
    const isSame = (option: JsonValue) => option !== null && toText(option) === text;
    const found = options.find(isSame);
    if (found !== undefined) return found;
    if (isSame(only)) return only;
  }
  return undefined;
}

function toText(option: JsonValue): string {
  return typeof option === 'object' ? JSON.stringify(option) : String(option);
}

function coerceItems(
  coercion: Coercion,
  schemas: readonly JsonSchema[],
  items: JsonValue[],
  stored: readonly JsonValue[],
  areSplit = false,
): JsonValue[] {
  const isTuple = schemas.some(({ items }) => Array.isArray(items));
  const kept = items
    .map((item, index) => {
      const own = getItemSchemas(coercion.root, schemas, index);
      const coerced = coerce(coercion, own, item, stored[index], areSplit);
      const isKept = !isBlank(coerced) || own.some(allowsNull);
      return { item: isBlank(coerced) && isKept ? null : coerced, index, isKept };
    })
    .filter(({ isKept }) => isTuple || isKept);
  const list = kept.map(({ item }) => item);
  if (kept.length < items.length) {
    submittedIndexes.set(
      list,
      kept.map(({ index }) => index),
    );
  }
  return list;
}

/** For lists from which blank items were removed: the submitted index of each remaining item. */
const submittedIndexes = new WeakMap<JsonValue[], number[]>();

/**
 * Returns the submitted path of a value in coerced data. It differs if blank items were removed before it.
 */
export function getSubmittedPath(data: unknown, path: readonly string[]): string[] {
  let value = data;
  return path.map((key) => {
    const typed = Array.isArray(value) ? submittedIndexes.get(value)?.[Number(key)] : undefined;
    value = isContainer(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    return typed === undefined ? key : String(typed);
  });
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function coerceMembers(
  coercion: Coercion,
  schemas: readonly JsonSchema[],
  value: JsonObject,
  stored: JsonObject,
): JsonObject {
  const required = new Set(schemas.flatMap((schema) => schema.required ?? []));
  const entries: [string, JsonValue][] = [];
  for (const [name, raw] of Object.entries(value)) {
    // In a form with a script, a cleared value is undefined.
    if (raw === undefined) continue;
    const key = cleanName(name);
    const own = getPropertySchemas(coercion.root, schemas, key);
    const coerced = coerce(coercion, own, raw, getOwn(stored, key));
    const isCleared =
      isBlank(coerced) || (required.has(key) && isEmptyObject(coerced) && !isEmptyObject(raw));
    const isList = Array.isArray(coerced) && !required.has(key);
    // A tuple, whose items keep their positions, of which nobody has filled in any.
    if (isList && coerced.includes('') && coerced.every(isNothing)) continue;
    if (isList && coerced.length === 0 && own.some((schema) => Number(schema.minItems) > 0)) continue;
    if (isCleared && own.some(allowsNull)) entries.push([key, null]);
    else if (coerced === '' && required.has(key) && own.some(hasEmptyOption)) entries.push([key, '']);
    else if (!isNothing(coerced) || (required.has(key) && isJsonObject(coerced))) {
      entries.push([key, coerced]);
    }
  }
  return Object.fromEntries(entries);
}

/** Returns whether an empty text is one of the options of a schema. */
function hasEmptyOption({ enum: options = [], const: only }: JsonSchema): boolean {
  return only === '' || options.includes('');
}

function isNothing(value: JsonValue): boolean {
  return isBlank(value) || isEmptyObject(value);
}

function isEmptyObject(value: JsonValue): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0;
}
