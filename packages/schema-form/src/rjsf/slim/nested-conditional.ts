/**
 * Stands in rjsf for what looks for conditions in a schema, along every path of references. It would only have data
 * sanitized, and ours stay: what a condition hides is there when it is shown again.
 */
export default function hasNestedConditional(): boolean {
  return false;
}
