/** A base for URIs that have none, such as a `$id` of `address.json`. */
const nowhere = 'http://nowhere.invalid/';

function resolve(base: string, reference: string): string {
  const { href } = new URL(reference, new URL(base, nowhere));
  return href.startsWith(nowhere) ? href.slice(nowhere.length) : href;
}

/** Stands in rjsf for `fast-uri`, of which it uses these two: the browser's own URL does the same. */
export default {
  resolve,
  equal: (a: string, b: string) => resolve(a, '') === resolve(b, ''),
};
