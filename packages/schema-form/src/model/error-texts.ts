/** From the errors of Ajv to texts that a person understands, on the field that they are about. */
import { getApplicable, getItemSchemas, getPropertySchemas } from './applicable-schemas.ts';
import { findLongLists, mostErrors, mostRuleErrors } from './bounds.ts';
import { getSubmittedPath } from './coercion.ts';
import { isUpload } from './file-fields.ts';
import {
  type ErrorSchema,
  getTypes,
  getUiOption,
  isJsonObject,
  type JsonSchema,
  type UiSchema,
  valueAtPointer,
} from './json-schema.ts';
import { selectErrors } from './relevant-errors.ts';

/** What we read of an Ajv error. */
export interface RuleError {
  keyword: string;
  instancePath: string;
  schemaPath: string;
  /** Where it stands in the whole schema, when `schemaPath` is inside a branch. */
  origin?: string;
  params: Record<string, unknown>;
}

/** A function that Ajv compiled, in the server or ahead of time for the browser. */
export interface ValidateFunction {
  (data: unknown): boolean;
  errors?: RuleError[] | null;
}

/** What a validator module gives, on both sides. */
export interface ValidatorFunctions {
  root: ValidateFunction;
}

/** i18next's `t` on the namespace `errors`. */
export type TranslateError = (key: string, values: Record<string, string | number>) => string;

/** What a text needs to know of the form; the form envelope of the API is one. */
export interface FormDocuments {
  schema: JsonSchema;
  ui_schema: UiSchema;
}

/** Runs the compiled rules over `data`: `{}` when it keeps them all, else the first errors. `isUntold` says what is not to be told. */
export function validateData(
  form: FormDocuments,
  validate: ValidateFunction,
  data: unknown,
  translate: TranslateError,
  isUntold: (error: RuleError) => boolean = () => false,
): ErrorSchema {
  const errors: ErrorSchema = {};
  // Against denial of service: neither the rules nor a page work through lists without end.
  const longLists = isJsonObject(data) ? findLongLists(form.schema, data) : [];
  for (const { path, most } of longLists.slice(0, mostErrors)) {
    addError(errors, getSubmittedPath(data, path), getLongListText(form, path, most, translate));
  }
  if (longLists.length > 0 || validate(data)) return errors;
  const found = (validate.errors ?? []).slice(0, mostRuleErrors);
  // What has no date in it is neither early nor late.
  const malformed = new Set(
    found.filter(({ keyword }) => keyword === 'format').map(({ instancePath }) => instancePath),
  );
  let reported = 0;
  for (const error of selectErrors(found)) {
    if (/^format./.test(error.keyword) && malformed.has(error.instancePath)) continue;
    if (isUntold(error)) continue;
    const path = getErrorPath(error);
    // People see what they typed, not what became of it.
    addError(errors, getSubmittedPath(data, path), getErrorText(form, error, path, translate));
    reported += 1;
    if (reported === mostErrors) break;
  }
  return errors;
}

function getLongListText(
  form: FormDocuments,
  path: readonly string[],
  most: number,
  translate: TranslateError,
): string {
  const { title, uiSchema } = getField(form, path);
  const own = getUiOption(uiSchema, 'errors');
  if (isJsonObject(own) && typeof own.maxItems === 'string') return own.maxItems;
  const values = { title, name: toSentenceCase(title), limit: most, count: most };
  return translateInto(translate, 'maxItems', values);
}

/** Whether a value is missing that only the server knows: of what is `writeOnly` a page is not told. */
export function isMissingWriteOnly(form: FormDocuments, error: RuleError): boolean {
  return (
    error.params.missingProperty !== undefined &&
    getField(form, getErrorPath(error)).schema.writeOnly === true
  );
}

/** The path of the value that an error is about: for a missing or unknown key, that key's own. */
export function getErrorPath(error: RuleError): string[] {
  const { missingProperty, additionalProperty, unevaluatedProperty } = error.params;
  const path = getInstancePath(error);
  const key = missingProperty ?? additionalProperty ?? unevaluatedProperty;
  return typeof key === 'string' ? [...path, key] : path;
}

function getInstancePath({ instancePath }: RuleError): string[] {
  return instancePath
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Adds a text at a path, once. */
export function addError(errors: ErrorSchema, path: readonly string[], text: string): void {
  let node = errors;
  for (const key of path) {
    const own = Object.hasOwn(node, key) ? node[key] : undefined;
    const next: ErrorSchema = own && !Array.isArray(own) ? own : {};
    // defineProperty, since the key comes from outside and may be `__proto__`.
    Object.defineProperty(node, key, {
      value: next,
      enumerable: true,
      configurable: true,
      writable: true,
    });
    node = next;
  }
  // A key may be called `__errors` too.
  const before = Array.isArray(node.__errors) ? node.__errors : [];
  node.__errors = [...new Set([...before, text])];
}

/** A field as the form shows it. */
interface Field {
  schema: JsonSchema;
  uiSchema: UiSchema | undefined;
  title: string;
}

/** The field at a path of the data; a key that the schema does not know gives its last name as title. */
export function getField(form: FormDocuments, path: readonly string[]): Field {
  let schemas = getApplicable(form.schema, form.schema);
  let uiSchema: UiSchema | undefined = form.ui_schema;
  for (const key of path) {
    const index = /^\d+$/.test(key) ? Number(key) : null;
    const entries = index === null ? [] : getItemSchemas(form.schema, schemas, index);
    const isEntry = entries.length > 0;
    schemas = isEntry ? entries : getPropertySchemas(form.schema, schemas, key);
    const next: unknown = uiSchema?.[isEntry ? 'items' : key];
    uiSchema = isJsonObject(next) ? next : undefined;
  }
  const schema = schemas.find((candidate) => candidate.title !== undefined) ?? schemas[0] ?? {};
  const title = getUiOption(uiSchema, 'title') ?? schema.title ?? path.at(-1) ?? '';
  return { schema, uiSchema, title: String(title) };
}

/** `First name` → `first name`, for the middle of a sentence; abbreviations (`ID number`) stay. */
function toSentenceCase(title: string): string {
  return /^\p{Lu}(?=\p{Ll}|\s)/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

function getErrorText(
  form: FormDocuments,
  error: RuleError,
  path: readonly string[],
  translate: TranslateError,
): string {
  const field = getField(form, path);
  const own = getUiOption(field.uiSchema, 'errors');
  const replaced = isJsonObject(own) ? own[error.keyword] : undefined;
  if (typeof replaced === 'string') return replaced;
  // Where the schema that complains has a title of its own (a branch of a condition), it knows better
  // what its value is called, but not what a key in it is.
  const isAboutKey = path.length > getInstancePath(error).length;
  const parent = valueAtPointer(
    form.schema,
    (error.origin ?? error.schemaPath).slice(1).replace(/\/[^/]*$/, ''),
  );
  const title =
    !isAboutKey && field.title === path.at(-1) && isJsonObject(parent) && typeof parent.title === 'string'
      ? parent.title
      : field.title || translate('whole', {});
  return translateInto(translate, getTextKey(error, field), {
    title,
    name: toSentenceCase(title),
    ...getTextValues(error),
  });
}

/** A text with its values in it, those of the other direction isolated, so that they move nothing around them. */
export function translateInto(
  translate: TranslateError,
  key: string,
  values: Record<string, string | number>,
): string {
  const isRtl = rtlLetters.test(translate('whole', {}));
  const placed = Object.entries(values).map(([name, value]) => [
    name,
    // By its count a sentence is chosen.
    name !== 'count' && isForeign(String(value), isRtl) ? `\u2068${value}\u2069` : value,
  ]);
  return translate(key, Object.fromEntries(placed));
}

const rtlLetters = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+/;

/** Whether a text is of the other direction than the sentence around it, or is turned around there, as `-5` is. */
function isForeign(text: string, isRtl: boolean): boolean {
  if (isRtl) return /\p{L}|-\d/u.test(text) && !rtlLetters.test(text);
  return rtlLetters.test(text) && !/\p{L}/u.test(text.split(rtlLetters).join(''));
}

function getTextValues({ params }: RuleError): Record<string, string | number> {
  const limit = params.limit ?? params.multipleOf;
  if (typeof limit === 'number') return { limit, count: limit };
  return typeof limit === 'string' ? { limit } : {};
}

const formatTexts = new Set(['email', 'date', 'time', 'date-time', 'uri', 'tel']);
const keywordTexts = new Set([
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'formatMinimum',
  'formatMaximum',
  'tooComplex',
]);

/** The key of a text in `errors.json`. */
function getTextKey({ keyword, params }: RuleError, { schema, uiSchema }: Field): string {
  if (keyword === 'required' || keyword === 'dependentRequired' || keyword === 'dependencies') {
    if (schema.const === true) return 'consent';
    if (getTypes(schema)[0] === 'boolean') return 'required_answer';
    return schema.enum || isUpload(uiSchema) ? 'required_choice' : 'required';
  }
  if (keyword === 'const' && params.allowedValue === true) return 'consent';
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') return 'unknown';
  if (keyword === 'enum' || keyword === 'const' || keyword === 'oneOf' || keyword === 'anyOf') {
    return 'choice';
  }
  if (keyword === 'formatMaximum' && String(params.limit) >= new Date().toISOString().slice(0, 10)) {
    return 'inFuture';
  }
  if (keyword === 'format') {
    const format = String(params.format);
    return formatTexts.has(format) ? `format_${format}` : 'format';
  }
  if (keyword === 'type') {
    const [type = ''] = getTypes(schema);
    return type === 'number' || type === 'integer' ? 'number' : 'format';
  }
  return keywordTexts.has(keyword) ? keyword : 'format';
}
