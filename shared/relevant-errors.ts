/** Of all that Ajv says about wrong data, what a person needs to hear. */
import { getApplicable, getItemSchemas, getPropertySchemas } from './applicable-schemas.ts';
import { deepEquals } from './deep-equals.ts';
import type { RuleError } from './error-texts.ts';
import type { JsonSchema } from './json-schema.ts';
import { schemaMaps } from './schema-references.ts';

/** Keywords that only repeat what the errors inside them say. */
const wrappers = new Set(['if', 'allOf', '$ref']);

/** Keywords whose inner errors are no faults by themselves. */
const asking = new Set(['not', 'contains', 'propertyNames', 'if']);
const choices = new Set(['anyOf', 'oneOf']);

/**
 * Leaves out what is noise. Of a choice between schemas it keeps the faults of the branch that the
 * data is nearest to, or, where none is near, that nothing fits.
 */
export function selectErrors(errors: readonly RuleError[], root: JsonSchema): RuleError[] {
  return select(placeInBranches(errors, root));
}

function select(errors: readonly RuleError[]): RuleError[] {
  const told = errors.filter((error) => !wrappers.has(error.keyword) && !isAsked(error));
  const inBranches = told.filter((error) => getChoice(error) !== null);
  const outer = told.filter((error) => getChoice(error) === null);
  const selected = outer.flatMap((error) => {
    if (!choices.has(error.keyword)) return [error];
    const inner = inBranches.filter(({ schemaPath }) => schemaPath.startsWith(`${error.schemaPath}/`));
    const nearest = getNearestBranch(error, inner);
    return nearest ? select(nearest) : [error];
  });
  // Wrong is wrong: something is always said.
  return selected.length > 0 ? selected : errors.slice(0, 1);
}

/**
 * The errors with those of referenced branches where their choice stands: the path that Ajv gives them
 * begins where the reference leads to. It tells those of a choice right before the choice itself, in
 * the order of its branches.
 */
function placeInBranches(errors: readonly RuleError[], root: JsonSchema): RuleError[] {
  const placed: RuleError[] = [];
  for (const error of errors) {
    if (choices.has(error.keyword)) placeInside(placed, error, root);
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

/** The schemas that may speak of the value at a path. */
function getSchemasAt(root: JsonSchema, schema: JsonSchema, path: string): JsonSchema[] {
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

/** Whether an error may be of a rule of a schema. */
function isOf({ keyword, params }: RuleError, schema: JsonSchema): boolean {
  const rule = schema[keyword];
  if (rule === undefined) return false;
  if (Array.isArray(rule) && params.missingProperty !== undefined)
    return rule.includes(params.missingProperty);
  const told = params.limit ?? params.allowedValues ?? params.allowedValue ?? params.pattern;
  return told === undefined || deepEquals(told, rule);
}

/** The keywords on the way to an error, without the names of properties and definitions. */
function getKeywords({ schemaPath }: RuleError): { keyword: string; end: number }[] {
  const segments = schemaPath.split('/');
  const keywords: { keyword: string; end: number }[] = [];
  for (let index = 1; index < segments.length; index += 1) {
    const keyword = segments[index] ?? '';
    keywords.push({ keyword, end: index });
    if (schemaMaps.includes(keyword)) index += 1;
  }
  return keywords;
}

function isAsked(error: RuleError): boolean {
  return getKeywords(error)
    .slice(0, -1)
    .some(({ keyword }) => asking.has(keyword));
}

/** The path of the outermost choice that an error stands in a branch of; null for none. */
function getChoice(error: RuleError): string | null {
  const found = getKeywords(error)
    .slice(0, -1)
    .find(({ keyword }) => choices.has(keyword));
  return found
    ? error.schemaPath
        .split('/')
        .slice(0, found.end + 1)
        .join('/')
    : null;
}

/** Another type, or another constant, says that this is not the branch that was meant. */
const otherType = 100;
const otherConstant = 20;

function getNearestBranch(choice: RuleError, inner: readonly RuleError[]): RuleError[] | null {
  const branches = new Map<string, RuleError[]>();
  const start = choice.schemaPath.length + 1;
  for (const error of inner) {
    const [branch = '', ...rest] = error.schemaPath.slice(start).split('/');
    // As if the branch were the whole schema, so that choices inside it can be looked at in turn.
    const own = { ...error, schemaPath: `#/${rest.join('/')}`, origin: error.origin ?? error.schemaPath };
    branches.set(branch, [...(branches.get(branch) ?? []), own]);
  }
  const scored = [...branches.values()].map((errors) => ({
    errors,
    score: errors.reduce((sum, error) => sum + getDistance(error, choice), 0),
  }));
  const [nearest] = scored.sort((a, b) => a.score - b.score);
  return nearest && nearest.score < otherType ? nearest.errors : null;
}

function getDistance(error: RuleError, choice: RuleError): number {
  if (error.keyword === 'type' && error.instancePath === choice.instancePath) return otherType;
  if (error.keyword === 'const' || error.keyword === 'enum') return otherConstant;
  // A branch of which a value is there is nearer than one of which it is missing.
  return error.keyword === 'required' ? 3 : 1;
}
