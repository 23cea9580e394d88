/** From the errors of Ajv to texts that a person understands, on the field that they are about. */
import { findDateErrors, getDateOrder } from './date-errors.ts';
import { isUpload } from './file-fields.ts';
import type { FormField } from './form-field.ts';
import { type ErrorSchema, getTypes, getUiOption, isJsonObject } from './json-schema.ts';
import { showLocalNumber } from './local-number.ts';
import { isGrouped } from './number-grouping.ts';
import { type TranslateError, translateInto } from './translate-into.ts';
import type { Writing } from './writing.ts';

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

/** How a language says errors. */
export interface ErrorLanguage {
  translate: TranslateError;
  writing: Writing;
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

/** The text that the uiSchema has for a keyword; null where it has none. */
export function findOwnText({ uiSchema }: FormField, keyword: string): string | null {
  const own = getUiOption(uiSchema, 'errors');
  const text = isJsonObject(own) && Object.hasOwn(own, keyword) ? own[keyword] : null;
  return typeof text === 'string' ? text : null;
}

/** The texts of an error of a value: one, or several of a date of which several parts are wrong. */
export function getErrorTexts(
  field: FormField,
  error: RuleError,
  value: unknown,
  { translate, writing }: ErrorLanguage,
): string[] {
  const own = findOwnText(field, error.keyword);
  if (own !== null) return [own];
  const title = field.title || translate('whole', {});
  const key = getTextKey(error, field);
  const ofParts =
    key === 'format_date' && typeof value === 'string'
      ? findDateErrors(value, getDateOrder(field.uiSchema, writing))
      : [];
  const found = ofParts.length > 0 ? ofParts : [{ key, values: getLimit(error, field, writing) }];
  return found.map(({ key, values }) => translateInto(translate, key, { title, ...values }));
}

function getLimit(
  { params }: RuleError,
  field: FormField,
  writing: Writing,
): Record<string, string | number> {
  const limit = params.limit ?? params.multipleOf;
  if (typeof limit === 'number') {
    return { limit: showLocalNumber(limit, writing, isGrouped(field)), count: limit };
  }
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
function getTextKey({ keyword, params }: RuleError, { schema, uiSchema }: FormField): string {
  if (keyword === 'required' || keyword === 'dependentRequired' || keyword === 'dependencies') {
    if (schema.const === true || schema['x-consent']) return 'consent';
    if (getTypes(schema)[0] === 'boolean') return 'required_answer';
    if (isUpload(uiSchema) || schema.format === 'data-url') return 'required_file';
    return schema.enum ? 'required_choice' : 'required';
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
