import {
  type ErrorSchema,
  getErrorPath,
  getItemSchemas,
  getPropertySchemas,
  getRootSchemas,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  type RuleError,
  validateData,
  type WithPatterns,
} from 'schema-form/server';
import { type Customer, identityKeys, takesKey, toAnswer, toFormData } from '../domain/customer.ts';
import { processSubmission } from './process-submission.ts';
import type { LanguageForm } from './profile-forms.ts';

/** How many customers have something in common. */
export interface CustomerCount {
  /** A JSON pointer with `*` for the items of lists and the names that customers gave. */
  path: string;
  customers: number;
}

/** How the stored customers fit a form. It contains no value of any of them. */
export interface CustomersReport {
  customers: number;
  /** The customers whose next save is refused, whatever they change. */
  failing: number;
  /** The rules that they break, the most frequent first. */
  rules: (CustomerCount & { keyword: string })[];
  /** Stored values that no property of the form shows. */
  unshown: CustomerCount[];
}

/** The maximum number of different rules and values that are counted. */
const mostCounted = 1000;

/** Validates stored customers by the same code as a save that changes nothing. `getForm` returns the form of a customer. */
export async function checkCustomers(
  customers: AsyncIterable<Customer>,
  getForm: (customer: Customer) => LanguageForm,
  withPatterns: WithPatterns,
): Promise<CustomersReport> {
  const report = { customers: 0, failing: 0 };
  const rules = new Map<string, number>();
  const unshown = new Map<string, number>();
  // The texts of the uiSchema would replace the names of the rules. One object per form, because caches are by object.
  const forms = new Map<LanguageForm, LanguageForm>();
  for await (const customer of customers) {
    const form = getForm(customer);
    const plain = forms.get(form) ?? { ...form, ui_schema: {} };
    forms.set(form, plain);
    const found = await withPatterns(() => checkCustomer(customer, plain));
    report.customers += 1;
    if (found.rules.size > 0) report.failing += 1;
    for (const rule of found.rules) count(rules, rule);
    for (const path of found.unshown) count(unshown, path);
  }
  return {
    ...report,
    rules: sortCounts(rules).map(([rule, number]) => {
      const [path = '', keyword = ''] = rule.split(' ');
      return { path, keyword, customers: number };
    }),
    unshown: sortCounts(unshown).map(([path, number]) => ({ path, customers: number })),
  };
}

function count(counts: Map<string, number>, key: string): void {
  if (counts.has(key) || counts.size < mostCounted) counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sortCounts(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}

function checkCustomer(customer: Customer, form: LanguageForm): { rules: Set<string>; unshown: Set<string> } {
  const { schema } = form;
  const stored = toFormData(customer, schema);
  // The texts of errors are the names of the rules.
  const texts = { errors: (key: string) => key, files: (key: string) => key };
  const submission = { payload: {}, form, texts };
  // Values that are stored already may keep their files.
  const { data, errors } = processSubmission(submission, stored, []);
  const rules = new Set<string>();
  if (Object.keys(errors).length > 0) {
    for (const { path, keyword } of findRules(form, data, errors)) {
      rules.add(`${toSchemaPath(schema, data, path)} ${keyword}`);
    }
  }
  return { rules, unshown: findUnshown(customer, schema, stored) };
}

interface BrokenRule {
  path: string[];
  keyword: string;
}

/** Returns the keywords of errors; the names of those that come from no keyword. */
function findRules(form: LanguageForm, data: JsonObject, errors: ErrorSchema): BrokenRule[] {
  const found: BrokenRule[] = [];
  const collect = (error: RuleError) => {
    found.push({ path: getErrorPath(error), keyword: error.keyword });
    return true;
  };
  const language = { translate: (key: string) => key, ...form.notation };
  validateData(form, form.validate, data, language, collect);
  return found.length > 0 ? found : listErrors(errors, []);
}

function listErrors({ __errors: own, ...inside }: ErrorSchema, path: string[]): BrokenRule[] {
  const names = Array.isArray(own) ? own : [];
  return [
    ...names.map((keyword) => ({ path, keyword })),
    ...Object.entries(inside).flatMap(([key, errors]) =>
      isJsonObject(errors) ? listErrors(errors as ErrorSchema, [...path, key]) : [],
    ),
  ];
}

/** Replaces the keys in a path that are no names of properties. Against disclosure: customers gave the names of map entries. */
function toSchemaPath(schema: JsonSchema, data: JsonValue, path: readonly string[]): string {
  const { root, schemas: rootSchemas } = getRootSchemas(schema);
  let schemas = rootSchemas;
  let value: JsonValue | undefined = data;
  const shown = path.map((key) => {
    const isItem = Array.isArray(value);
    const isNamed = !isItem && schemas.some(({ properties }) => properties && Object.hasOwn(properties, key));
    schemas = isItem ? getItemSchemas(root, schemas, Number(key)) : getPropertySchemas(root, schemas, key);
    value = typeof value === 'object' && value !== null ? (value as JsonObject)[key] : undefined;
    return isNamed ? toToken(key) : '*';
  });
  return shown.map((token) => `/${token}`).join('');
}

/** Returns the paths of stored values that the form has no property for. */
function findUnshown(customer: Customer, schema: JsonSchema, stored: JsonObject): Set<string> {
  const { root, schemas: rootSchemas } = getRootSchemas(schema);
  const found = new Set<string>();
  const visit = (value: JsonValue | undefined, schemas: readonly JsonSchema[], path: string) => {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries())
        visit(item, getItemSchemas(root, schemas, index), `${path}/*`);
    } else if (isJsonObject(value) && schemas.some(describesMembers)) {
      for (const [key, child] of Object.entries(value)) {
        const own = getPropertySchemas(root, schemas, key);
        const isNamed = schemas.some(({ properties }) => properties && Object.hasOwn(properties, key));
        const at = `${path}/${isNamed || own.length === 0 ? toToken(key) : '*'}`;
        if (own.length === 0) found.add(at);
        else visit(child, own, at);
      }
    }
  };
  visit(stored, rootSchemas, '');
  const { attributes } = customer;
  const { language: _, ...answer } = toAnswer(customer);
  for (const [key, value] of Object.entries({ ...answer, ...attributes })) {
    const isEmpty = value === null || value === '';
    if (!isEmpty && !takesKey(schema, key) && !identityKeys.includes(key)) found.add(`/${toToken(key)}`);
  }
  return found;
}

function describesMembers({ properties, patternProperties, additionalProperties }: JsonSchema): boolean {
  return Boolean(properties ?? patternProperties ?? additionalProperties);
}

/**
 * Returns a key as a token of a JSON pointer. Against disclosure: what does not look like the name of a property is
 * left out.
 */
function toToken(key: string): string {
  return /^[\w$.:-]{1,60}$/.test(key) ? key : '*';
}
