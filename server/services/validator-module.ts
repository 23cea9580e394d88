import { createHash } from 'node:crypto';
import createAjvInstance from '@rjsf/validator-ajv8/lib/createAjvInstance.js';
import { Ajv } from 'ajv';
import Ajv2019 from 'ajv/dist/2019.js';
import Ajv2020 from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { ValidateFunction, ValidatorFunctions } from '../../shared/error-texts.ts';
import type { JsonSchema } from '../../shared/json-schema.ts';
import { withPlacedErrors } from '../../shared/referenced-branches.ts';
import { getSubschemas } from '../../shared/schema-references.ts';
import { needsMoreFormats, requireValidatorPart } from '../../shared/validator-parts.ts';
import '../../shared/more-formats.ts';

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

// Without `verbose` and line breaks the module is a third of the size. Unknown formats (`tel`) are
// hints for widgets, nothing to log. Whether a schema is one was asked before: each Ajv would first
// compile the schema of schemas for that.
const ajvOptions = {
  validateSchema: false,
  verbose: false,
  messages: false,
  logger: false,
  code: { lines: false, source: true },
} as const;

/** Compiles a schema that `checkSchema` let pass, by its own draft; throws Ajv's error when it can't be. */
export function compileValidatorModule({ $schema, ...schema }: JsonSchema): ValidatorModule {
  const AjvClass = getAjvClass($schema, schema);
  const ajv = createAjvInstance(undefined, undefined, ajvOptions, undefined, AjvClass as never);
  ajv.addSchema(schema, 'root');
  // What Ajv generates is CommonJS: it fills `exports` and asks `require` for its run-time parts.
  const body = `const exports = {};\n${standaloneCode(ajv, { root: 'root' })}\nreturn exports;`;
  const needsFormats = `export const needsFormats = ${needsMoreFormats(body)};`;
  const source = `${needsFormats}\nexport default (require) => {${body}};\n`;
  const hash = createHash('sha256').update(source).digest('base64url').slice(0, 20);
  const functions = new Function('require', body)(requireValidatorPart) as ValidatorModule['functions'];
  return { source, hash, functions, validate: withPlacedErrors(functions.root, schema) };
}

/** The Ajv for a draft. A schema that names none is taken for the newest that its keywords allow. */
export function getAjvClass(draft: string | undefined, schema: JsonSchema): typeof Ajv {
  if (draft?.includes('2020-12')) return Ajv2020 as unknown as typeof Ajv;
  if (draft?.includes('2019-09')) return Ajv2019 as unknown as typeof Ajv;
  if (draft !== undefined) return Ajv;
  return (hasTuple(schema) ? Ajv2019 : Ajv2020) as unknown as typeof Ajv;
}

/** Lists in `items` are how tuples were written before 2020-12. */
function hasTuple(schema: JsonSchema): boolean {
  return Array.isArray(schema.items) || getSubschemas(schema).some(hasTuple);
}
