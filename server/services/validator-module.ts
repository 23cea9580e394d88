import { hashForSchema, type RJSFSchema } from '@rjsf/utils';
import { compileSchemaValidatorsCode } from '@rjsf/validator-ajv8/lib/compileSchemaValidatorsCode.js';
import Ajv2020 from 'ajv/dist/2020.js';
import type { ValidateFunction } from '../../shared/error-texts.ts';
import type { JsonSchema } from '../../shared/json-schema.ts';
import { requireValidatorPart } from '../../shared/validator-parts.ts';

/** The rules of one schema, compiled once, for both sides: one verdict. */
export interface ValidatorModule {
  /** A script module; `form/validator.ts` in the browser knows what to do with it. */
  source: string;
  /** Every function in it, by the hash of its schema, for rendering on the server. */
  functions: Record<string, ValidateFunction>;
  /** The one of the whole schema. */
  validate: ValidateFunction;
}

/** Compiles a schema; throws Ajv's error when it can't be. */
export function compileValidatorModule(schema: JsonSchema): ValidatorModule {
  const is2020 = schema.$schema?.includes('2020-12') ?? false;
  const code = compileSchemaValidatorsCode(schema as RJSFSchema, {
    ...(is2020 && { AjvClass: Ajv2020 as never }),
    // Without `verbose` and line breaks the module is a third of the size. Unknown formats (`tel`)
    // are hints for widgets, nothing to log.
    ajvOptionsOverrides: { verbose: false, logger: false, code: { lines: false } },
  });
  // What Ajv generates is CommonJS: it fills `exports` and asks `require` for its run-time parts.
  const body = `const exports = {};\n${code}\nreturn exports;`;
  const source = `export default (require) => {${body}};\n`;
  const functions = new Function('require', body)(requireValidatorPart) as ValidatorModule['functions'];
  const validate = functions[schema.$id as string] ?? functions[hashForSchema(schema as RJSFSchema)];
  if (!validate) throw new Error('The compiled rules lack the schema itself');
  return { source, functions, validate };
}
