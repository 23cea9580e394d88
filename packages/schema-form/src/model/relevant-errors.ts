/** Of all that Ajv says about wrong data, what a person needs to hear. */
import type { RuleError } from './error-texts.ts';
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
export function selectErrors(errors: readonly RuleError[]): RuleError[] {
  const told = errors.filter((error) => !wrappers.has(error.keyword) && !isAsked(error));
  const inBranches = told.filter((error) => getChoice(error) !== null);
  const outer = told.filter((error) => getChoice(error) === null);
  const selected = outer.flatMap((error) => {
    if (!choices.has(error.keyword)) return [error];
    const inner = inBranches.filter(({ schemaPath }) => schemaPath.startsWith(`${error.schemaPath}/`));
    const nearest = getNearestBranch(error, inner);
    return nearest ? selectErrors(nearest) : [error];
  });
  // Wrong is wrong: something is always said.
  return selected.length > 0 ? selected : errors.slice(0, 1);
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
