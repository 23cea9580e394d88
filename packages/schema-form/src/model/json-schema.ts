/** JSON and JSON Schema as types, and the few questions about a schema that both sides ask. */

export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue;
}

/** A JSON Schema object, of any draft. Only the keywords that this program reads have a type. */
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
  /** Ours: what to coerce in typed text before it is judged; see `coerce-input.ts`. */
  'x-forgive'?: CoercionRule[];
  /** Ours, in normalized schemas: titles and descriptions of the options in `enum`, by place; `''` is none. */
  'x-titles'?: string[];
  'x-descriptions'?: string[];
  /** Ours, in normalized definitions: how the author's schemas refer to it. */
  'x-ref'?: string;
  /** Ours, in normalized schemas: a group of fields that the form opens on demand; see `on-demand.ts`. */
  'x-on-demand'?: true;
}

export type CoercionRule = 'digits' | 'capitals' | 'no-spaces';

/** A uiSchema of react-jsonschema-form: `ui:…` options, and a uiSchema per property. */
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

/** A list as it is; anything else is none. */
export function toList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The schema at a local `$ref` (`#/…`); the schema itself when it has none; null when it leads nowhere. */
export function resolveRef(root: JsonSchema, schema: unknown): JsonSchema | null {
  let current = schema;
  for (let hops = 0; hops < 32; hops += 1) {
    if (!isJsonObject(current)) return null;
    const ref: unknown = current.$ref;
    if (typeof ref !== 'string') return current as JsonSchema;
    current = ref.startsWith('#') ? valueAtPointer(root, ref.slice(1)) : null;
  }
  return null;
}

/** The value at a JSON pointer (`/properties/email`), undefined when there is none. */
export function valueAtPointer(root: unknown, pointer: string): unknown {
  if (pointer === '') return root;
  let current = root;
  for (const token of decodeURIComponent(pointer).split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) {
      return undefined;
    }
    current = (current as Record<string, unknown>)[key];
  }
  return current;
}

/** The types that a schema names, without `null`; `[]` when it names none. */
export function getTypes(schema: JsonSchema): string[] {
  const types = Array.isArray(schema.type) ? schema.type : schema.type ? [schema.type] : [];
  return types.filter((type) => type !== 'null');
}

/** Whether a schema says in its own words that `null` is a value of it. */
export function allowsNull(schema: JsonSchema): boolean {
  if (Array.isArray(schema.type)) return schema.type.includes('null');
  return schema.type === 'null' || (schema.type === undefined && Boolean(schema.enum?.includes(null)));
}

/** The schema of one property, its `$ref` followed; null when the schema does not name it. */
export function getProperty(root: JsonSchema, schema: JsonSchema, key: string): JsonSchema | null {
  const properties = schema.properties;
  if (!properties || !Object.hasOwn(properties, key)) return null;
  return resolveRef(root, properties[key] === true ? {} : properties[key]);
}

const uiNames = new Map<string, string>();

/** `ui:help` for `help`. Each is made once: the form asks for many of every field. */
function getUiName(name: string): string {
  let uiName = uiNames.get(name);
  if (uiName === undefined) {
    uiName = `ui:${name}`;
    uiNames.set(name, uiName);
  }
  return uiName;
}

/** An option of a uiSchema, in either spelling: `ui:help` or `ui:options.help`. */
export function getUiOption(uiSchema: UiSchema | undefined, name: string): unknown {
  if (!uiSchema) return undefined;
  const direct = uiSchema[getUiName(name)];
  if (direct !== undefined) return direct;
  const options = uiSchema['ui:options'];
  return isJsonObject(options) ? options[name] : undefined;
}
