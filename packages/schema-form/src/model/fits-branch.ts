import type { JsonSchema } from './json-schema.ts';
import { measureMismatch } from './measure-mismatch.ts';

/**
 * Returns whether data fits a branch of a normalized schema. rjsf asks this to show the branch of the data,
 * with schemas that it builds while it renders. Validators compiled ahead of time can't cover these: for
 * recursive schemas there are infinitely many.
 *
 * This takes linear time: each pair of a schema and a value is visited once, and patterns run on `#patterns`.
 */
export function fitsBranch(branch: object | boolean, data: unknown, root: object): boolean {
  // A condition may be a boolean.
  if (typeof branch === 'boolean') return branch;
  if (data === undefined) return false;
  // JSON has no undefined, so members with that value are removed.
  return measureMismatch(root as JsonSchema, branch, JSON.parse(JSON.stringify(data))) === 0;
}
