import {
  allowsNull,
  getProperty,
  getPropertyNames,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
} from 'schema-form/server';
import { type CustomerAnswer, type CustomerKey, customerKeys } from '../../shared/customer-api.ts';

/** A customer as it is stored: the twelve keys of the API, and what the form asks beyond them. */
export interface Customer extends CustomerAnswer {
  /** Values of the form's other properties, by their names. */
  attributes: JsonObject;
  /** Goes up by one with every change; the `ETag` of the update endpoint. */
  version: number;
}

/** What a save changes; `customer_id` and `mobile` are who the customer is and never change here. */
export type CustomerChanges = Partial<Omit<Customer, 'customer_id' | 'mobile' | 'version'>>;

/** The keys that no form changes: the one names the customer, the other signs the customer in. */
export const identityKeys: readonly string[] = ['customer_id', 'mobile'];

export function isCustomerKey(key: string): key is CustomerKey {
  return (customerKeys as readonly string[]).includes(key);
}

/** A new customer, of whom nothing but these values is known. */
export function createCustomer(known: Pick<Customer, 'customer_id' | 'mobile'> & CustomerChanges): Customer {
  return {
    first_name: '',
    last_name: '',
    email: '',
    nationality: '',
    dob: '',
    gender: null,
    passport_number: '',
    nation_id_number: '',
    language: '',
    address: '',
    attributes: {},
    version: 1,
    ...known,
  };
}

/** The answer of GET /customer/: its keys in their order, nothing else. */
export function toAnswer(customer: Customer): CustomerAnswer {
  return {
    customer_id: customer.customer_id,
    first_name: customer.first_name,
    last_name: customer.last_name,
    mobile: customer.mobile,
    email: customer.email,
    nationality: customer.nationality,
    dob: customer.dob,
    gender: customer.gender,
    passport_number: customer.passport_number,
    nation_id_number: customer.nation_id_number,
    language: customer.language,
    address: customer.address,
  };
}

/** The stored values in the shape of a form: what is not known is absent, or null where that is a value. */
export function toFormData(customer: Customer, schema: JsonSchema): JsonObject {
  const data: [string, JsonValue][] = [];
  for (const key of getPropertyNames(schema)) {
    if (!isCustomerKey(key)) continue;
    if (customer[key]) data.push([key, customer[key]]);
    else if (allowsNull(getProperty(schema, schema, key) ?? {})) data.push([key, null]);
  }
  for (const [key, value] of Object.entries(customer.attributes)) {
    if (takesKey(schema, key)) data.push([key, value]);
  }
  return Object.fromEntries(data);
}

/** What storing this form data would change. A key of the form that is absent becomes unknown. */
export function toChanges(customer: Customer, data: JsonObject, schema: JsonSchema): CustomerChanges {
  const changes: Record<string, unknown> = {};
  for (const key of getPropertyNames(schema)) {
    if (isCustomerKey(key) && !identityKeys.includes(key)) {
      const value = data[key] ?? null;
      changes[key] = key === 'gender' ? value : (value ?? '');
    }
  }
  // Attributes that another form asked for are not this form's to forget.
  const foreign = Object.entries(customer.attributes).filter(([key]) => !takesKey(schema, key));
  const own = Object.entries(data).filter(([key]) => !isCustomerKey(key));
  return { ...changes, attributes: Object.fromEntries([...foreign, ...own]) };
}

/** Whether a form has a place for this key: it names it, or says that it takes others too. */
export function takesKey(schema: JsonSchema, key: string): boolean {
  if (getPropertyNames(schema).has(key)) return true;
  const others = schema.additionalProperties ?? schema.patternProperties ?? false;
  return others !== false && !isCustomerKey(key);
}

/** Whether a value can be stored in one of the twelve keys: they are texts. */
export function isStorableInKey(value: unknown): boolean {
  return value === null || value === undefined || typeof value === 'string';
}

/** Reads attributes as the database gives them. */
export function parseAttributes(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  return isJsonObject(value) ? value : {};
}
