import type { JsonObject, JsonSchema, JsonValue, UiSchema } from 'schema-form';

export type FieldKind = 'text' | 'email' | 'textarea' | 'date' | 'number' | 'integer' | 'boolean' | 'choice';

export interface GeneratedField {
  key: string;
  title: string;
  kind: FieldKind;
  value?: string | number | boolean;
  /** The values and titles of a field with options. */
  options?: [value: string, title: string][];
  isRequired?: boolean;
  minLength?: number;
  maxLength?: number;
}

export interface GeneratedSection {
  /** Null when the fields are at the root of the form. */
  key: string | null;
  title: string;
  fields: GeneratedField[];
}

/** A form with exactly one error in its data. */
export interface GeneratedForm {
  sections: GeneratedSection[];
  /** The path of the empty text field in the middle that the benchmark types into. */
  typed: string[];
  /** The path of the field with an invalid value. */
  invalid: string[];
  /** A valid value for that field. */
  correction: string;
  /** The path of a field at the end of the first screen. */
  first: string[];
  /** The path of the last field. */
  last: string[];
}

/** The state that a page gets as JSON in its HTML. Each page gets the properties that its renderer needs. */
export interface BenchPageState {
  sections: GeneratedSection[];
  schema: JsonSchema;
  uiSchema: UiSchema;
  data: JsonObject;
  /** URL of the module with the compiled validator of `schema`. */
  validator: string;
  /** The interface texts of our form. */
  texts: Record<string, string>;
  /** Whether to use `content-visibility`, so that the browser skips the layout of sections that are out of view. */
  isContained: boolean;
}

/** Generates the customer's profile: twelve fields without sections, one with the long list of countries. */
function generateProfile(): GeneratedForm {
  const fields: GeneratedField[] = [
    { key: 'first_name', title: 'First name', kind: 'text', isRequired: true, value: 'Layla' },
    { key: 'last_name', title: 'Last name', kind: 'text', isRequired: true, value: 'Haddad' },
    { key: 'mobile', title: 'Mobile', kind: 'text', value: '+971501234567' },
    { key: 'email', title: 'Email', kind: 'email', value: 'not-an-email' },
    { key: 'nationality', title: 'Nationality', kind: 'choice', options: getCountries(), value: 'JO' },
    { key: 'dob', title: 'Date of birth', kind: 'date', value: '1988-02-29' },
    { key: 'gender', title: 'Gender', kind: 'choice', options: toOptions(['female', 'male', 'other']) },
    { key: 'passport_number', title: 'Passport number', kind: 'text' },
    { key: 'nation_id_number', title: 'National ID', kind: 'text', value: '784198812345671' },
    { key: 'language', title: 'Language', kind: 'choice', options: toOptions(['ar', 'en']), value: 'en' },
    { key: 'address', title: 'Address', kind: 'textarea', maxLength: 500, value: '21 Rainbow Street' },
    { key: 'news', title: 'Send me news', kind: 'boolean', value: true },
  ];
  return {
    sections: [{ key: null, title: 'Profile', fields }],
    typed: ['passport_number'],
    invalid: ['email'],
    correction: 'layla@example.com',
    first: ['news'],
    last: ['news'],
  };
}

/** Generates sections of ten fields of every kind. The middle section has the empty and the invalid field. */
function generateSections(count: number): GeneratedForm {
  const middle = Math.floor(count / 20);
  const sections = Array.from({ length: count / 10 }, (_, index): GeneratedSection => {
    const fields = fieldsOfSection.map((field, position): GeneratedField => {
      const number = index * 10 + position;
      return { key: `f${number}`, title: `Field ${number}`, ...field(number) };
    });
    return { key: `s${index}`, title: `Section ${index}`, fields };
  });
  const toPath = (section: number, position: number) => [`s${section}`, `f${section * 10 + position}`];
  const fieldsOfMiddle = sections[middle]?.fields ?? [];
  delete fieldsOfMiddle[typedPosition]?.value;
  Object.assign(fieldsOfMiddle[invalidPosition] ?? {}, { minLength: 5, value: 'abc' });
  return {
    sections,
    typed: toPath(middle, typedPosition),
    invalid: toPath(middle, invalidPosition),
    correction: 'abcdef',
    first: toPath(0, 9),
    last: toPath(sections.length - 1, 9),
  };
}

const typedPosition = 5;
const invalidPosition = 8;
const letters = toOptions(['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta']);

type FieldOfSection = (number: number) => Omit<GeneratedField, 'key' | 'title'>;
const text: FieldOfSection = (number) => ({ kind: 'text', maxLength: 200, value: `value ${number}` });
const choice: FieldOfSection = (number) => ({
  kind: 'choice',
  options: letters,
  value: letters[number % letters.length]?.[0] ?? '',
});
const fieldsOfSection: FieldOfSection[] = [
  (number) => ({ ...text(number), isRequired: true }),
  text,
  (number) => ({ kind: 'number', value: number + 0.5 }),
  choice,
  (number) => ({ kind: 'boolean', value: number % 20 < 10 }),
  text,
  (number) => ({ kind: 'integer', value: number }),
  choice,
  text,
  () => ({ kind: 'date', value: '2020-01-02' }),
];

/** Generates a form with 12 fields or a multiple of ten. The same count always gives the same form. */
export function generateForm(count: number): GeneratedForm {
  return count === 12 ? generateProfile() : generateSections(count);
}

function toOptions(values: readonly string[]): [string, string][] {
  return values.map((value) => [value, value]);
}

/** Returns the codes and names of all regions: every pair of letters that has a name. */
function getCountries(): [string, string][] {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return alphabet
    .flatMap((first) => alphabet.map((second) => first + second))
    .flatMap((code): [string, string][] => {
      const name = names.of(code);
      return name ? [[code, name]] : [];
    });
}

/** Converts the form to a JSON Schema with its constraints and titles. */
export function toSchema({ sections }: GeneratedForm): JsonSchema {
  const [first] = sections;
  if (first?.key === null) return toObjectSchema(first);
  return {
    type: 'object',
    title: 'Form',
    properties: Object.fromEntries(sections.map((section) => [section.key, toObjectSchema(section)])),
  };
}

function toObjectSchema({ title, fields }: GeneratedSection): JsonSchema {
  return {
    type: 'object',
    title,
    properties: Object.fromEntries(fields.map((field) => [field.key, toFieldSchema(field)])),
    required: fields.filter(({ isRequired }) => isRequired).map(({ key }) => key),
  };
}

function toFieldSchema({ kind, title, options, minLength, maxLength }: GeneratedField): JsonSchema {
  if (kind === 'number' || kind === 'integer' || kind === 'boolean') return { type: kind, title };
  return {
    type: 'string',
    title,
    ...((kind === 'email' || kind === 'date') && { format: kind }),
    ...(options && { enum: options.map(([value]) => value) }),
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
  };
}

export function toUiSchema({ sections }: GeneratedForm): UiSchema {
  const [first] = sections;
  if (first?.key !== null) {
    // Our form closes empty groups of long forms. Here it has to render as many visible fields as the other forms.
    return Object.fromEntries(sections.map(({ key }) => [key, { 'ui:options': { collapsible: false } }]));
  }
  return Object.fromEntries(
    first.fields.flatMap(({ key, kind, options }): [string, UiSchema][] => {
      if (kind === 'textarea') return [[key, { 'ui:widget': 'textarea' }]];
      return options ? [[key, { 'ui:enumNames': options.map(([, title]) => title) }]] : [];
    }),
  );
}

export function toData({ sections }: GeneratedForm): JsonObject {
  const getValues = ({ fields }: GeneratedSection) =>
    Object.fromEntries(
      fields.flatMap(({ key, value }): [string, JsonValue][] => (value === undefined ? [] : [[key, value]])),
    );
  const [first] = sections;
  if (first?.key === null) return getValues(first);
  return Object.fromEntries(sections.map((section) => [section.key, getValues(section)]));
}
