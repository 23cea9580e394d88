import type { JsonSchema } from './json-schema.ts';
import { measureMismatch } from './measure-mismatch.ts';

/**
 * Returns whether data fits a condition or a branch of a normalized schema. It takes linear time: each pair of a schema
 * and a value is visited once, and patterns run on `#patterns`. No compiled validator exists for these subschemas.
 */
export function fitsBranch(branch: object | boolean, data: unknown, root: object): boolean {
  // A condition may be a boolean.
  if (typeof branch === 'boolean') return branch;
  if (data === undefined) return false;
  // JSON has no undefined, so members with that value are removed.
  return measureMismatch(root as JsonSchema, branch, JSON.parse(JSON.stringify(data))) === 0;
}
