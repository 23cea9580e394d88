/** Assigns errors to the branches of a choice (`oneOf`, `anyOf`) if the branches are references. */
import { getApplicable, getItemSchemas, getPropertySchemas } from './applicable-schemas.ts';
import { mostRuleErrors } from './bounds.ts';
import { deepEquals } from './deep-equals.ts';
import type { RuleError, ValidateFunction } from './error-texts.ts';
import type { JsonSchema } from './json-schema.ts';

/**
 * Wraps a validator so that the schema paths of errors in referenced branches begin at their choice. In Ajv,
 * they begin at the target of the reference. The branch can be found because Ajv reports the errors of a choice
 * directly before the choice itself, in the order of the branches.
 */
export function withPlacedErrors(validate: ValidateFunction, root: JsonSchema): ValidateFunction {
  const placing: ValidateFunction = (data) => {
    const isValid = validate(data);
    placing.errors = validate.errors ? placeInBranches(validate.errors, root) : null;
    return isValid;
  };
  return placing;
}

function placeInBranches(errors: readonly RuleError[], root: JsonSchema): RuleError[] {
  const placed: RuleError[] = [];
  // Bounded, because each choice examines the errors before it.
  for (const error of errors.slice(0, mostRuleErrors)) {
    if (error.keyword === 'oneOf' || error.keyword === 'anyOf') placeInside(placed, error, root);
    placed.push(error);
  }
  return placed;
}

function placeInside(placed: RuleError[], choice: RuleError, root: JsonSchema): void {
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
      return own.some((part) => isOf(error, part)) ? [index] : [];
    });
  const isPlaced = (error: RuleError) => error.schemaPath.startsWith(`${schemaPath}/`);
  let start = placed.length;
  const previous = () => placed[start - 1];
  for (let error = previous(); error && isInside(error); error = previous()) {
    if (!isPlaced(error) && getBranchesOf(error).length === 0) break;
    start -= 1;
  }
  let branch = 0;
  for (const [index, error] of placed.entries()) {
    if (index < start || isPlaced(error)) continue;
    const isSame = (other: RuleError) =>
      deepEquals([other.instancePath, other.params], [error.instancePath, error.params]);
    const isRepeated = placed
      .slice(start, index)
      .some((other) => other.keyword === error.keyword && isSame(other));
    const possible = getBranchesOf(error).filter((candidate) => candidate >= branch);
    branch = (isRepeated ? possible.find((candidate) => candidate > branch) : possible[0]) ?? branch;
    const path = `${schemaPath}/${branch}/${error.schemaPath.replace(/^[^#]*#\/?/, '')}`;
    placed[index] = { ...error, schemaPath: path, origin: error.origin ?? error.schemaPath };
  }
}

function isReference(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && '$ref' in schema;
}

/** Returns the schemas that could apply to the value at a path. */
function getSchemasAt(root: JsonSchema, schema: JsonSchema, path: string): readonly JsonSchema[] {
  const keys = path.split('/').slice(1);
  return keys.reduce(
    (schemas, token) => {
      const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
      const entries = /^\d+$/.test(key) ? getItemSchemas(root, schemas, Number(key)) : [];
      return [...getPropertySchemas(root, schemas, key), ...entries];
    },
    getApplicable(root, schema),
  );
}

/** Returns whether a keyword of this schema can have caused an error. */
function isOf({ keyword, params }: RuleError, schema: JsonSchema): boolean {
  const rule = schema[keyword];
  if (rule === undefined) return false;
  if (Array.isArray(rule) && params.missingProperty !== undefined)
    return rule.includes(params.missingProperty);
  const told = params.limit ?? params.allowedValues ?? params.allowedValue ?? params.pattern;
  return told === undefined || deepEquals(told, rule);
}
