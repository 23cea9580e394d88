/**
 * Stands in rjsf for what merges faults that it is given: our `RootField` gives it none, and
 * `FormErrors` has them all.
 */
export default function notAskedFor(): never {
  throw new Error('SchemaForm gives rjsf no faults');
}
