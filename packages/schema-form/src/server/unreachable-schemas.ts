import { hasKeyword } from '../model/drafts.ts';
import { isJsonObject, type JsonSchema, toList } from '../model/json-schema.ts';
import type { AuthoredSchemas } from './authored-schemas.ts';
import { type FormProblems, shorten } from './form-problem.ts';
import {
  contradicts,
  describeFacts,
  getFacts,
  intersect,
  isImpossible,
  noFacts,
  type SchemaFacts,
} from './schema-facts.ts';
import { checkName, checkRequired } from './unknown-names.ts';
import { type Alternative, type Declaration, getDeclarations, type ValueSchemas } from './value-schemas.ts';

/**
 * Warns of schemas of a value that never apply or that no value follows. It compares types and options alone, so that
 * each warning is certain; rules that contradict each other in another way are not found.
 */
export function findUnreachable(
  authored: AuthoredSchemas,
  value: ValueSchemas,
  problems: FormProblems,
): void {
  findContradictions(authored, value, problems);
  for (const alternative of value.alternatives) {
    if (!problems.takeSteps()) return;
    checkAlternative(authored, value, alternative, problems);
  }
  for (const schema of value.all) {
    const pointer = authored.getPointer(schema);
    if (pointer === null || authored.isAlone(schema)) continue;
    if (!problems.takeSteps(1 + toList(schema.required).length)) return;
    if (schema.if !== undefined && hasKeyword(authored.getDraft(schema), 'if')) {
      checkCondition(authored, value, schema, problems);
    }
    for (const keyword of ['oneOf', 'anyOf']) checkSameBranches(schema, keyword, pointer, problems);
    checkRequired(toList(schema.required), `${pointer}/required`, value, problems);
  }
}

/** Schemas that always apply together, such as `properties` and `allOf`, with different types or options. */
function findContradictions(
  authored: AuthoredSchemas,
  { together }: ValueSchemas,
  problems: FormProblems,
): void {
  let facts = noFacts;
  for (const schema of together) {
    const own = getFacts([schema]);
    const pointer = authored.getPointer(schema);
    if (pointer !== null && isImpossible(own) && schema.enum?.length !== 0) {
      problems.warn('unreachable', pointer, 'allows no value: none of its options has its type');
      return;
    }
    if (pointer !== null && contradicts(facts, own)) {
      problems.warn('unreachable', pointer, describeContradiction(own, facts));
      return;
    }
    facts = intersect(facts, own);
  }
}

function describeContradiction(own: SchemaFacts, others: SchemaFacts): string {
  return `no value is valid: here it is ${describeFacts(own)}, and elsewhere ${describeFacts(others)}`;
}

function checkAlternative(
  authored: AuthoredSchemas,
  value: ValueSchemas,
  { keyword, schema, pointer, together, outer }: Alternative,
  problems: FormProblems,
): void {
  if (schema === false) {
    // `then: false` and the like forbid what the condition describes.
    if (keyword === 'oneOf' || keyword === 'anyOf')
      problems.warn('unreachable', pointer, 'is never chosen: it is false');
    return;
  }
  const own = getFacts(together);
  const contradicted = outer.find((facts) => contradicts(facts, own));
  if (contradicted) {
    problems.warn('unreachable', pointer, describeContradiction(own, contradicted));
    return;
  }
  const required = new Set(together.flatMap(({ required: names }) => toList(names).map(String)));
  for (const schema of together) {
    for (const [key, declaration] of getDeclarations(authored, schema)) {
      if (!problems.takeSteps()) return;
      const member = value.members.get(key);
      const isRequired = required.has(key) || value.required.has(key);
      if (!member || !isRequired || !isForbidden(authored, declaration, member.always)) continue;
      const problem = `never applies: "${shorten(key)}" is required and can't have this value`;
      problems.warn('unreachable', declaration.pointer, problem);
    }
  }
}

/** Returns whether no value of a member follows both this declaration and those that always count. */
function isForbidden(
  authored: AuthoredSchemas,
  { schema }: Declaration,
  always: readonly Declaration[],
): boolean {
  if (schema === false || always.some((other) => other.schema === false)) return true;
  return contradicts(getDeclaredFacts(authored, [{ schema }]), getDeclaredFacts(authored, always));
}

function getDeclaredFacts(
  authored: AuthoredSchemas,
  declarations: readonly Pick<Declaration, 'schema'>[],
): SchemaFacts {
  const facts = declarations.flatMap(({ schema }) =>
    typeof schema === 'boolean' ? [] : [authored.getFacts(schema)],
  );
  return facts.reduce(intersect, noFacts);
}

/** Warns of an `if` that always or never holds, and of one that only the absence of a value fulfils. */
function checkCondition(
  authored: AuthoredSchemas,
  value: ValueSchemas,
  schema: JsonSchema,
  problems: FormProblems,
): void {
  const pointer = authored.getPointer(schema);
  const condition: unknown = schema.if;
  const at = `${pointer}/if`;
  if (schema.then === undefined && schema.else === undefined) {
    problems.warn('keyword', at, '"if" has no effect without "then" or "else"');
  }
  const unreachable = getConstantResult(condition) ? 'else' : 'then';
  if (getConstantResult(condition) !== null && schema[unreachable] !== undefined) {
    problems.warn(
      'unreachable',
      `${pointer}/${unreachable}`,
      `never applies: the "if" is ${JSON.stringify(condition)}`,
    );
  }
  if (!isJsonObject(condition)) return;
  const together = authored.getTogether(condition as JsonSchema);
  const required = new Set(together.flatMap(({ required: names }) => toList(names).map(String)));
  checkRequired([...required], `${at}/required`, value, problems);
  for (const [key, declaration] of together.flatMap((schema) => getDeclarations(authored, schema))) {
    if (!problems.takeSteps()) return;
    const member = value.members.get(key);
    if (!member) {
      checkName(key, declaration.pointer, value, problems);
    } else if (isForbidden(authored, declaration, member.always)) {
      const name = shorten(key);
      const problem =
        required.has(key) || value.required.has(key)
          ? `never holds: "${name}" can't have this value`
          : `holds only without "${name}", which can't have this value; require it in the "if"`;
      problems.warn('unreachable', declaration.pointer, problem);
    }
  }
}

/** Returns the result of a condition that is the same for all data; null if it depends on them. */
function getConstantResult(condition: unknown): boolean | null {
  if (typeof condition === 'boolean') return condition;
  return isJsonObject(condition) && Object.keys(condition).length === 0 ? true : null;
}

/** Characters of a branch that one step compares. */
const stepLength = 50;

/** Warns of a branch that has the same rules as one before it. */
function checkSameBranches(
  schema: JsonSchema,
  keyword: string,
  pointer: string,
  problems: FormProblems,
): void {
  const texts = new Map<string, number>();
  for (const [index, branch] of toList(schema[keyword]).entries()) {
    if (!isJsonObject(branch)) continue;
    const { title: _, description: __, ...rules } = branch;
    const text = JSON.stringify(rules);
    if (!problems.takeSteps(text.length / stepLength)) return;
    const before = texts.get(text);
    if (before === undefined) texts.set(text, index);
    else {
      const effect = keyword === 'oneOf' ? 'so that neither is ever valid' : 'so that it has no effect';
      problems.warn(
        'unreachable',
        `${pointer}/${keyword}/${index}`,
        `is the same as branch ${before}, ${effect}`,
      );
    }
  }
}
