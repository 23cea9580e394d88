import { getTags } from './choices.ts';
import { chooseBranch, getNamedKeys } from './choose-branch.ts';
import { countFaults, getDependencies } from './count-faults.ts';
import {
  getUiOption,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  toList,
  type UiSchema,
} from './json-schema.ts';
import { followReference, resolveSchema } from './schema-references.ts';
import { getTitle } from './view-text.ts';

/** The one schema that stands for all that is said of a value. */
export interface Effective {
  schema: JsonSchema;
  uiSchema: UiSchema | undefined;
  /** The title of the branch that the value fits, where there was a choice between several. */
  variant: string | null;
  /** What tells that branch from the others, and need not be read beside its title. */
  tags: JsonObject;
  /** Properties that only other branches and conditions name: nothing that is there to read. */
  inactive: ReadonlySet<string>;
}

/**
 * Follows references and merges `allOf`, the branches of conditions that hold, and the branch of a
 * choice that the value fits best. What is said first counts, as the outer words do in the form.
 */
export function getEffective(
  root: JsonSchema,
  schema: unknown,
  uiSchema: UiSchema | undefined,
  value: JsonValue | undefined,
): Effective {
  const merging = new Merging(root, uiSchema, value);
  merging.add(schema);
  return merging;
}

/** They are answered here, or speak of the document. */
const applicators =
  /^(\$.*|allOf|anyOf|oneOf|not|if|then|else|depend.*|definitions|required|contains|properties|patternProperties|readOnly|writeOnly|deprecated)$/;

class Merging implements Effective {
  readonly schema: JsonSchema = {};
  uiSchema: UiSchema | undefined;
  variant: string | null = null;
  tags: JsonObject = {};
  readonly inactive = new Set<string>();
  readonly #root: JsonSchema;
  readonly #value: JsonValue | undefined;
  readonly #seen = new Set<unknown>();

  constructor(root: JsonSchema, uiSchema: UiSchema | undefined, value: JsonValue | undefined) {
    this.#root = root;
    this.uiSchema = uiSchema;
    this.#value = value;
  }

  add(part: unknown, isNamed = true): void {
    if (!isJsonObject(part) || this.#seen.has(part)) return;
    this.#seen.add(part);
    const current = part as JsonSchema;
    this.#takeOwn(current, isNamed);
    this.add(followReference(this.#root, current), isNamed);
    for (const branch of toList(current.allOf)) this.add(branch, isNamed);
    this.#addConditions(current, isNamed);
    for (const keyword of ['oneOf', 'anyOf']) this.#addChoice(current, keyword, isNamed);
    if (this.schema.properties) {
      for (const key of Object.keys(this.schema.properties)) this.inactive.delete(key);
    }
  }

  #takeOwn(current: JsonSchema, isNamed: boolean): void {
    for (const [keyword, said] of Object.entries(current)) {
      const isName = keyword === 'title' || keyword === 'description';
      if (applicators.test(keyword) || (isName && !isNamed)) continue;
      if (!Object.hasOwn(this.schema, keyword)) this.schema[keyword] = said;
    }
    for (const flag of ['readOnly', 'writeOnly', 'deprecated']) {
      if (current[flag] === true) this.schema[flag] = true;
    }
    for (const keyword of ['properties', 'patternProperties'] as const) {
      const map = current[keyword];
      if (!isJsonObject(map)) continue;
      const merged = new Map(
        Object.entries((this.schema[keyword] ?? {}) as Record<string, JsonSchema | boolean>),
      );
      for (const [key, own] of Object.entries(map) as [string, JsonSchema | boolean][]) {
        const before = merged.get(key);
        merged.set(key, before === undefined || before === own ? own : { allOf: [before, own] });
      }
      this.schema[keyword] = Object.fromEntries(merged);
    }
  }

  #addConditions(current: JsonSchema, isNamed: boolean): void {
    if (current.if !== undefined) {
      const holds = countFaults(this.#root, current.if, this.#value) === 0;
      this.add(holds ? current.then : current.else, isNamed);
      this.#leaveOut(holds ? current.else : current.then);
    }
    for (const [key, brought] of getDependencies(current)) {
      const isPresent = isJsonObject(this.#value) && Object.hasOwn(this.#value, key);
      if (isPresent) this.add(brought, isNamed);
      else this.#leaveOut(brought);
    }
  }

  #addChoice(current: JsonSchema, keyword: string, isNamed: boolean): void {
    const branches = toList(current[keyword]).filter(isJsonObject) as JsonSchema[];
    const real = branches.filter((branch) => branch.type !== 'null');
    const values = branches.map(getOnlyValue);
    const isChoice = branches.every(
      ({ const: only, title, type }) => only !== undefined || title || type === 'null',
    );
    if (real.length > 0 && isChoice && values.every((only) => only !== undefined)) {
      this.#takeOwn({ enum: values, 'x-titles': branches.map((branch) => branch.title ?? '') }, isNamed);
      return;
    }
    if (real.length === 1) {
      this.add(real[0], isNamed);
      return;
    }
    const chosen = chooseBranch(this.#root, current, real, this.#value);
    if (!chosen) return;
    for (const branch of real) if (branch !== chosen) this.#leaveOut(branch);
    const only = getOnlyValue(chosen);
    if (only !== undefined && chosen.title) {
      this.#takeOwn({ enum: [only], 'x-titles': [chosen.title] }, isNamed);
      return;
    }
    const branchUiSchema = toList(this.uiSchema?.[keyword])[
      toList(current[keyword]).indexOf(chosen as JsonValue)
    ];
    const own = isJsonObject(branchUiSchema) ? branchUiSchema : undefined;
    const title = getTitle(chosen, own) ?? getTitle(resolveSchema(this.#root, chosen) ?? {}, undefined);
    if (this.#value !== undefined && this.#value !== null) this.variant ??= title;
    if (title !== null) this.tags = { ...this.tags, ...getTags(this.#root, current, chosen) };
    // The name of a branch is not the name of the value.
    this.uiSchema = mergeUiSchemas(this.uiSchema, own);
    this.add(chosen, false);
  }

  #leaveOut(part: unknown): void {
    for (const key of getNamedKeys(this.#root, part)) this.inactive.add(key);
  }
}

/** The one value that a branch allows; undefined when it allows more. */
function getOnlyValue(branch: JsonSchema): JsonValue | undefined {
  if (branch.const !== undefined) return branch.const;
  if (Array.isArray(branch.enum) && branch.enum.length === 1) return branch.enum[0];
  return branch.type === 'null' ? null : undefined;
}

/** A branch's own uiSchema goes before that of the whole, but for the name. */
function mergeUiSchemas(whole: UiSchema | undefined, branch: UiSchema | undefined): UiSchema | undefined {
  return branch ? { ...whole, ...branch, 'ui:title': getUiOption(whole, 'title') } : whole;
}
