import type { ErrorSchema } from 'schema-form/server';
import { getRequestContext, type Violation } from '../request-context.ts';
import type { Submission } from './submission.ts';

/**
 * Runs a validation, and records the rules that were broken, with their fields, in the context of the current request.
 * A later validation of the same request replaces the record. It contains no values.
 */
export function reportViolations(
  { form }: Pick<Submission, 'form'>,
  validate: () => ErrorSchema,
): ErrorSchema {
  const report = getRequestContext()?.report;
  if (!report) return validate();
  // The validator may not run: then the errors of another request must not be taken for these.
  form.validate.errors = null;
  const errors = validate();
  report.violations =
    Object.keys(errors).length > 0 ? listViolations(form, form.validate.errors ?? [], errors) : [];
  return errors;
}

function listViolations(
  { schema }: Submission['form'],
  ruleErrors: readonly { keyword: string; instancePath: string; params: Record<string, unknown> }[],
  errors: ErrorSchema,
): Violation[] {
  const properties = schema.properties ?? {};
  // Names come from the submission too; only those of the form may become labels.
  const toField = (name: unknown) =>
    typeof name === 'string' && Object.hasOwn(properties, name) ? name : 'other';
  const found = new Map<string, Violation>();
  const add = (violation: Violation) => found.set(`${violation.field} ${violation.keyword}`, violation);
  for (const { keyword, instancePath, params } of ruleErrors) {
    const [, name = params.missingProperty] = instancePath.split('/');
    add({ field: toField(name), keyword });
  }
  const fields = new Set([...found.values()].map(({ field }) => field));
  for (const name of Object.keys(errors)) {
    // Rules that are no keywords: an unknown or read-only property, a file that was refused.
    if (!fields.has(toField(name))) add({ field: toField(name), keyword: 'other' });
  }
  return [...found.values()];
}
