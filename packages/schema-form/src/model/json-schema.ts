/** Types for JSON and JSON Schema, and basic functions to read a schema. */

export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue;
}

/** A JSON Schema object of any draft. Only the keywords that this program reads have a type. */
export interface JsonSchema {
  [keyword: string]: unknown;
  $ref?: string;
  $schema?: string;
  title?: string;
  description?: string;
  type?: string | string[];
  format?: string;
  enum?: JsonValue[];
  const?: JsonValue;
  properties?: Record<string, JsonSchema | boolean>;
  required?: string[];
  items?: JsonSchema | boolean | (JsonSchema | boolean)[];
  readOnly?: boolean;
  /** Our own keyword: how typed text is coerced before it is validated; see `coercion.ts`. */
  'x-normalize'?: CoercionRule[];
  /** The former name of `x-normalize`. */
  'x-forgive'?: CoercionRule[];
  /**
   * Our own keywords in normalized schemas: titles and descriptions of the options in `enum`, by index; `''`
   * means none.
   */
  'x-titles'?: string[];
  'x-descriptions'?: string[];
  /** Our own keyword in normalized definitions: the `$ref` by which the author's schemas refer to it. */
  'x-ref'?: string;
  /**
   * Our own keyword in normalized schemas: a group of fields that the form opens on demand; see
   * `on-demand.ts`.
   */
  'x-on-demand'?: true;
}

export type CoercionRule = 'digits' | 'capitals' | 'no-spaces';

/** A uiSchema of react-jsonschema-form: `ui:…` options, and a uiSchema for each property. */
export interface UiSchema {
  [key: string]: unknown;
}

/** Errors in the shape of the data: `{"email": {"__errors": ["…"]}}`. */
export interface ErrorSchema {
  __errors?: string[];
  [key: string]: ErrorSchema | string[] | undefined;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns a list unchanged, and an empty list for any other value. */
export function toList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Returns the own value of a key, never an inherited one such as `toString`; undefined if there is none. */
export function getOwn<Value>(
  object: Readonly<Record<string, Value>> | undefined,
  key: string,
): Value | undefined {
  return object && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Returns the types that a schema names, without `null`; an empty list if it names none. */
export function getTypes(schema: JsonSchema): string[] {
  const { type } = schema;
  if (Array.isArray(type)) return type.filter((one) => one !== 'null');
  return type && type !== 'null' ? [type] : [];
}

/** Returns the JSON type of a value, as `type` names it. */
export function getTypeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

/** Returns how typed text is coerced before it is validated. */
export function getNormalizations(schema: JsonSchema): readonly CoercionRule[] {
  return schema['x-normalize'] ?? schema['x-forgive'] ?? [];
}

/** Returns whether the schema itself, without its references, allows `null`. */
export function allowsNull(schema: JsonSchema): boolean {
  if (schema.enum && !schema.enum.includes(null)) return false;
  if (Array.isArray(schema.type)) return schema.type.includes('null');
  return schema.type === 'null' || (schema.type === undefined && Boolean(schema.enum?.includes(null)));
}

const uiNames = new Map<string, string>();

/** Returns `ui:help` for `help`. The names are cached, because the form reads many options of every field. */
function getUiName(name: string): string {
  let uiName = uiNames.get(name);
  if (uiName === undefined) {
    uiName = `ui:${name}`;
    uiNames.set(name, uiName);
  }
  return uiName;
}

/** Returns an option of a uiSchema, which is written as `ui:help` or as `ui:options.help`. */
export function getUiOption(uiSchema: UiSchema | undefined, name: string): unknown {
  if (!uiSchema) return undefined;
  const direct = uiSchema[getUiName(name)];
  if (direct !== undefined) return direct;
  const options = uiSchema['ui:options'];
  return isJsonObject(options) ? options[name] : undefined;
}
