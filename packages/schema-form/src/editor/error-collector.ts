import type { EvaluationPlugin, ValidationContext } from '@hyperjump/json-schema/experimental';
import * as Instance from '@hyperjump/json-schema/instance/experimental';
import { mostRuleErrors } from '../model/bounds.ts';
import type { RuleError } from '../model/error-texts.ts';
import { parsePointer } from '../model/json-pointer.ts';
import type { JsonSchema } from '../model/json-schema.ts';
import { findErrorParams } from './error-params.ts';
import { getKeywordName } from './interpreter-keyword.ts';

/** Reports that an interpretation takes more steps than it may. */
export class TooManySteps extends Error {}

/** What the collector keeps for a schema, and for each of its keywords. */
interface Context extends ValidationContext {
  /** The keyword that applies the schema. */
  keyword?: string;
  /** The schema that has this keyword: its location in the document, and the path that led to it. */
  outer?: { url: string; path: string };
  url?: string;
  /** The path of keywords from the root to the schema, without references. */
  path?: string;
  errors?: RuleError[];
  /** The branches of a `oneOf` that hold, and how many errors there were when the second one did. */
  holding?: number;
  errorsOfOne?: number;
  /** What the library has seen evaluated: by the keyword that applies the schema, and by the schema. */
  evaluatedProperties?: Set<string>;
  schemaEvaluatedProperties?: Set<string>;
  evaluatedItems?: Set<number>;
  schemaEvaluatedItems?: Set<number>;
}

/** Keywords whose errors are those of their subschemas. */
const applicators = new Set([
  ...['$ref', 'allOf', 'if', 'properties', 'patternProperties', 'additionalProperties', 'items'],
  ...['additionalItems', 'dependentSchemas', 'propertyNames', 'unevaluatedProperties', 'unevaluatedItems'],
]);

/** Keywords whose subschemas only test a value. */
const tests = new Set(['not', 'contains', 'propertyNames']);

/** Keywords that apply schemas which must hold. */
const requiring = new Set(['$ref', 'allOf', 'dependentSchemas']);

/** Keywords that report a forbidden property or item at its object or list, with a parameter that names it. */
const forbidding: Readonly<Record<string, string | null>> = {
  additionalProperties: 'additionalProperty',
  unevaluatedProperties: 'unevaluatedProperty',
  additionalItems: null,
  unevaluatedItems: null,
};

/**
 * Collects the errors of an interpretation in the form and the order of Ajv's, and counts its steps: it throws
 * TooManySteps after `mostSteps`. `sources` are the schemas by their pointer in the document at `address`.
 */
export function createErrorCollector(
  address: string,
  sources: ReadonlyMap<string, JsonSchema>,
  mostSteps: number,
): { plugin: EvaluationPlugin<Context>; getErrors(): RuleError[] } {
  let steps = 0;
  let all: RuleError[] = [];

  const plugin: EvaluationPlugin<Context> = {
    beforeSchema(url, _, context) {
      steps += 1;
      if (steps > mostSteps) throw new TooManySteps();
      const { outer, keyword } = context;
      context.url = url;
      if (!outer) context.path = '#';
      else
        context.path = keyword === '$ref' ? outer.path : outer.path + decodeURI(url.slice(outer.url.length));
    },
    beforeKeyword([id], _, context, { url = '', path = '' }) {
      context.keyword = getKeywordName(id);
      context.outer = { url, path };
    },
    afterKeyword([id], instance, { errors: inner = [], errorsOfOne }, isValid, schemaContext) {
      if (isValid) return;
      const keyword = getKeywordName(id);
      // Ajv ends a `oneOf` at the second branch that holds.
      const errors = inner.slice(0, errorsOfOne);
      const { url = '', path = '' } = schemaContext;
      schemaContext.errors ??= [];
      if (!tests.has(keyword)) addErrors(schemaContext.errors, errors);
      if (keyword === 'propertyNames') {
        addErrors(
          schemaContext.errors,
          errors.filter((error) => error.keyword === keyword),
        );
      }
      const source = sources.get(decodeURI(url.slice(address.length + 1)));
      if (applicators.has(keyword) || !source) return;
      for (const params of findErrorParams(keyword, source, Instance.value(instance))) {
        schemaContext.errors.push({
          keyword,
          instancePath: instance.pointer,
          schemaPath: `${path}/${keyword}`,
          params,
        });
      }
    },
    afterSchema(url, instance, context, isValid) {
      const { keyword = '', outer, path = '' } = context;
      if (!outer) all = context.errors ?? [];
      if (isValid && keyword === 'oneOf') {
        context.holding = (context.holding ?? 0) + 1;
        if (context.holding === 2) context.errorsOfOne = context.errors?.length ?? 0;
      }
      if (isValid) return;
      if (requiring.has(keyword) || /\/(?:then|else)$/.test(path)) keepEvaluated(context);
      context.errors ??= [];
      if (keyword === 'propertyNames') {
        context.errors.push(toErrorOf(keyword, instance, path, { propertyName: Instance.value(instance) }));
      } else if (context.ast[url] === false) {
        context.errors.push(
          Object.hasOwn(forbidding, keyword)
            ? toErrorOf(keyword, instance, path, getForbidden(keyword, instance))
            : {
                keyword: 'false schema',
                instancePath: instance.pointer,
                schemaPath: `${path}/false schema`,
                params: {},
              },
        );
        if (!outer) all = context.errors;
      }
    },
  };
  return { plugin, getErrors: () => all };
}

/** Adds errors, no more than anybody examines. */
function addErrors(errors: RuleError[], added: readonly RuleError[]): void {
  for (const error of added) if (errors.length < mostRuleErrors) errors.push(error);
}

/**
 * Counts what a schema has evaluated although it does not hold. The data is invalid in any case, and further errors, that
 * something is unevaluated, would puzzle.
 */
function keepEvaluated(context: Context): void {
  for (const name of context.schemaEvaluatedProperties ?? []) context.evaluatedProperties?.add(name);
  for (const index of context.schemaEvaluatedItems ?? []) context.evaluatedItems?.add(index);
}

/** Returns the error of an object or a list about one of its members. */
function toErrorOf(
  keyword: string,
  member: Instance.JsonNode,
  schemaPath: string,
  params: Record<string, unknown>,
): RuleError {
  const pointer = member.pointer.replace(/^\*/, '');
  return { keyword, instancePath: pointer.slice(0, pointer.lastIndexOf('/')), schemaPath, params };
}

function getForbidden(keyword: string, { pointer }: Instance.JsonNode): Record<string, unknown> {
  const parameter = forbidding[keyword];
  if (!parameter) return {};
  return { [parameter]: parsePointer(pointer).at(-1) };
}
