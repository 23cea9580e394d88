import { createHash } from 'node:crypto';
import createAjvInstance from '@rjsf/validator-ajv8/lib/createAjvInstance.js';
import { _, type Ajv, type CodeKeywordDefinition } from 'ajv';
import Ajv2019 from 'ajv/dist/2019.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { ValidateFunction, ValidatorFunctions } from '../model/error-texts.ts';
import { FormDefinitionError, toToken } from '../model/form-definition-error.ts';
import type { JsonSchema } from '../model/json-schema.ts';
import { withPlacedErrors } from '../model/referenced-branches.ts';
import { hasSameTwice } from '../model/unique-items.ts';
import { exceedsWork, hasReferences } from '../model/validation-work.ts';
import {
  needsMoreFormats,
  patternsPart,
  requireValidatorPart,
  uniqueItemsPart,
} from '../model/validator-parts.ts';
import '../model/more-formats.ts';
import { bundleSchema } from './metaschemas.ts';

/** The rules of one schema, compiled once, for both sides: one verdict. */
export interface ValidatorModule {
  /** A script module; `form/check.ts` in the browser knows what to do with it. */
  source: string;
  /** A name for `source`, made of what is in it. */
  hash: string;
  /** What the module gives: the rules of the whole schema. */
  functions: ValidatorFunctions;
  validate: ValidateFunction;
}

/** Ajv's `RegExp` engine: generated code asks `require` for ours, on each side for its own. */
const regExp = Object.assign((source: string, flags: string) => new RegExp(source, flags), {
  code: `require("${patternsPart}").createPattern`,
});

// Without `verbose` and line breaks the module is a third of the size. Unknown formats (`tel`) are
// hints for widgets, nothing to log. Whether a schema is one was asked before: each Ajv would first
// compile the schema of schemas for that.
const ajvOptions = {
  validateSchema: false,
  verbose: false,
  messages: false,
  logger: false,
  // Without it `required: ["toString"]` finds what every object inherits.
  ownProperties: true,
  code: { lines: false, source: true, regExp },
} as const;

/** Characters of a schema whose validator Ajv optimizes. */
const mostOptimized = 500_000;

/** The code of a validator, before it is run. */
export interface ValidatorCode {
  /** A script module for the browser. */
  source: string;
  /** The body of a function that is given `require`. */
  body: string;
}

/**
 * Generates the validator of a schema that `checkSchema` let pass, with the rules of its own draft. Throws
 * FormDefinitionError for an `$id` that would become code, else Ajv's error when it can't be compiled.
 */
export function generateValidator(authored: JsonSchema): ValidatorCode {
  checkIds(authored);
  const { $schema: _draft, ...schema } = bundleSchema(authored);
  const ajv = createAjvInstance(undefined, undefined, ajvOptions, undefined, Ajv2019 as never);
  const text = JSON.stringify(schema);
  // Otherwise each function reports what it has evaluated, which nothing asks for.
  ajv.opts.unevaluated = /"unevaluated(Items|Properties)":/.test(text);
  // It takes a quarter of the time for a large schema, and saves an eighth of the code.
  if (text.length > mostOptimized) ajv.opts.code.optimize = 0;
  replaceUniqueItems(ajv);
  replaceContains(ajv);
  ajv.addSchema(schema, 'root');
  // What Ajv generates is CommonJS: it fills `exports` and asks `require` for its run-time parts.
  const code = standaloneCode(ajv, { root: 'root' }).replaceAll(sourceUrlComment, '$1');
  const body = `const exports = {};\n${code}\nreturn exports;`;
  const needsFormats = `export const needsFormats = ${needsMoreFormats(body)};`;
  return { source: `${needsFormats}\nexport default (require) => {${body}};\n`, body };
}

/** Replaces Ajv's `uniqueItems`, which takes quadratic time. */
function replaceUniqueItems(ajv: Ajv): void {
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    code(context) {
      if (context.schema !== true) return;
      const code = _`require(${uniqueItemsPart}).hasSameTwice`;
      const test = context.gen.scopeValue('func', { ref: hasSameTwice, code });
      context.fail(_`${test}(${context.data})`);
    },
  });
}

/** Ajv's `contains` takes every item for an evaluated one, so that `unevaluatedItems` allows anything beside it. */
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

/** Generates a validator and makes it run here; throws as `generateValidator` does. */
export function compileValidatorModule(schema: JsonSchema): ValidatorModule {
  const { source, body } = generateValidator(schema);
  return { source, hash: hashValidator(source), ...runValidator(schema, body) };
}

/** Runs the code of a schema's validator. */
export function runValidator(
  authored: JsonSchema,
  body: string,
): Pick<ValidatorModule, 'functions' | 'validate'> {
  const schema = bundleSchema(authored);
  const functions = new Function('require', body)(requireValidatorPart) as ValidatorFunctions;
  const validate = hasReferences(schema) ? withBoundedWork(functions.root, schema) : functions.root;
  return { functions, validate: withPlacedErrors(validate, schema) };
}

/** A name for a validator module, made of what is in it. */
export function hashValidator(source: string): string {
  return createHash('sha256').update(source).digest('base64url').slice(0, 20);
}

/**
 * Ajv names the functions that it generates in a comment: `/*# sourceURL="<$id>" *\/`. An `$id` with
 * the end of a comment in it would run as code, in the server and in every browser. Nothing else of a
 * schema reaches the code but as a string or a number; validator-module.test.ts tries each keyword.
 */
function checkIds(schema: JsonSchema): void {
  const visit = (value: unknown, pointer: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      // Whatever its type, and wherever it stands: a reference may lead anywhere.
      if (key === '$id' && JSON.stringify(child).includes('*/')) {
        throw new FormDefinitionError(`${pointer}/$id`, 'must not contain "*/"');
      }
      visit(child, `${pointer}/${toToken(key)}`);
    }
  };
  visit(schema, '/schema');
}

/**
 * The comment, behind the head of its function. Two quotation marks in a row are always code: those of
 * an author's text have backslashes before them.
 */
const sourceUrlComment = /(\{instancePath="", [^"]*\)\{)\/\*# sourceURL="(?:[^"\\]|\\.)*" \*\//g;

/** Refuses data that the rules would take exponential time for. */
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
