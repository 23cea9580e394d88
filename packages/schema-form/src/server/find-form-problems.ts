import type { JsonSchema, UiSchema } from '../model/json-schema.ts';
import { isLinearPattern } from '../patterns/linear-patterns.ts';
import { AuthoredSchemas } from './authored-schemas.ts';
import { findSchemaErrors, visitPatterns } from './check-schema.ts';
import { type FormProblem, FormProblems } from './form-problem.ts';
import { findIgnoredKeywords } from './ignored-keywords.ts';
import { bundleSchema } from './metaschemas.ts';
import { findUiSchemaProblems } from './ui-schema-problems.ts';
import { ValueCheck } from './value-check.ts';

/** A form as its author wrote it. */
interface AuthoredForm {
  schema: JsonSchema;
  ui_schema: UiSchema;
  /** Documents that the schema may refer to by their `$id`. */
  schemas?: readonly JsonSchema[];
}

/**
 * Returns the problems of a form, errors first, about a hundred at most. They are the same at the start of a program, in a
 * check on the command line and in an editor. A schema with errors has only the warnings of its keywords, because the other
 * ones are about what a valid schema means. Takes bounded time for any form.
 */
export function findFormProblems({ schema, ui_schema, schemas = [] }: AuthoredForm): FormProblem[] {
  const problems = new FormProblems();
  const resources = findSchemaErrors(schema, schemas, problems);
  if (!resources) return problems.list;
  try {
    const authored = new AuthoredSchemas(schema, schemas, resources);
    if (problems.list.length > 0) {
      findIgnoredKeywords(authored, problems);
      return problems.list;
    }
    findUiSchemaProblems(bundleSchema(schema, schemas, resources), ui_schema, problems);
    findIgnoredKeywords(authored, problems);
    for (const [index, document] of [schema, ...schemas].entries()) {
      findSandboxPatterns(document, index === 0 ? '/schema' : `/schemas/${index - 1}`, problems);
    }
    new ValueCheck(authored, ui_schema, problems).run();
    if (problems.isFull) problems.warn('size', '/schema', 'is too large to be examined as a whole');
  } catch (error) {
    // The stack bounds how deep schemas may be nested. What was found before still counts.
    if (!(error instanceof RangeError)) throw error;
  }
  // What has no effect comes before what only helps people.
  const isMinor = ({ kind }: FormProblem) => kind === 'title' || kind === 'autocomplete';
  return problems.list.sort((a, b) => Number(isMinor(a)) - Number(isMinor(b)));
}

/** Warns of patterns that only the sandbox can match, because they do not run in linear time. */
function findSandboxPatterns(root: JsonSchema, pointer: string, problems: FormProblems): void {
  visitPatterns(root, pointer, (pattern, at) => {
    // Compiling a pattern takes far more steps than it has characters.
    if (!problems.takeSteps(10 + pattern.length) || isLinearPattern(pattern)) return;
    problems.warn(
      'pattern',
      at,
      'has a feature that RE2 lacks, such as look-ahead: it is matched in the sandbox, more slowly',
    );
  });
}
