/**
 * What people type is forgiven before it is judged. Both sides do it with the same functions, so
 * that the browser never complains about what the server would have taken.
 */
import {
  allowsNull,
  getProperty,
  getTypes,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  resolveRef,
} from './json-schema.ts';

/** Invisible: bidi marks and isolates, zero-width characters, soft hyphen, byte order mark. */
const invisible = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g;
/** C0 and C1 controls but tab and line feed: no text holds them, and PostgreSQL refuses NUL. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;
const oddSpaces = /[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g;
const foreignDigits = /[\u0660-\u0669\u06F0-\u06F9]/g;

/** NFC, well-formed, trimmed, without invisible characters; every line break is `\n`. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(oddSpaces, ' ')
    .replaceAll(invisible, '')
    .replaceAll(controls, '')
    .normalize('NFC')
    .trim();
}

/** Arabic-Indic and Persian digits as ASCII ones. */
export function toAsciiDigits(text: string): string {
  return text.replaceAll(foreignDigits, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}

const digitFormats = new Set(['date', 'time', 'date-time', 'tel', 'phone', 'email', 'month']);

function forgiveText(schema: JsonSchema, typed: string): JsonValue {
  let text = cleanText(typed);
  const rules = schema['x-forgive'] ?? [];
  const types = getTypes(schema);
  const isNumeric = types.includes('number') || types.includes('integer');
  if (isNumeric || rules.includes('digits') || digitFormats.has(schema.format ?? '')) {
    text = toAsciiDigits(text);
  }
  if (rules.includes('no-spaces')) text = text.replaceAll(/[\s-]/g, '');
  if (rules.includes('capitals')) text = text.toUpperCase();
  if (isNumeric && !types.includes('string')) {
    const decimal = text.replace('٫', '.').replaceAll('٬', '');
    if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(decimal)) return Number(decimal);
  }
  if (types.includes('boolean') && !types.includes('string')) {
    if (text === 'true' || text === 'on') return true;
    if (text === 'false') return false;
  }
  return text;
}

/**
 * A value as it is meant by its schema: text cleaned, numbers and yes/no read where they came as
 * text (as form bodies bring them), and in objects the keys without a value left out.
 *
 * The policy for nothing: `""` and `null` are "not given", and a key that is not given is absent.
 * Only where the schema itself allows `null` does `null` stay, and `""` becomes it.
 */
export function forgiveInput(root: JsonSchema, schema: JsonSchema, value: JsonValue): JsonValue {
  if (typeof value === 'string') {
    const option = schema.enum?.find((candidate) => candidate !== null && String(candidate) === value);
    return option === undefined ? forgiveText(schema, value) : option;
  }
  if (Array.isArray(value)) {
    const items = schema.items;
    return value.map((item, index) => {
      const own = Array.isArray(items) ? items[index] : items;
      return forgiveInput(root, resolveRef(root, own) ?? {}, item);
    });
  }
  return isJsonObject(value) ? forgiveObject(root, schema, value) : value;
}

/** The same for an object; its unknown keys are kept as they are, for the rules to complain of. */
export function forgiveObject(root: JsonSchema, schema: JsonSchema, value: JsonObject): JsonObject {
  const entries: [string, JsonValue][] = [];
  for (const [key, raw] of Object.entries(value)) {
    const property = getProperty(root, schema, key) ?? {};
    const forgiven = forgiveInput(root, property, raw);
    if (forgiven !== '' && forgiven !== null) entries.push([key, forgiven]);
    else if (allowsNull(property)) entries.push([key, null]);
  }
  return Object.fromEntries(entries);
}
