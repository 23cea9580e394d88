import { type ErrorSchema, isJsonObject, type JsonObject, validateData } from 'schema-form/server';
import { builtInLanguages } from '../../locales/built-in-languages.ts';
import { type Customer, isCustomerKey, isStorableInKey, toFormData } from '../domain/customer.ts';
import { toDottedName } from '../domain/property-path.ts';
import { getAt } from '../domain/value-at.ts';
import { findFileErrors } from '../services/file-errors.ts';
import type { CommandContext } from './command-context.ts';

/**
 * Returns the errors of the values with these names in a customer that a row changes. Missing values are none: the form
 * asks the customer for them. Nor are stored values that the row does not name.
 */
export function findRowErrors(
  { form, texts }: Pick<CommandContext, 'form' | 'texts'>,
  { before, after, names }: { before: Customer | null; after: Customer; names: readonly string[] },
): string[] {
  const unstorable = names.filter((name) => isCustomerKey(name) && !isStorableInKey(after[name]));
  if (unstorable.length > 0) return unstorable.map((name) => `${name} is not in the right form`);
  const data = toFormData(after, form.schema);
  const { errors, isIncomplete } = findFormErrors({ form, texts }, data);
  errors.push(...findForeignFiles({ form, texts }, before, data));
  // Around a missing value, a condition or a branch that lacks it is reported as well.
  const isOfRow = ({ name }: NamedError) =>
    names.some((changed) => isInside(name, changed) || (!isIncomplete && isInside(changed, name)));
  return errors.filter(isOfRow).map(({ name, text }) => (name === '' ? text : `${name}: ${text}`));
}

interface NamedError {
  /** The dotted name of the value; `''` for the whole. */
  name: string;
  text: string;
}

function isInside(name: string, around: string): boolean {
  return around === '' || name === around || name.startsWith(`${around}.`);
}

/** Returns the errors that the form reports, without those of missing values, and whether there are such. */
function findFormErrors(
  { form, texts }: Pick<CommandContext, 'form' | 'texts'>,
  data: JsonObject,
): { errors: NamedError[]; isIncomplete: boolean } {
  if (form.validate(data)) return { errors: [], isIncomplete: false };
  const language = { translate: texts.errors, ...builtInLanguages.en };
  let isIncomplete = false;
  const errors = validateData(form, form.validate, data, language, ({ params }) => {
    const isMissing = params.missingProperty !== undefined;
    isIncomplete ||= isMissing;
    return isMissing;
  });
  return { errors: flattenErrors([], errors), isIncomplete };
}

function flattenErrors(path: readonly string[], errors: ErrorSchema): NamedError[] {
  const name = toDottedName(path);
  return Object.entries(errors).flatMap(([key, value]): NamedError[] => {
    if (key === '__errors' && Array.isArray(value)) {
      return value.map((text) => ({ name, text: String(text) }));
    }
    return isJsonObject(value) ? flattenErrors([...path, key], value as ErrorSchema) : [];
  });
}

/** Errors of addresses of files that the customer has not saved before: an import brings no files. */
function findForeignFiles(
  { form, texts }: Pick<CommandContext, 'form' | 'texts'>,
  before: Customer | null,
  data: JsonObject,
): NamedError[] {
  const stored = before ? toFormData(before, form.schema) : {};
  const known = JSON.stringify(stored);
  return findFileErrors(form, [], { data, stored }, texts.files)
    .filter(({ path }) => !known.includes(JSON.stringify(getAt(data, path))))
    .map(({ path, text }) => ({ name: toDottedName(path), text }));
}
