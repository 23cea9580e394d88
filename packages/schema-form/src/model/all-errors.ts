import type { ErrorSchema } from './json-schema.ts';

const known = new WeakMap<ErrorSchema, readonly string[]>();

/**
 * Returns every error of a value and of its members. Each text appears once. The same errors give the same
 * array.
 */
export function getAllErrors(errors: ErrorSchema): readonly string[] {
  let all = known.get(errors);
  if (!all) {
    const texts = Object.values(errors).flatMap((value) =>
      Array.isArray(value) ? value : value ? getAllErrors(value) : [],
    );
    all = [...new Set(texts)];
    known.set(errors, all);
  }
  return all;
}

/**
 * Returns the errors of the value itself. `__errors` can also be the name of a property; its value is then an
 * object, not a list, and this function returns undefined.
 */
export function getOwnErrors(errors: ErrorSchema | undefined): readonly string[] | undefined {
  return Array.isArray(errors?.__errors) ? errors.__errors : undefined;
}
