import { type Schema, Validator } from '@cfworker/json-schema';

const validators = new WeakMap<object, Validator>();

/**
 * Whether data fits a branch of a drawn schema. rjsf asks, to show the branch that the data is of,
 * with schemas that it puts together while drawing. They are interpreted: what is compiled ahead of
 * time would have to foresee them all, which for recursive schemas has no end.
 */
export function fitsBranch(branch: object | boolean, data: unknown, root: object): boolean {
  // A condition may be `true` or `false` too.
  if (typeof branch === 'boolean') return branch;
  const { definitions } = root as Schema;
  const known = validators.get(branch);
  const validator = known ?? new Validator({ ...branch, definitions } as Schema, '2019-09', true);
  if (!known) validators.set(branch, validator);
  try {
    // Without the keys whose value is undefined, which JSON does not have.
    return data === undefined ? false : validator.validate(JSON.parse(JSON.stringify(data))).valid;
  } catch {
    return false;
  }
}
