import {
  allowsNull,
  getPropertyNames,
  getPropertySchemas,
  getRootSchemas,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  type UiSchema,
} from 'schema-form/server';
import { type CustomerAnswer, customerKeys } from '../../shared/customer-api.ts';
import { BackendError } from './errors.ts';

/** A form of the backend, whatever its dialect. */
export interface BackendForm {
  schema: JsonSchema;
  ui_schema: UiSchema;
  data: JsonObject;
  /** As the backend wrote them; undefined without any. */
  errors: JsonValue | undefined;
}

/**
 * Reads a form of the backend: `{schema, ui_schema | uiSchema, data | formData, errors | errorSchema}`, with or without
 * `form` around it, or a bare JSON Schema, whose data are the values of the customer. Returns null for anything else.
 */
export function readForm(answer: JsonValue | undefined, customer: JsonObject): BackendForm | null {
  if (!isJsonObject(answer)) return null;
  const form = isJsonObject(answer.form) ? answer.form : answer;
  if (isJsonObject(form.schema)) {
    const { schema } = form;
    const uiSchema = form.ui_schema ?? form.uiSchema;
    const data = form.data ?? form.formData;
    return {
      schema: schema as JsonSchema,
      ui_schema: withoutUploads(isJsonObject(uiSchema) ? uiSchema : {}),
      data: isJsonObject(data) ? data : {},
      errors: form.errors ?? form.errorSchema,
    };
  }
  if (!isSchema(form)) return null;
  const schema = form as JsonSchema;
  return { schema, ui_schema: {}, data: pickData(schema, customer), errors: undefined };
}

function isSchema(value: JsonObject): boolean {
  if (typeof value.$schema === 'string' || typeof value.$ref === 'string') return true;
  return value.type === 'object' || isJsonObject(value.properties) || Array.isArray(value.allOf);
}

/**
 * Returns the values of a customer that a schema has properties for. The customer endpoint writes unknown ones as `""`.
 */
function pickData(schema: JsonSchema, customer: JsonObject): JsonObject {
  const data: [string, JsonValue][] = [];
  const { root, schemas } = getRootSchemas(schema);
  for (const key of getPropertyNames(schema)) {
    const value = customer[key];
    if (value === undefined) continue;
    if (value !== null && value !== '') data.push([key, value]);
    else if (getPropertySchemas(root, schemas, key).some(allowsNull)) data.push([key, null]);
  }
  return Object.fromEntries(data);
}

/** Shows uploads as texts: their files would be stored here, and the backend could not open them. */
function withoutUploads(value: UiSchema): UiSchema {
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (!isJsonObject(node)) return node;
    const kept = Object.entries(node).filter(
      ([key, child]) => !(/^(ui:)?widget$/.test(key) && /^upload(Widget)?$/i.test(String(child))),
    );
    return Object.fromEntries(kept.map(([key, child]) => [key, walk(child)]));
  };
  return walk(value) as UiSchema;
}

/** Returns the customer in the shape of the contract. Throws BackendError for an answer that names no customer. */
export function readCustomer(answer: JsonValue | undefined): CustomerAnswer {
  const given = isJsonObject(answer) ? answer : {};
  const values = customerKeys.map((key) => [key, toText(given[key]) ?? (key === 'gender' ? null : '')]);
  const customer = Object.fromEntries(values) as CustomerAnswer;
  if (customer.customer_id === '') throw new BackendError('badAnswer', { code: 'no customer_id' });
  return customer;
}

function toText(value: JsonValue | undefined): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : null;
}
