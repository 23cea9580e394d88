import type { RJSFSchema } from '@rjsf/utils';

type AllOfMerge = (schema: RJSFSchema) => RJSFSchema;

let merge: AllOfMerge | null = null;

/** Gives the real merger, which comes with the parts for complex schemas. */
export function provideAllOfMerge(loaded: AllOfMerge): void {
  merge = loaded;
}

/** Stands in rjsf for the merger of `allOf`, which a form of simple schemas never calls. */
export default function mergeAllOf(schema: RJSFSchema): RJSFSchema {
  if (!merge) throw new Error('loadComplexFields() must come before a form with allOf');
  return merge(schema);
}
