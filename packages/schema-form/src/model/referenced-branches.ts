/** Assigns errors to the branches of a choice (`oneOf`, `anyOf`) if the branches are references. */

import { getApplicable, getItemSchemas, getPropertySchemas } from './applicable-schemas.ts';
import { mostRuleErrors } from './bounds.ts';
import { deepEquals } from './deep-equals.ts';
import type { RuleError, ValidateFunction } from './error-texts.ts';
import { parsePointer } from './json-pointer.ts';
import type { JsonSchema } from './json-schema.ts';

/**
 * Wraps a validator so that the schema paths of errors in referenced branches begin at their choice. In Ajv,
 * they begin at the target of the reference. The branch can be found because Ajv reports the errors of a choice
 * directly before the choice itself, in the order of the branches.
 */
export function withBranchPaths(validate: ValidateFunction, root: JsonSchema): ValidateFunction {
  const wrapped: ValidateFunction = (data) => {
    const isValid = validate(data);
    wrapped.errors = validate.errors ? placeInBranches(validate.errors, root) : null;
    return isValid;
  };
  return wrapped;
}

function placeInBranches(errors: readonly RuleError[], root: JsonSchema): RuleError[] {
  const result: RuleError[] = [];
  // Bounded, because each choice examines the errors before it.
  for (const error of errors.slice(0, mostRuleErrors)) {
    if (error.keyword === 'oneOf' || error.keyword === 'anyOf') placeInside(result, error, root);
    result.push(error);
  }
  return result;
}

function placeInside(result: RuleError[], choice: RuleError, root: JsonSchema): void {
  const { keyword, instancePath, schemaPath } = choice;
  const schema = getSchemasAt(root, root, instancePath).find(
    (candidate) => Array.isArray(candidate[keyword]) && candidate[keyword].some(isReference),
  );
  if (!schema) return;
  const branches = schema[keyword] as JsonSchema[];
  const isInside = (error: RuleError) => `${error.instancePath}/`.startsWith(`${instancePath}/`);
  const getBranchesOf = (error: RuleError) =>
    branches.flatMap((branch, index) => {
      const own = getSchemasAt(root, branch, error.instancePath.slice(instancePath.length));
      return own.some((subschema) => canCauseError(error, subschema)) ? [index] : [];
    });
  const isPlaced = (error: RuleError) => error.schemaPath.startsWith(`${schemaPath}/`);
  let start = result.length;
  const previous = () => result[start - 1];
  for (let error = previous(); error && isInside(error); error = previous()) {
    if (!isPlaced(error) && getBranchesOf(error).length === 0) break;
    start -= 1;
  }
  let branch = 0;
  for (const [index, error] of result.entries()) {
    if (index < start || isPlaced(error)) continue;
    const isSame = (other: RuleError) =>
      deepEquals([other.instancePath, other.params], [error.instancePath, error.params]);
    const isRepeated = result
      .slice(start, index)
      .some((other) => other.keyword === error.keyword && isSame(other));
    const possible = getBranchesOf(error).filter((candidate) => candidate >= branch);
    branch = (isRepeated ? possible.find((candidate) => candidate > branch) : possible[0]) ?? branch;
    const path = `${schemaPath}/${branch}/${error.schemaPath.replace(/^[^#]*#\/?/, '')}`;
    result[index] = { ...error, schemaPath: path, origin: error.origin ?? error.schemaPath };
  }
}

function isReference(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && '$ref' in schema;
}

/** Returns the schemas that could apply to the value at a path. */
function getSchemasAt(root: JsonSchema, schema: JsonSchema, path: string): readonly JsonSchema[] {
  return parsePointer(path).reduce(
    (schemas, key) => {
      const items = /^\d+$/.test(key) ? getItemSchemas(root, schemas, Number(key)) : [];
      return [...getPropertySchemas(root, schemas, key), ...items];
    },
    getApplicable(root, schema),
  );
}

/** Returns whether a keyword of this schema can have caused an error. */
function canCauseError({ keyword, params }: RuleError, schema: JsonSchema): boolean {
  const assertion = schema[keyword];
  if (assertion === undefined) return false;
  if (Array.isArray(assertion) && params.missingProperty !== undefined)
    return assertion.includes(params.missingProperty);
  // Languages that share a validator may sort the options differently.
  if (Array.isArray(params.allowedValues) && Array.isArray(assertion))
    return deepEquals(sortOptions(params.allowedValues), sortOptions(assertion));
  const expected = params.limit ?? params.allowedValue ?? params.pattern;
  // The error of a limit that is "today" has the date of the validation.
  return expected === undefined || assertion === 'today' || deepEquals(expected, assertion);
}

function sortOptions(options: readonly unknown[]): string[] {
  return options.map((option) => JSON.stringify(option)).sort();
}
