/** The dialect of JSON Schema that the interpreter knows: the keywords of its library, and those that must differ. */
import { entries, value as getValue, typeOf } from '@hyperjump/browser';
// Defines the keywords.
import { setShouldValidateSchema } from '@hyperjump/json-schema/draft-2019-09';
import {
  addKeyword,
  defineVocabulary,
  getKeyword,
  type Keyword,
  loadDialect,
  Validation,
  type ValidationContext,
} from '@hyperjump/json-schema/experimental';
import * as Instance from '@hyperjump/json-schema/instance/experimental';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { toCanonicalJson } from '../model/canonical-json.ts';
import type { JsonValue } from '../model/json-schema.ts';
import { dateFormats } from '../model/validator-parts.ts';
import { createBoundedPattern } from '../patterns/bounded-patterns.ts';
import { rjsfFormats } from '../server/rjsf-formats.ts';

export const interpreterDialect = 'https://schema-form.invalid/dialect';

const own = (keyword: string) => `https://schema-form.invalid/keyword/${keyword}`;
const standard = (keyword: string) => `https://json-schema.org/keyword/${keyword}`;

type Schema = Parameters<Keyword<unknown>['compile']>[0];
type Node = Instance.JsonNode;
type Interpret<Compiled> = (compiled: Compiled, instance: Node, context: Context) => boolean;

/** The properties and items that a schema has evaluated, for `unevaluatedProperties` and `unevaluatedItems`. */
interface Context extends ValidationContext {
  evaluatedProperties?: Set<string>;
  evaluatedItems?: Set<number>;
}

const ownKeywords: string[] = [];

function define<Compiled>(
  keyword: string,
  compile: Keyword<Compiled>['compile'],
  interpret: Interpret<Compiled>,
): void {
  addKeyword({ id: own(keyword), compile, interpret } as Keyword<unknown, never> as Keyword<unknown>);
  ownKeywords.push(keyword);
}

/** Defines a keyword whose value is data. */
function defineAssertion<Compiled>(
  keyword: string,
  prepare: (schema: JsonValue, parent: Record<string, JsonValue>) => Compiled,
  holds: (compiled: Compiled, value: JsonValue) => boolean,
): void {
  define<Compiled>(
    keyword,
    async (schema, _, parent) => prepare(getValue(schema), getValue(parent)),
    (compiled, instance) => holds(compiled, Instance.value(instance)),
  );
}

/** Patterns run in linear time; the library runs them on the browser's engine. */
defineAssertion(
  'pattern',
  (source) => createBoundedPattern(String(source)),
  (pattern, value) => typeof value !== 'string' || pattern.test(value),
);

/** prepare-schema.ts writes the values as canonical texts, so that none is taken for a schema. */
for (const keyword of ['enum', 'const']) {
  defineAssertion(
    keyword,
    (texts) => new Set(texts as string[]),
    (texts, value) => texts.has(toCanonicalJson(value)),
  );
}

/** As Ajv with the precision of server/validator-module.ts; the library calls 5e+21 no multiple of 5. */
defineAssertion(
  'multipleOf',
  (divisor) => Number(divisor),
  (divisor, value) => {
    if (typeof value !== 'number') return true;
    const quotient = value / divisor;
    return Math.abs(Math.round(quotient) - quotient) <= 1e-8;
  },
);

interface Format {
  type?: string;
  validate: RegExp | ((value: never) => boolean);
  compare?(a: string, b: string): number | undefined;
}

const formats = new Map(
  Object.entries({ ...fullFormats, ...rjsfFormats, ...dateFormats } as Record<string, unknown>).map(
    ([name, format]): [string, Format] => [name, toFormat(format)],
  ),
);

function toFormat(format: unknown): Format {
  if (format instanceof RegExp || typeof format === 'function') return { validate: format as RegExp };
  return format === true ? { validate: () => true } : (format as Format);
}

defineAssertion(
  'format',
  (name) => formats.get(String(name)),
  (format, value) => {
    if (!format || typeof value !== (format.type ?? 'string')) return true;
    const { validate } = format;
    return validate instanceof RegExp ? validate.test(String(value)) : validate(value as never);
  },
);

/** Whether the result of a comparison breaks a limit. */
const limits: Record<string, (order: number) => boolean> = {
  formatMinimum: (order) => order < 0,
  formatMaximum: (order) => order > 0,
  formatExclusiveMinimum: (order) => order <= 0,
  formatExclusiveMaximum: (order) => order >= 0,
};

for (const [keyword, breaks] of Object.entries(limits)) {
  defineAssertion(
    keyword,
    (limit, { format }) => ({ limit: String(limit), compare: formats.get(String(format))?.compare }),
    ({ limit, compare }, value) => {
      const order = typeof value === 'string' ? compare?.(value, limit) : undefined;
      return order === undefined || !breaks(order);
    },
  );
}

/** Compiles the schemas in a map. */
async function compileMap(schema: Schema, ast: Parameters<Keyword<unknown>['compile']>[1]) {
  const compiled = new Map<string, string>();
  for await (const [key, child] of entries(schema))
    compiled.set(key, await compileSchema(child as Schema, ast));
  return compiled;
}

function compileSchema(schema: Schema, ast: Parameters<Keyword<unknown>['compile']>[1]): Promise<string> {
  return Validation.compile(schema, ast, schema);
}

/** Applies a schema to each property that `find` selects it for. */
function applyToProperties(
  instance: Node,
  context: Context,
  find: (name: string) => readonly string[],
): boolean {
  if (Instance.typeOf(instance) !== 'object') return true;
  let isValid = true;
  for (const [key, child] of Instance.entries(instance)) {
    const name: string = Instance.value(key);
    for (const url of find(name)) {
      if (!Validation.interpret(url, child, context)) isValid = false;
      context.evaluatedProperties?.add(name);
    }
  }
  return isValid;
}

/** The library looks a property up in an object, where it finds `toString`. */
define('properties', compileMap, (schemas, instance, context) =>
  applyToProperties(instance, context, (name) => toList(schemas.get(name))),
);

define(
  'patternProperties',
  async (schema, ast) =>
    [...(await compileMap(schema, ast))].map(([source, url]) => ({
      pattern: createBoundedPattern(source),
      url,
    })),
  (patterns, instance, context) =>
    applyToProperties(instance, context, (name) =>
      patterns.filter(({ pattern }) => pattern.test(name)).map(({ url }) => url),
    ),
);

define(
  'additionalProperties',
  async (schema, ast, parent) => {
    const { properties = {}, patternProperties = {} } = getValue<Record<string, object>>(parent);
    return {
      names: new Set(Object.keys(properties)),
      patterns: Object.keys(patternProperties).map(createBoundedPattern),
      url: await compileSchema(schema, ast),
    };
  },
  ({ names, patterns, url }, instance, context) =>
    applyToProperties(instance, context, (name) =>
      names.has(name) || patterns.some((pattern) => pattern.test(name)) ? [] : [url],
    ),
);

/** Evaluates the condition once; the library evaluates it three times, which multiplies in nested ones. */
define(
  'if',
  async (schema, ast, parent) => {
    const branches: Partial<Record<string, string>> = {};
    for await (const [keyword, child] of entries(parent)) {
      if (keyword === 'then' || keyword === 'else')
        branches[keyword] = await compileSchema(child as Schema, ast);
    }
    return { condition: await compileSchema(schema, ast), branches };
  },
  ({ condition, branches }, instance, context) => {
    // The errors of the condition itself are no errors.
    const holds = Validation.interpret(condition, instance, { ...context });
    const branch = branches[holds ? 'then' : 'else'];
    return branch === undefined || Validation.interpret(branch, instance, context);
  },
);
for (const keyword of ['then', 'else'])
  define(
    keyword,
    async () => null,
    () => true,
  );

/** Of drafts up to draft-07: names that a property requires, or a schema. */
define(
  'dependencies',
  async (schema, ast) => {
    const compiled: [string, string | string[]][] = [];
    for await (const [key, child] of entries(schema)) {
      const isList = typeOf(child) === 'array';
      compiled.push([key, isList ? getValue<string[]>(child) : await compileSchema(child as Schema, ast)]);
    }
    return compiled;
  },
  (dependencies, instance, context) => {
    if (Instance.typeOf(instance) !== 'object') return true;
    let isValid = true;
    for (const [name, dependency] of dependencies) {
      if (!Instance.has(name, instance)) continue;
      const holds =
        typeof dependency === 'string'
          ? Validation.interpret(dependency, instance, context)
          : dependency.every((required) => Instance.has(required, instance));
      if (!holds) isValid = false;
    }
    return isValid;
  },
);

/** In 2019-09, unlike in the library's version, an item that `contains` matches is not evaluated. */
const contains = getKeyword<unknown>(standard('contains'));
define('contains', contains.compile, (compiled, instance, context) =>
  contains.interpret(compiled, instance, { ...context, evaluatedItems: undefined } as ValidationContext),
);

const standardKeywords = [
  ...['allOf', 'anyOf', 'oneOf', 'not', 'dependentSchemas', 'propertyNames', 'type', 'minimum', 'maximum'],
  ...[
    'exclusiveMinimum',
    'exclusiveMaximum',
    'minLength',
    'maxLength',
    'minItems',
    'maxItems',
    'uniqueItems',
  ],
  ...['minContains', 'maxContains', 'minProperties', 'maxProperties', 'required', 'dependentRequired'],
  ...['unevaluatedItems', 'unevaluatedProperties'],
];

defineVocabulary(interpreterDialect, {
  $ref: standard('ref'),
  $defs: standard('definitions'),
  items: standard('draft-04/items'),
  additionalItems: standard('draft-04/additionalItems'),
  ...Object.fromEntries(standardKeywords.map((keyword) => [keyword, standard(keyword)])),
  ...Object.fromEntries(ownKeywords.map((keyword) => [keyword, own(keyword)])),
});
loadDialect(interpreterDialect, { [interpreterDialect]: true });

// The server has validated the schema.
setShouldValidateSchema(false);

/** Returns the name of a keyword from its identifier. */
export function getKeywordOf(id: string): string {
  if (id === standard('ref')) return '$ref';
  return id.slice(id.lastIndexOf('/') + 1);
}

function toList(url: string | undefined): readonly string[] {
  return url === undefined ? [] : [url];
}
