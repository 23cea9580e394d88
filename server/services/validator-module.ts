import { createHash } from 'node:crypto';
import type { RJSFSchema } from '@rjsf/utils';
import { compileSchemaValidatorsCode } from '@rjsf/validator-ajv8/lib/compileSchemaValidatorsCode.js';
import createAjvInstance from '@rjsf/validator-ajv8/lib/createAjvInstance.js';
import { Ajv } from 'ajv';
import Ajv2019 from 'ajv/dist/2019.js';
import Ajv2020 from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { ValidateFunction } from '../../shared/error-texts.ts';
import type { JsonSchema } from '../../shared/json-schema.ts';
import { normaliseSchema } from '../../shared/normalise-schema.ts';
import { getSubschemas } from '../../shared/schema-references.ts';
import { requireValidatorPart } from '../../shared/validator-parts.ts';

/** The rules of one schema, compiled once, for both sides: one verdict. */
export interface ValidatorModule {
  /** A script module; `form/validator.ts` in the browser knows what to do with it. */
  source: string;
  /** A name for `source`, made of what is in it. */
  hash: string;
  /** The rules of the whole schema under `root`, those of its branches under rjsf's hash of them. */
  functions: Record<string, ValidateFunction>;
  validate: ValidateFunction;
}

// Without `verbose` and line breaks the module is a third of the size. Unknown formats (`tel`) are
// hints for widgets, nothing to log.
const ajvOptions = { verbose: false, logger: false, code: { lines: false, source: true } } as const;

/** Compiles a schema; throws Ajv's error when it can't be. */
export function compileValidatorModule(schema: JsonSchema): ValidatorModule {
  // What Ajv generates is CommonJS: it fills `exports` and asks `require` for its run-time parts.
  const parts = [compileRoot(schema), compileBranches(schema)].map(
    (code) => `(() => {const exports = {};\n${code}\nreturn exports;})()`,
  );
  const body = `return {...${parts[1]}, ...${parts[0]}};`;
  const source = `export default (require) => {${body}};\n`;
  const hash = createHash('sha256').update(source).digest('base64url').slice(0, 20);
  const functions = new Function('require', body)(requireValidatorPart) as ValidatorModule['functions'];
  const validate = functions.root;
  if (!validate) throw new Error('The compiled rules lack the schema itself');
  return { source, hash, functions, validate };
}

/** The verdict: the schema as it was written, by its own draft. */
function compileRoot({ $schema, ...schema }: JsonSchema): string {
  const ajv = createAjvInstance(
    undefined,
    undefined,
    ajvOptions,
    undefined,
    getAjvClass($schema, schema) as never,
  );
  ajv.addSchema(schema, 'root');
  return standaloneCode(ajv, { root: 'root' });
}

/** Whether the data fits one branch of what is drawn, which rjsf asks to show the right one. */
function compileBranches(schema: JsonSchema): string {
  const drawn = normaliseSchema(schema);
  if (!hasBranches(drawn)) return '';
  try {
    return compileSchemaValidatorsCode(drawn as RJSFSchema, {
      AjvClass: Ajv2019 as never,
      ajvOptionsOverrides: ajvOptions,
    });
  } catch {
    // Only what is shown first depends on it; the verdict does not.
    return '';
  }
}

const branching = ['$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'dependencies'];

function hasBranches(schema: JsonSchema): boolean {
  return branching.some((keyword) => keyword in schema) || getSubschemas(schema).some(hasBranches);
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
