import type { CustomerForm, Data, Texts } from './customer-form.ts';

/** How the form and its errors are written. */
export type Dialect = 'contract' | 'camelCase' | 'schema';

export interface FormAnswer {
  status: number;
  type: string;
  body: object;
}

const json = 'application/json';

/** Writes the form of a customer, with the errors by field, as one of the dialects does. */
export function writeForm(
  { create }: CustomerForm,
  dialect: Dialect,
  customerId: string,
  values: Data,
  errors: Texts = {},
): FormAnswer {
  const { schema, ui_schema } = create(String(values.language));
  const keys = Object.keys(schema.properties).filter((key) => key in values);
  const data = Object.fromEntries(keys.map((key) => [key, values[key]]));
  const has_errors = Object.keys(errors).length > 0;
  switch (dialect) {
    case 'contract': {
      // An ErrorSchema, as react-jsonschema-form has it.
      const entries = Object.entries(errors).map(([key, texts]) => [key, { __errors: texts }]);
      const form = { schema, ui_schema, data, errors: Object.fromEntries(entries), validator: null };
      return { status: 200, type: json, body: { customer_id: customerId, form, has_errors } };
    }
    case 'camelCase': {
      const form = { schema, uiSchema: ui_schema, formData: data, errorSchema: {} };
      return has_errors
        ? { status: 400, type: json, body: errors }
        : { status: 200, type: json, body: { form } };
    }
    case 'schema': {
      // Problem details (RFC 9457).
      const list = Object.entries(errors).map(([key, [detail]]) => ({ pointer: `#/${key}`, detail }));
      const problem = { title: 'Not valid', status: 422, errors: list };
      return has_errors
        ? { status: 422, type: 'application/problem+json', body: problem }
        : { status: 200, type: json, body: schema };
    }
  }
}
