/** A value of which nothing can be filled in, such as `type: null`. */
export function NoField() {
  return null;
}
