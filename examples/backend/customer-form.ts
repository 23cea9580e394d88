/** What the example backend knows about its customers: their form, its rules, and the customer to begin with. */

/** The texts of errors by field. */
export type Texts = Record<string, string[]>;
export type Data = Record<string, unknown>;

export const layla: Data = {
  first_name: 'Layla',
  last_name: 'Haddad',
  mobile: '+971501112233',
  email: 'layla@example.com',
  children: 2,
  newsletter: true,
  language: 'en',
};

/** The keys of the customer endpoint. */
const customerKeys = [
  'customer_id',
  'first_name',
  'last_name',
  'mobile',
  'email',
  'nationality',
  'dob',
  'gender',
  'passport_number',
  'nation_id_number',
  'language',
  'address',
];

/**
 * Returns the answer of the customer endpoint: its keys in their order, and with `all` what the form has beyond them.
 */
export function toCustomer(customer_id: string, values: Data, all: boolean): object {
  const known = customerKeys.map((key) => [key, values[key] ?? (key === 'gender' ? null : '')]);
  return { ...Object.fromEntries(known), ...(all && values), customer_id };
}

export const loginPage = `<!doctype html><title>Company login</title><link rel="icon" href="/favicon.ico"><h1>Company login</h1>
<form method="post"><label>Customer <input name="customer" value="c-layla"></label> <button>Log in</button></form>`;

/** A form of customers and its rules, which may be replaced. */
export interface CustomerForm {
  languages: readonly string[];
  /** Returns the form with its texts in a language. */
  create(language: string): { schema: { properties: Record<string, object> }; ui_schema: object };
  /** Returns the errors of changes, by field. */
  validate(customer: Data, changes: Data): Texts;
}

function createForm(language: string) {
  const field = ([english, arabic]: [string, string], rules: object) => ({
    title: language === 'ar' ? arabic : english,
    ...rules,
  });
  const properties = {
    first_name: field(['First name', 'الاسم الأول'], { type: 'string', minLength: 1 }),
    last_name: field(['Last name', 'اسم العائلة'], { type: 'string' }),
    mobile: field(['Mobile number', 'رقم الجوال'], { type: 'string', readOnly: true }),
    email: field(['Email address', 'البريد الإلكتروني'], { type: 'string', format: 'email' }),
    children: field(['Children', 'عدد الأبناء'], { type: 'integer', minimum: 0 }),
    newsletter: field(['Newsletter', 'النشرة البريدية'], { type: 'boolean' }),
  };
  const schema = { type: 'object', required: ['first_name'], properties };
  return { schema, ui_schema: { newsletter: { 'ui:widget': 'checkbox' } } };
}

/** Returns the errors of changes. The rules of the schema, and one about the email address that it can't express. */
function validate(customer: Data, changes: Data): Texts {
  const { properties } = createForm('en').schema;
  const errors: Texts = {};
  for (const key of Object.keys(changes)) {
    if (!Object.hasOwn(properties, key)) errors[key] = [`${key}: there is no such field`];
  }
  const { first_name, mobile, email, children } = { ...customer, ...changes };
  if (typeof first_name !== 'string' || first_name === '') errors.first_name = ['First name: fill this in'];
  if (mobile !== customer.mobile) errors.mobile = ['Mobile number: can’t be changed'];
  if (email === 'taken@example.com') errors.email = ['Email address: another customer has this one'];
  if (children != null && !Number.isInteger(children)) errors.children = ['Children: must be a whole number'];
  return errors;
}

export const exampleForm: CustomerForm = { languages: ['en', 'ar'], create: createForm, validate };
