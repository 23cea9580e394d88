/** Selects the errors of Ajv that are useful to a person. */
import type { RuleError } from './error-texts.ts';
import { schemaMapKeywords } from './subschemas.ts';

/** Keywords whose errors only repeat the errors of their subschemas. */
const wrappers = new Set(['if', 'allOf', '$ref']);

/** Keywords whose subschemas are only tested, so that their errors do not make the data invalid on their own. */
const testingKeywords = new Set(['not', 'contains', 'propertyNames', 'if']);
const choices = new Set(['anyOf', 'oneOf']);

/**
 * Returns the errors without those that are redundant. For a `oneOf` or `anyOf` it returns the errors of the branch that
 * the data fits best, or the error of the keyword itself if no branch is close. Never returns an empty list for a
 * non-empty one.
 */
export function selectErrors(errors: readonly RuleError[]): RuleError[] {
  const relevant = errors.filter((error) => !wrappers.has(error.keyword) && !isOnlyTested(error));
  const inBranches = relevant.filter((error) => getChoice(error) !== null);
  const outer = relevant.filter((error) => getChoice(error) === null);
  const selected = outer.flatMap((error) => {
    if (!choices.has(error.keyword)) return [error];
    const inner = inBranches.filter(({ schemaPath }) => schemaPath.startsWith(`${error.schemaPath}/`));
    const nearest = getNearestBranch(error, inner);
    return nearest ? selectErrors(nearest) : [error];
  });
  // Invalid data must always have a reported error.
  return selected.length > 0 ? selected : errors.slice(0, 1);
}

/** Returns the keywords in the path of an error, without the names of properties and definitions. */
function getKeywords({ schemaPath }: RuleError): { keyword: string; end: number }[] {
  const segments = schemaPath.split('/');
  const keywords: { keyword: string; end: number }[] = [];
  for (let index = 1; index < segments.length; index += 1) {
    const keyword = segments[index] ?? '';
    keywords.push({ keyword, end: index });
    if (schemaMapKeywords.has(keyword)) index += 1;
  }
  return keywords;
}

function isOnlyTested(error: RuleError): boolean {
  return getKeywords(error)
    .slice(0, -1)
    .some(({ keyword }) => testingKeywords.has(keyword));
}

/** Returns the path of the outermost choice that has the error in one of its branches; null if there is none. */
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

/** Distances for a wrong type or constant. They are large, because these show that another branch is meant. */
const otherType = 100;
const otherConstant = 20;

function getNearestBranch(choice: RuleError, inner: readonly RuleError[]): RuleError[] | null {
  const branches = new Map<string, RuleError[]>();
  const start = choice.schemaPath.length + 1;
  for (const error of inner) {
    const [branch = '', ...rest] = error.schemaPath.slice(start).split('/');
    // The path becomes relative to the branch, so that `selectErrors` can handle choices inside the branch.
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
  // A branch with a wrong value is closer than a branch with a missing value.
  return error.keyword === 'required' ? 3 : 1;
}
