import type { ErrorSchema } from './json-schema.ts';

const known = new WeakMap<ErrorSchema, readonly string[]>();

/** Every fault of a value and of what is in it, each text once; the same list for the same errors. */
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

/** The faults of a value itself. A property may be called `__errors` too: then these are those of it. */
export function getOwnErrors(errors: ErrorSchema | undefined): readonly string[] | undefined {
  return Array.isArray(errors?.__errors) ? errors.__errors : undefined;
}
