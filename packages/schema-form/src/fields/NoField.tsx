/** Renders nothing, for a value that cannot be filled in, such as one with `type: null`. */
export function NoField() {
  return null;
}
