import { countErrors } from './count-errors.ts';
import type { JsonSchema } from './json-schema.ts';

/**
 * Whether data fits a branch of a normalized schema. rjsf asks, to show the branch that the data is of,
 * with schemas that it puts together while rendering: what is compiled ahead of time would have to
 * foresee them all, which for recursive schemas has no end. Takes linear time: each pair of a schema
 * and a value is looked at once, and patterns run as `#patterns` has them.
 */
export function fitsBranch(branch: object | boolean, data: unknown, root: object): boolean {
  // A condition may be `true` or `false` too.
  if (typeof branch === 'boolean') return branch;
  if (data === undefined) return false;
  // Without the keys whose value is undefined, which JSON does not have.
  return countErrors(root as JsonSchema, branch, JSON.parse(JSON.stringify(data))) === 0;
}
