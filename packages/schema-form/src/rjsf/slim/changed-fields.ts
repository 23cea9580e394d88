/**
 * Stands in rjsf for what compares the data that a host gives it with other data: `SchemaForm` gives
 * it none but the first, so all that there is has changed.
 */
export default function getChangedFields(given: undefined, data: unknown): string[] {
  return given === data || typeof data !== 'object' || data === null ? [] : Object.keys(data);
}
