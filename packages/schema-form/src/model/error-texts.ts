/** Converts the errors of Ajv to texts for people, assigned to the fields that they concern. */

import { findDateErrors } from './date-errors.ts';
import { getPartOrder, getShapeOfFormat } from './date-shapes.ts';
import { isUpload } from './file-fields.ts';
import type { FormField } from './form-field.ts';
import { parsePointer } from './json-pointer.ts';
import { type ErrorSchema, getOwn, getTypes, getUiOption, isJsonObject } from './json-schema.ts';
import { formatDate } from './local-date.ts';
import { showLocalNumber } from './local-number.ts';
import { formatDateTime, formatMonth, formatTime } from './local-values.ts';
import { isGrouped } from './number-grouping.ts';
import { type TranslateError, translateInto } from './translate-into.ts';
import { showDigits, type Writing } from './writing.ts';

/** The properties of an Ajv error that this package reads. */
export interface RuleError {
  keyword: string;
  instancePath: string;
  schemaPath: string;
  /** The path in the whole schema, if `schemaPath` is relative to a branch. */
  origin?: string;
  params: Record<string, unknown>;
}

/** A function that Ajv compiled, in the server or ahead of time for the browser. */
export interface ValidateFunction {
  (data: unknown): boolean;
  errors?: RuleError[] | null;
}

/** The exports of a validator module, on the server and in the browser. */
export interface ValidatorFunctions {
  root: ValidateFunction;
}

/** The texts and the notation of a language, for errors. */
export interface ErrorLanguage {
  translate: TranslateError;
  /** A BCP 47 tag, for dates. */
  locale: string;
  writing: Writing;
}

/** Returns the path of the value that an error concerns. For a missing or unknown key, it ends with that key. */
export function getErrorPath(error: RuleError): string[] {
  const { missingProperty, additionalProperty, unevaluatedProperty } = error.params;
  const path = parsePointer(error.instancePath);
  const key = missingProperty ?? additionalProperty ?? unevaluatedProperty;
  return typeof key === 'string' ? [...path, key] : path;
}

/** Adds a text at a path, unless the path already has it. */
export function addError(errors: ErrorSchema, path: readonly string[], text: string): void {
  let node = errors;
  for (const key of path) {
    const own = getOwn(node, key);
    const next: ErrorSchema = own && !Array.isArray(own) ? own : {};
    // Against prototype pollution: `defineProperty`, because the key comes from outside and may be `__proto__`.
    Object.defineProperty(node, key, {
      value: next,
      enumerable: true,
      configurable: true,
      writable: true,
    });
    node = next;
  }
  // `__errors` may also be the name of a property; then it is not a list.
  const before = Array.isArray(node.__errors) ? node.__errors : [];
  node.__errors = [...new Set([...before, text])];
}

/** Returns the uiSchema's own text for a keyword; null if it has none. */
export function findOwnText({ uiSchema }: FormField, keyword: string): string | null {
  const own = getUiOption(uiSchema, 'errors');
  const text = isJsonObject(own) && Object.hasOwn(own, keyword) ? own[keyword] : null;
  return typeof text === 'string' ? text : null;
}

/** Returns the texts of an error: one, or several for a date of which several parts are wrong. */
export function getErrorTexts(
  field: FormField,
  error: RuleError,
  value: unknown,
  language: ErrorLanguage,
): string[] {
  const { translate, writing } = language;
  const own = findOwnText(field, error.keyword);
  if (own !== null) return [own];
  const title = field.title || translate('whole', {});
  const key = getTextKey(error, field);
  const shape = error.keyword === 'format' ? getShapeOfFormat(error.params.format) : null;
  const dateErrors =
    shape && typeof value === 'string'
      ? findDateErrors(shape, value, getPartOrder(shape, field.uiSchema, writing))
      : [];
  const found = dateErrors.length > 0 ? dateErrors : [{ key, values: getLimit(error, field, language) }];
  return found.map(({ key, values }) => translateInto(translate, key, { title, ...values }));
}

function getLimit(
  { params }: RuleError,
  field: FormField,
  { locale, writing }: Omit<ErrorLanguage, 'translate'>,
): Record<string, string | number> {
  const limit = params.limit ?? params.multipleOf;
  if (typeof limit === 'number') {
    const shown = showDigits(showLocalNumber(limit, writing, isGrouped(field)), writing);
    return { limit: shown, count: limit };
  }
  return typeof limit === 'string' ? { limit: showDate(limit, locale) } : {};
}

/** Returns a date, month or time as the reading page shows it; any other text unchanged. */
function showDate(text: string, locale: string): string {
  const time = formatDateTime(text, locale) ?? formatTime(text, locale);
  if (time) return [time.text, time.zone].filter(Boolean).join(' ');
  return formatDate(text, locale) ?? formatMonth(text, locale) ?? text;
}

const formatTexts = new Set(['email', 'date', 'month', 'week', 'time', 'date-time', 'uri', 'tel']);
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
  'propertyNames',
  'formatMinimum',
  'formatMaximum',
  'formatExclusiveMinimum',
  'formatExclusiveMaximum',
  'tooComplex',
]);

/** Returns the key of an error's text in `errors.json`. */
function getTextKey({ keyword, params }: RuleError, { schema, uiSchema }: FormField): string {
  if (keyword === 'required' || keyword === 'dependentRequired' || keyword === 'dependencies') {
    if (schema.const === true) return 'consent';
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
    const format = getShapeOfFormat(params.format) ?? String(params.format);
    return formatTexts.has(format) ? `format_${format}` : 'format';
  }
  if (keyword === 'type') {
    const [type = ''] = getTypes(schema);
    return type === 'number' || type === 'integer' ? 'number' : 'format';
  }
  // The properties of a map are entries too.
  if (keyword === 'minProperties') return 'minItems';
  if (keyword === 'maxProperties') return 'maxItems';
  // With a maximum, the error does not tell whether an entry is missing or there are too many.
  if (keyword === 'contains' && params.maxContains === undefined) return 'contains';
  return keywordTexts.has(keyword) ? keyword : 'format';
}
