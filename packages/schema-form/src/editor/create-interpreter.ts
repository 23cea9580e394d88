import { registerSchema, unregisterSchema } from '@hyperjump/json-schema/draft-2019-09';
import {
  type CompiledSchema,
  compile,
  getSchema,
  Validation,
  type ValidationContext,
} from '@hyperjump/json-schema/experimental';
import * as Instance from '@hyperjump/json-schema/instance/experimental';
import { hasTooManyValues } from '../model/bounds.ts';
import { toInternalDialect } from '../model/dialects.ts';
import type { RuleError, ValidateFunction, ValidatorFunctions } from '../model/error-texts.ts';
import type { JsonSchema, JsonValue } from '../model/json-schema.ts';
import { boundPatterns } from '../patterns/bounded-patterns.ts';
import { createErrorCollector, TooManySteps } from './error-collector.ts';
import { interpreterDialect } from './interpreter-dialect.ts';
import { type PreparedSchema, prepareSchema } from './prepare-schema.ts';

/** The maximum number of subschemas that are applied in one validation, which takes a tenth of a second. */
const mostSteps = 100_000;

let count = 0;

/**
 * Creates the validator of a stranger's schema, for a page that must not run code made from it. It gives the same errors
 * as the validator that the server compiles. Null if the schema is too large or can't be interpreted; then only the server
 * validates.
 *
 * Nothing that it does depends on the schema in more than linear time: patterns of the whole page are bounded from now
 * on, and a validation that takes too long ends with the error `tooComplex`.
 */
export async function createInterpreter(schema: JsonSchema): Promise<ValidatorFunctions | null> {
  boundPatterns();
  count += 1;
  const address = `https://schema-form.invalid/schemas/${count}`;
  let prepared: PreparedSchema;
  let compiled: CompiledSchema;
  try {
    prepared = prepareSchema(toInternalDialect(schema));
    registerSchema(prepared.document as never, address, interpreterDialect);
    compiled = await compile((await getSchema(address)) as never);
  } catch {
    return null;
  } finally {
    unregisterSchema(address);
  }
  const root: ValidateFunction = (data) => {
    root.errors = interpret(compiled, prepared, address, data);
    return root.errors.length === 0;
  };
  return { root };
}

function interpret(
  { ast, schemaUri }: CompiledSchema,
  { sources }: PreparedSchema,
  address: string,
  data: unknown,
): RuleError[] {
  const { plugin, getErrors } = createErrorCollector(address, sources, mostSteps);
  try {
    // As the server sees them: without properties that are undefined.
    const value = JSON.parse(JSON.stringify(data) ?? 'null') as JsonValue;
    if (hasTooManyValues(value)) return [tooComplex];
    const context = { ast, plugins: [...ast.plugins, plugin] } as unknown as ValidationContext;
    return Validation.interpret(schemaUri, Instance.fromJs(value as never), context) ? [] : getErrors();
  } catch (error) {
    // Against denial of service: references may recurse without end, or double from level to level.
    if (error instanceof TooManySteps || error instanceof RangeError) return [tooComplex];
    throw error;
  }
}

const tooComplex: RuleError = { keyword: 'tooComplex', instancePath: '', schemaPath: '#', params: {} };
