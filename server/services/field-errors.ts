import { addError, type ErrorSchema } from 'schema-form/server';

/** An error of one field, in the language of its form. */
export interface FieldError {
  path: string[];
  text: string;
}

export function toErrorSchema(fieldErrors: readonly FieldError[]): ErrorSchema {
  const errors: ErrorSchema = {};
  for (const { path, text } of fieldErrors) addError(errors, path, text);
  return errors;
}
