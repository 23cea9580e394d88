import {
  allowsNull,
  getPropertyNames,
  getPropertySchemas,
  getPropertySubschemas,
  getRootSchemas,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
} from 'schema-form/server';
import { type CustomerAnswer, type CustomerKey, customerKeys } from '../../shared/customer-api.ts';

/** A customer as it is stored: the twelve keys of the API, and the form's other properties. */
export interface Customer extends CustomerAnswer {
  /** The values of the form's other properties, by name. */
  attributes: JsonObject;
  /** Increases by one with every change; the `ETag` of the update endpoint. */
  version: number;
  /** The dotted names of the values that the customer has saved since the last import. */
  edited: string[];
}

/** The changes of a save. `customer_id` and `mobile` identify the customer and never change. */
export type CustomerChanges = Partial<Omit<Customer, 'customer_id' | 'mobile' | 'version' | 'edited'>>;

/** Characters of a customer's id. */
export const longestId = 255;

/** The keys that no form changes: the customer's id, and the number that signs in. */
export const identityKeys: readonly string[] = ['customer_id', 'mobile'];

export function isCustomerKey(key: string): key is CustomerKey {
  return (customerKeys as readonly string[]).includes(key);
}

/** Creates a customer with these values and no others. */
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
    edited: [],
    ...known,
  };
}

/** Returns the answer of GET /customer/: exactly its twelve keys, in their order. */
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

/**
 * Returns the stored values in the shape of a form. An unknown value is absent, or null where the schema allows null.
 */
export function toFormData(customer: Customer, schema: JsonSchema): JsonObject {
  const data: [string, JsonValue][] = [];
  const { root, schemas } = getRootSchemas(schema);
  for (const key of getPropertyNames(schema)) {
    if (!isCustomerKey(key)) continue;
    if (customer[key]) data.push([key, customer[key]]);
    else if (getPropertySchemas(root, schemas, key).some(allowsNull)) data.push([key, null]);
  }
  for (const [key, value] of Object.entries(customer.attributes)) {
    if (takesKey(schema, key)) data.push([key, value]);
  }
  return Object.fromEntries(data);
}

/** Returns the changes that store this form data. A key of the form that is absent from the data becomes unknown. */
export function toChanges(customer: Customer, data: JsonObject, schema: JsonSchema): CustomerChanges {
  const changes: Record<string, unknown> = {};
  for (const key of getPropertyNames(schema)) {
    if (isCustomerKey(key) && !identityKeys.includes(key)) {
      const value = data[key] ?? null;
      changes[key] = key === 'gender' ? value : (value ?? '');
    }
  }
  // Attributes of another form are kept: this form does not know them.
  const foreign = Object.entries(customer.attributes).filter(([key]) => !takesKey(schema, key));
  const own = Object.entries(data).filter(([key]) => !isCustomerKey(key));
  return { ...changes, attributes: Object.fromEntries([...foreign, ...own]) };
}

/** Returns whether a form accepts this key: by name, or by allowing other properties. */
export function takesKey(schema: JsonSchema, key: string): boolean {
  if (getPropertyNames(schema).has(key)) return true;
  const { schemas } = getRootSchemas(schema);
  const allowed = schemas.flatMap((own) => getPropertySubschemas(own, key));
  return allowed.some((own) => own !== false) && !isCustomerKey(key);
}

/** Returns whether a value can be stored in one of the twelve keys, which are strings. */
export function isStorableInKey(value: unknown): boolean {
  return value === null || value === undefined || typeof value === 'string';
}

/** Parses the attributes column. */
export function parseAttributes(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  return isJsonObject(value) ? value : {};
}

/** Parses the column of edited names. */
export function parseEdited(text: string): string[] {
  const value: unknown = text === '[]' ? [] : JSON.parse(text);
  return Array.isArray(value) ? value.map(String) : [];
}
