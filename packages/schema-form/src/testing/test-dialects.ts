import { expect, test } from 'vitest';
import type { JsonSchema } from '../model/json-schema.ts';
import { checkSchema } from '../server/check-schema.ts';
import { bundleSchema } from '../server/metaschemas.ts';
import { compileValidatorModule } from '../server/validator-module.ts';

/** Validates as a host does: it checks, bundles and compiles the schema. */
export function createValidator(schema: JsonSchema | boolean, documents: JsonSchema[] = []) {
  if (typeof schema !== 'boolean') checkSchema(schema, documents);
  const { validate } = compileValidatorModule(bundleSchema(schema, documents));
  return (data: unknown) => validate(data);
}

export type Case = [what: string, schema: JsonSchema | boolean, valid: unknown[], invalid: unknown[]];

export function testAll(cases: Case[]): void {
  test.for(cases)('%s', ([, schema, valid, invalid]) => {
    const isValid = createValidator(schema);
    for (const data of valid) expect(isValid(data), JSON.stringify(data)).toBe(true);
    for (const data of invalid) expect(isValid(data), JSON.stringify(data)).toBe(false);
  });
}

export const draft04Uri = 'http://json-schema.org/draft-04/schema#';
export const draft06 = 'http://json-schema.org/draft-06/schema#';
export const draft07 = 'http://json-schema.org/draft-07/schema#';
export const draft2019 = 'https://json-schema.org/draft/2019-09/schema';
export const draft2020 = 'https://json-schema.org/draft/2020-12/schema';
