/** A base for URIs that have none, such as a `$id` of `address.json`. */
const nowhere = 'http://nowhere.invalid/';

function resolve(base: unknown, reference: unknown): unknown {
  // Of a property that is called `$ref` or `$id` this is the schema, and no reference.
  if (typeof base !== 'string' || typeof reference !== 'string') return reference;
  const { href } = new URL(reference, new URL(base, nowhere));
  return href.startsWith(nowhere) ? href.slice(nowhere.length) : href;
}

/** Stands in rjsf for `fast-uri`, of which it uses these two: the browser's own URL does the same. */
export default {
  resolve,
  equal: (a: unknown, b: unknown) => typeof a === 'string' && resolve(a, '') === resolve(b, ''),
};
