import { findNearest } from './find-nearest.ts';
import { addSuggestion, type FormProblems, shorten } from './form-problem.ts';
import type { ValueSchemas } from './value-schemas.ts';

/** Warns of required names that are forbidden, or that the form has no field for. */
export function checkRequired(
  names: readonly unknown[],
  pointer: string,
  value: ValueSchemas,
  problems: FormProblems,
): void {
  for (const [index, name] of names.entries()) {
    if (typeof name !== 'string') continue;
    const always = value.members.get(name)?.always ?? [];
    if (always.some(({ schema }) => schema === false)) {
      problems.warn('unreachable', `${pointer}/${index}`, `requires "${shorten(name)}", which is forbidden`);
    } else checkName(name, `${pointer}/${index}`, value, problems);
  }
}

/** Warns of a name that the form has no field for: nobody can fill it in. */
export function checkName(
  name: string,
  pointer: string,
  { members, isOpen }: ValueSchemas,
  problems: FormProblems,
): void {
  if (isOpen || members.size === 0 || members.has(name)) return;
  const problem = `the form has no property "${shorten(name)}" here`;
  problems.warn('property', pointer, () => addSuggestion(problem, findNearest(name, members.keys())));
}
