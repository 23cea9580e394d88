/**
 * An example of `BACKEND_FORM_ADAPTER`: reads forms that are lists of fields, as many systems describe them:
 * `{"fields": [{"name": "email", "label": "Email", "type": "email", "required": true}], "values": {…}}`.
 */

interface Field {
  name: string;
  label: string;
  type: 'text' | 'email' | 'number' | 'date' | 'checkbox' | 'select';
  required?: boolean;
  readOnly?: boolean;
  options?: { value: string; label: string }[];
}

interface Answer {
  fields: Field[];
  values: Record<string, unknown>;
}

const types = {
  text: { type: 'string' },
  email: { type: 'string', format: 'email' },
  number: { type: 'number' },
  date: { type: 'string', format: 'date' },
  checkbox: { type: 'boolean' },
  select: { type: 'string' },
};

/** Returns one of the dialects that the page knows. `context` has the customer, and the language of the page. */
export function adaptForm(answer: Answer, _context: { customer: object; language: string }) {
  const properties = answer.fields.map(({ name, label, type, readOnly = false, options }) => [
    name,
    { title: label, readOnly, ...types[type], ...(options && { enum: options.map(({ value }) => value) }) },
  ]);
  const titles = answer.fields
    .filter(({ options }) => options)
    .map(({ name, options = [] }) => [name, { 'ui:enumNames': options.map(({ label }) => label) }]);
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(properties),
      required: answer.fields.filter(({ required }) => required).map(({ name }) => name),
    },
    ui_schema: Object.fromEntries(titles),
    data: answer.values,
  };
}
