import { createHash } from 'node:crypto';
import { _, type Ajv, type CodeKeywordDefinition } from 'ajv';
import Ajv2019 from 'ajv/dist/2019.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import addFormats from 'ajv-formats';
import type { ValidateFunction, ValidatorFunctions } from '../model/error-texts.ts';
import { FormDefinitionError } from '../model/form-definition-error.ts';
import { toToken } from '../model/json-pointer.ts';
import type { JsonSchema } from '../model/json-schema.ts';
import { withBranchPaths } from '../model/referenced-branches.ts';
import { hasSameTwice } from '../model/unique-items.ts';
import { exceedsWork, hasReferences } from '../model/validation-work.ts';
import {
  dateFormats,
  needsMoreFormats,
  patternsModule,
  requireRuntimeModule,
  uniqueItemsModule,
} from '../model/validator-runtime.ts';
import '../model/more-formats.ts';
import { bundleSchema } from './metaschemas.ts';
import { rjsfFormats } from './rjsf-formats.ts';

/**
 * The validator of one schema. It is compiled once for server and browser, so that both give the same result.
 */
export interface ValidatorModule {
  /** The source of a script module that the browser imports. */
  source: string;
  /** The functions that the module exports. */
  functions: ValidatorFunctions;
  validate: ValidateFunction;
}

/** Ajv's `RegExp` engine. Generated code requires the engine of its environment. */
const regExp = Object.assign((source: string, flags: string) => new RegExp(source, flags), {
  code: `require("${patternsModule}").createPattern`,
});

// Without `verbose` and line breaks, the module has a third of the size. Unknown formats (`tel`) are hints for
// widgets, so they are not logged. `checkSchema` has validated the schema already; otherwise each instance of
// Ajv would compile the metaschema first.
const ajvOptions = {
  allErrors: true,
  strict: false,
  // Without it Ajv reports that 5e+21 is no multiple of 5.
  multipleOfPrecision: 8,
  validateSchema: false,
  verbose: false,
  messages: false,
  logger: false,
  // Otherwise `required: ["toString"]` is satisfied by the members that every object inherits.
  ownProperties: true,
  code: {
    lines: false,
    source: true,
    regExp,
    // Ajv compiles each function on its own, but only the module with all of them is used.
    process: () => 'return () => {};',
  },
} as const;

/** The maximum length of a schema whose validator Ajv optimizes. */
const mostOptimized = 500_000;

/** The generated code of a validator. */
export interface ValidatorCode {
  /** The body of a function with the parameters `require` and `today`, which returns the current date. */
  body: string;
  /** Whether a browser must load more formats first. */
  needsFormats: boolean;
  /** Whether the result depends on the current date. */
  usesToday: boolean;
}

interface GenerateOptions {
  /** Whether the limit `"today"` of a date, as in `"formatMaximum": "today"`, is the date of the validation. */
  knowsToday?: boolean;
}

/**
 * Generates the validator of a schema according to its draft. The schema must have passed `checkSchema`.
 *
 * Throws FormDefinitionError for an `$id` that would become code, and Ajv's error for a schema that can't be
 * compiled.
 */
export function generateValidator(
  authored: JsonSchema,
  { knowsToday = false }: GenerateOptions = {},
): ValidatorCode {
  checkIds(authored);
  const { $schema: _draft, ...schema } = bundleSchema(authored);
  const ajv = new Ajv2019(ajvOptions);
  addFormats(ajv);
  for (const [name, format] of Object.entries({ ...rjsfFormats, ...dateFormats }))
    ajv.addFormat(name, format);
  const text = JSON.stringify(schema);
  // Otherwise each function reports which members it has evaluated, and nothing reads that.
  ajv.opts.unevaluated = /"unevaluated(Items|Properties)":/.test(text);
  // Optimizing a large schema takes a quarter of the time and saves an eighth of the code.
  if (text.length > mostOptimized) ajv.opts.code.optimize = 0;
  replaceUniqueItems(ajv);
  replaceContains(ajv);
  let usesToday = false;
  if (knowsToday) {
    replaceDateLimits(ajv, () => {
      usesToday = true;
    });
  }
  ajv.addSchema(schema, 'root');
  // Ajv generates CommonJS: the code fills `exports` and requires the run-time functions.
  const code = standaloneCode(ajv, { root: 'root' }).replaceAll(sourceUrlComment, '$1');
  const body = `const exports = {};\n${code}\nreturn exports;`;
  return { body, needsFormats: needsMoreFormats(body), usesToday };
}

/** Returns the source of a script module for browsers, in which `today` is the current date. */
export function toValidatorScript({ body, needsFormats, usesToday }: ValidatorCode, today = ''): string {
  const date = usesToday ? `const today = () => ${JSON.stringify(today)};` : '';
  return `export const needsFormats = ${needsFormats};\nexport default (require) => {${date}${body}};\n`;
}

/** Replaces Ajv's `uniqueItems`, which takes quadratic time, by an implementation that takes linear time. */
function replaceUniqueItems(ajv: Ajv): void {
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    code(context) {
      if (context.schema !== true) return;
      const code = _`require(${uniqueItemsModule}).hasSameTwice`;
      const test = context.gen.scopeValue('func', { ref: hasSameTwice, code });
      context.fail(_`${test}(${context.data})`);
    },
  });
}

/**
 * Replaces Ajv's `contains`, which treats every item as evaluated, so that `unevaluatedItems` would allow any
 * other item.
 */
function replaceContains(ajv: Ajv): void {
  const contains = ajv.getKeyword('contains') as CodeKeywordDefinition;
  ajv.removeKeyword('contains');
  ajv.addKeyword({
    keyword: 'contains',
    type: 'array',
    schemaType: ['object', 'boolean'],
    trackErrors: true,
    ...(contains.error && { error: contains.error }),
    code(context) {
      const { items } = context.it;
      contains.code(context);
      if (items === undefined) delete context.it.items;
      else context.it.items = items;
    },
  });
}

/** Lets the limits of dates be "today", so that a validator need not be compiled again each day. */
function replaceDateLimits(ajv: Ajv, onToday: () => void): void {
  for (const keyword of [
    'formatMinimum',
    'formatMaximum',
    'formatExclusiveMinimum',
    'formatExclusiveMaximum',
  ]) {
    const limit = ajv.getKeyword(keyword) as CodeKeywordDefinition;
    ajv.removeKeyword(keyword);
    ajv.addKeyword({
      ...limit,
      keyword,
      code(context) {
        if (context.schema === 'today') {
          onToday();
          Object.assign(context, { schemaCode: _`today()` });
        }
        limit.code(context);
      },
    });
  }
}

/** Generates a validator and runs its code in this process; throws as `generateValidator` does. */
export function compileValidatorModule(schema: JsonSchema): ValidatorModule {
  const code = generateValidator(schema);
  return { source: toValidatorScript(code), ...runValidator(schema, code) };
}

/** Runs the generated code of a schema's validator. `getToday` returns the current date. */
export function runValidator(
  authored: JsonSchema,
  { body }: ValidatorCode,
  getToday: () => string = () => '',
): Pick<ValidatorModule, 'functions' | 'validate'> {
  const schema = bundleSchema(authored);
  const create = new Function('require', 'today', body);
  const functions = create(requireRuntimeModule, getToday) as ValidatorFunctions;
  const validate = hasReferences(schema) ? withBoundedWork(functions.root, schema) : functions.root;
  return { functions, validate: withBranchPaths(validate, schema) };
}

/** Returns the hash that is the name of a validator module. */
export function hashValidator(source: string): string {
  return createHash('sha256').update(source).digest('base64url').slice(0, 20);
}

/**
 * Against code injection: Ajv writes the `$id` into a comment of the generated code, `/*# sourceURL="<$id>"
 * *\/`, so an `$id` that ends the comment would run as code in the server and in every browser. All other
 * texts of a schema become string or number literals; validator-module.test.ts tries each keyword.
 */
function checkIds(schema: JsonSchema): void {
  const visit = (value: unknown, pointer: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      // Every `$id` is checked, of any type and in any position, because a reference may lead to it.
      if (key === '$id' && JSON.stringify(child).includes('*/')) {
        throw new FormDefinitionError(`${pointer}/$id`, 'must not contain "*/"');
      }
      visit(child, `${pointer}/${toToken(key)}`);
    }
  };
  visit(schema, '/schema');
}

/**
 * Matches that comment after the head of its function. Two adjacent quotation marks are always code, because
 * quotation marks in an author's text are escaped by backslashes.
 */
const sourceUrlComment = /(\{instancePath="", [^"]*\)\{)\/\*# sourceURL="(?:[^"\\]|\\.)*" \*\//g;

/** Against denial of service: refuses data whose validation would take exponential time. */
function withBoundedWork(validate: ValidateFunction, root: JsonSchema): ValidateFunction {
  const bounded: ValidateFunction = (data) => {
    if (exceedsWork(root, data)) {
      bounded.errors = [{ keyword: 'tooComplex', instancePath: '', schemaPath: '#', params: {} }];
      return false;
    }
    const isValid = validate(data);
    bounded.errors = validate.errors ?? null;
    return isValid;
  };
  return bounded;
}
