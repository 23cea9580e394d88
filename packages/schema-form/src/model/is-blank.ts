/** Returns whether a field with this value is empty: forms and pages show an absent value, null and `""` alike. */
export function isBlank(value: unknown): value is undefined | null | '' {
  return value === undefined || value === null || value === '';
}
