/**
 * Evaluates which subschemas apply to a value. All code evaluates references, conditions, dependencies and
 * branches here.
 */
import { getItemSubschemas, getPropertySubschemas, isNamedProperty } from './applicable-schemas.ts';
import { type ChosenBranches, getChoiceName, hasOnlyTags } from './choices.ts';
import { chooseBranch, getNamedKeys } from './choose-branch.ts';
import { coerceValue } from './coercion.ts';
import { fitsBranch } from './fits-branch.ts';
import {
  getOwn,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  toList,
} from './json-schema.ts';
import { followReference } from './schema-references.ts';

/** The context in which a value is evaluated. */
export interface EvaluationContext {
  /** The normalized schema of the whole form. */
  root: JsonSchema;
  /** The branches that people chose. For any other choice, the value selects the branch. */
  chosen: ChosenBranches;
  /**
   * Determines which branches apply if nobody chose one. A form shows the nearest branch. For a payload of
   * the API, every branch that the value fits applies.
   */
  undecided: 'nearest' | 'fitting';
}

/** A `oneOf` or `anyOf` that applies to a value. */
export interface EvaluatedChoice {
  keyword: 'oneOf' | 'anyOf';
  /** The name of its control in a form body. */
  name: string;
  schema: JsonSchema;
  branches: readonly JsonSchema[];
  /** The index of the branch that a form shows; -1 for none. */
  index: number;
  /** Whether a person chose the branch. */
  isChosen: boolean;
}

export interface Evaluation {
  /** The subschemas that apply, with everything they refer to, in the order in which they were found. */
  active: readonly JsonSchema[];
  /** The active subschemas that came from a branch. Their titles name the branch, not the value. */
  fromBranch: ReadonlySet<JsonSchema>;
  choices: readonly EvaluatedChoice[];
  /** The properties that inactive conditions and branches name. */
  inactiveKeys: ReadonlySet<string>;
  /** Whether the result is the same for every value. */
  isStatic: boolean;
}

/**
 * Evaluates the subschemas of one value. Conditions see the coerced value, not the typed text. Each subschema
 * is evaluated once, so the time is linear in their number. `mayBeAbsent` says whether a form may leave the value out.
 */
export function evaluate(
  context: EvaluationContext,
  name: string,
  schemas: readonly unknown[],
  value: JsonValue | undefined,
  mayBeAbsent = false,
): Evaluation {
  const only = schemas[0];
  // Most values have one schema that brings in no other.
  if (schemas.length === 1 && isJsonObject(only) && !applicators.some((keyword) => keyword in only)) {
    return { ...staticEvaluation, active: [only as JsonSchema] };
  }
  const evaluator = new Evaluator(context, name, schemas, value, mayBeAbsent);
  for (const schema of schemas) evaluator.add(schema);
  return evaluator.finish();
}

/** Keywords that bring in other subschemas of the same value. */
const applicators = ['$ref', '$dynamicRef', 'allOf', 'anyOf', 'oneOf', 'if', 'dependencies'];

const staticEvaluation: Evaluation = {
  active: [],
  fromBranch: new Set(),
  choices: [],
  inactiveKeys: new Set(),
  isStatic: true,
};

class Evaluator {
  readonly #context: EvaluationContext;
  readonly #name: string;
  readonly #given: readonly unknown[];
  readonly #value: JsonValue | undefined;
  readonly #isAbsent: boolean;
  readonly #active = new Set<JsonSchema>();
  readonly #fromBranch = new Set<JsonSchema>();
  readonly #choices: EvaluatedChoice[] = [];
  readonly #inactiveKeys = new Set<string>();
  #isStatic = true;
  #isInBranch = false;
  #coerced: JsonValue | undefined;

  constructor(
    context: EvaluationContext,
    name: string,
    given: readonly unknown[],
    value: JsonValue | undefined,
    mayBeAbsent: boolean,
  ) {
    this.#context = context;
    this.#name = name;
    this.#given = given;
    this.#value = value;
    this.#isAbsent = mayBeAbsent && !isFilledIn(value) && (isJsonObject(value) || !value);
  }

  finish(): Evaluation {
    return {
      active: [...this.#active],
      fromBranch: this.#fromBranch,
      choices: this.#choices,
      inactiveKeys: this.#inactiveKeys,
      isStatic: this.#isStatic,
    };
  }

  add(subschema: unknown): void {
    if (!isJsonObject(subschema) || this.#active.has(subschema as JsonSchema)) return;
    const schema = subschema as JsonSchema;
    this.#active.add(schema);
    if (this.#isInBranch) this.#fromBranch.add(schema);
    this.add(followReference(this.#context.root, schema));
    toList(schema.allOf).forEach((inner) => {
      this.add(inner);
    });
    if (schema.if !== undefined) this.#addCondition(schema);
    for (const [key, dependent] of Object.entries(schema.dependencies ?? {}))
      this.#addDependency(key, dependent);
    for (const keyword of ['oneOf', 'anyOf'] as const) this.#addChoice(schema, keyword);
  }

  #addCondition(schema: JsonSchema): void {
    this.#isStatic = false;
    const { root } = this.#context;
    const holds = fitsBranch(schema.if as JsonSchema, this.#getCoerced() ?? {}, root);
    this.add(holds ? schema.then : schema.else);
    this.#deactivate(holds ? schema.else : schema.then);
  }

  #addDependency(key: string, dependent: unknown): void {
    this.#isStatic = false;
    const coerced = this.#getCoerced();
    const isPresent = isJsonObject(coerced) && Object.hasOwn(coerced, key) && coerced[key] !== undefined;
    if (!isPresent || !isJsonObject(dependent)) {
      this.#deactivate(dependent);
      return;
    }
    const branches = getDependentBranches(key, dependent as JsonSchema);
    if (!branches) {
      this.add(dependent);
      return;
    }
    // The value of the property selects the branch, so the form has no control for this choice.
    const { oneOf: _, ...rest } = dependent;
    this.add(rest);
    const fitting = branches.filter(({ condition }) =>
      fitsBranch(condition, coerced as JsonValue, this.#context.root),
    );
    for (const branch of branches) {
      if (fitting.length === 1 && branch === fitting[0]) this.add(branch.schema);
      else this.#deactivate(branch.schema);
    }
  }

  #addChoice(schema: JsonSchema, keyword: 'oneOf' | 'anyOf'): void {
    const branches = toList(schema[keyword]).filter(isJsonObject) as JsonSchema[];
    if (branches.length === 0) return;
    this.#isStatic = false;
    const count = this.#choices.filter((choice) => choice.keyword === keyword).length;
    const name = getChoiceName(this.#name, keyword, count);
    const { chosen, undecided, root } = this.#context;
    const chosenIndex = getOwn(chosen, name);
    const isChosen = chosenIndex === -1 || (chosenIndex !== undefined && branches[chosenIndex] !== undefined);
    const nearest = isChosen ? null : chooseBranch(root, schema, branches, this.#getCoerced());
    // A branch without anything to fill in would look chosen, but an absent value has no branch.
    const isShown = nearest && !(this.#isAbsent && hasOnlyTags(root, schema, nearest));
    const index = isChosen ? chosenIndex : isShown ? branches.indexOf(nearest) : -1;
    this.#choices.push({ keyword, name, schema, branches, index, isChosen });
    const fitting =
      isChosen || undecided === 'nearest'
        ? []
        : branches.filter((branch) => fitsBranch(branch, this.#getCoerced(), root));
    const applying = fitting.length > 0 ? fitting : branches.filter((_, position) => position === index);
    const wasInBranch = this.#isInBranch;
    this.#isInBranch = true;
    for (const branch of branches) {
      if (applying.includes(branch)) this.add(branch);
      else this.#deactivate(branch);
    }
    this.#isInBranch = wasInBranch;
  }

  #deactivate(subschema: unknown): void {
    for (const key of getNamedKeys(this.#context.root, subschema)) this.#inactiveKeys.add(key);
  }

  #getCoerced(): JsonValue | undefined {
    if (this.#value === undefined) return undefined;
    this.#coerced ??= coerceValue(this.#context.root, { allOf: this.#given }, this.#value);
    return this.#coerced;
  }
}

interface DependentBranch {
  /** A schema of the whole object that holds if this branch is selected. */
  condition: JsonSchema;
  /** The branch without the property that selects it. */
  schema: JsonSchema;
}

const dependentBranches = new WeakMap<JsonSchema, DependentBranch[] | null>();

/**
 * Returns the branches of a dependency that the value of its property selects (rjsf's dynamic dependencies):
 * each branch has a subschema for the property. Null for any other dependency.
 */
function getDependentBranches(key: string, dependent: JsonSchema): DependentBranch[] | null {
  const known = dependentBranches.get(dependent);
  if (known !== undefined) return known;
  const branches = toList(dependent.oneOf).filter(isJsonObject) as JsonSchema[];
  const isDependent = branches.length > 0 && branches.every(({ properties }) => getOwn(properties, key));
  const result = isDependent ? branches.map((branch) => toDependentBranch(branch, key)) : null;
  dependentBranches.set(dependent, result);
  return result;
}

function toDependentBranch(branch: JsonSchema, key: string): DependentBranch {
  const { [key]: own, ...properties } = branch.properties ?? {};
  return {
    condition: { type: 'object', properties: { [key]: own ?? {} } },
    schema: { ...branch, properties },
  };
}

/** Returns the subschemas that active schemas apply to one property; `true` and `false` are possible. */
export function getMemberSubschemas(active: readonly JsonSchema[], key: string): unknown[] {
  return active.flatMap((schema) => getPropertySubschemas(schema, key));
}

/**
 * Returns the subschemas that apply to one property: those of `getMemberSubschemas` without `unevaluatedProperties` of a
 * property that another schema evaluates, such as one behind a reference.
 */
export function getEvaluatedSubschemas(active: readonly JsonSchema[], key: string): unknown[] {
  const leavesRest = (schema: JsonSchema) =>
    schema['x-unevaluated'] === true && !isNamedProperty(schema, key);
  const evaluating = active.filter((schema) => !leavesRest(schema));
  const evaluated = getMemberSubschemas(evaluating, key);
  return evaluated.length > 0 || evaluating.length === active.length
    ? evaluated
    : getMemberSubschemas(active, key);
}

/** Returns the subschemas that apply to one item, with `unevaluatedItems` as in `getEvaluatedSubschemas`. */
export function getEvaluatedItems(active: readonly JsonSchema[], index: number): unknown[] {
  const evaluating = active.filter((schema) => schema['x-unevaluated'] !== true);
  const evaluated = getItemSubschemas(evaluating, index);
  return evaluated.length > 0 ? evaluated : getItemSubschemas(active, index);
}

/** Returns whether a value is an object with at least one member. */
export function isFilledIn(value: JsonValue | undefined): value is JsonObject {
  return isJsonObject(value) && Object.keys(value).length > 0;
}
