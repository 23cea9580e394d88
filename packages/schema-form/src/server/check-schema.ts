import type { Ajv } from 'ajv';
import { FormDefinitionError, toToken } from '../model/form-definition-error.ts';
import { getTypes, isJsonObject, type JsonObject, type JsonSchema } from '../model/json-schema.ts';
import { normaliseSchema } from '../model/normalise-schema.ts';
import { followReference, isSchemaIn, resolveSchema } from '../model/schema-references.ts';
import { isLinearPattern } from '../patterns/linear-patterns.ts';
import { createPattern } from '../patterns/native-patterns.ts';
import { getAjvClass } from './validator-module.ts';

/**
 * Checks that a schema is valid against its draft, and that its references and patterns can be resolved
 * and compiled. Throws FormDefinitionError, whose pointer begins with `/schema`.
 */
export function checkSchema(schema: JsonSchema): void {
  try {
    checkAll(schema);
  } catch (error) {
    // The size of the stack bounds the depth of schemas and references.
    if (error instanceof RangeError) throw new FormDefinitionError('/schema', 'is nested too deep');
    throw error;
  }
}

function checkAll(schema: JsonSchema): void {
  const { $schema, $async } = schema as Record<string, unknown>;
  if ($schema !== undefined && typeof $schema !== 'string') {
    throw new FormDefinitionError('/schema/$schema', 'must be a string');
  }
  // A keyword of Ajv that makes validators return promises.
  if ($async !== undefined) throw new FormDefinitionError('/schema/$async', 'is not supported');
  const ajv = getChecker(getAjvClass(schema.$schema, schema));
  let isValid: unknown;
  try {
    isValid = ajv.validateSchema(schema);
  } catch (error) {
    throw new FormDefinitionError('/schema/$schema', (error as Error).message);
  }
  if (isValid !== true) {
    const [first] = ajv.errors ?? [];
    throw new FormDefinitionError(`/schema${first?.instancePath ?? ''}`, first?.message ?? 'not valid');
  }
  checkReferences(schema);
  checkPatterns(schema);
  if (!hasOnlyScalars(normaliseSchema(schema))) checkPropertyNames(schema);
}

/** Whether a normalized schema has only scalar fields and groups. */
function hasOnlyScalars(schema: JsonSchema): boolean {
  const others = ['$ref', 'anyOf', 'oneOf', 'allOf', 'if', 'dependencies', 'patternProperties', 'deprecated'];
  const [type = '', ...more] = getTypes(schema);
  if (more.length > 0 || schema.additionalProperties || others.some((keyword) => keyword in schema))
    return false;
  if (type !== 'object')
    return /^(string|number|integer|boolean)$/.test(type) && schema.format !== 'data-url';
  return Object.values(schema.properties ?? {}).every((property) => hasOnlyScalars(property as JsonSchema));
}

/** Refuses a property named `__proto__`, which rjsf loses when it merges the schemas of a form. */
function checkPropertyNames(root: JsonSchema): void {
  const visit = (value: unknown, pointer: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const { properties } = value as JsonSchema;
    if (
      isJsonObject(properties) &&
      Object.hasOwn(properties, '__proto__') &&
      isSchemaIn(root, value as JsonSchema)
    ) {
      const problem = 'only a form without lists, maps, choices, conditions and references can have it';
      throw new FormDefinitionError(`${pointer}/properties/__proto__`, problem);
    }
    for (const [key, child] of Object.entries(value)) visit(child, `${pointer}/${toToken(key)}`);
  };
  visit(root, '/schema');
}

/** One checker for each draft: compiling the metaschema takes longer than all other checks. */
const checkers = new Map<typeof Ajv, Ajv>();

function getChecker(AjvClass: typeof Ajv): Ajv {
  const checker = checkers.get(AjvClass) ?? new AjvClass({ strict: false, allErrors: false, logger: false });
  checkers.set(AjvClass, checker);
  return checker;
}

type VisitText = (text: string, at: { pointer: string; key: string; owner: JsonObject }) => void;

/** Calls `visit` with every string value of a document, its pointer, its key and its owner. */
export function visitTexts(value: unknown, pointer: string, visit: VisitText): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const childPointer = `${pointer}/${toToken(key)}`;
    if (typeof child === 'string') visit(child, { pointer: childPointer, key, owner: value as JsonObject });
    else visitTexts(child, childPointer, visit);
  }
}

function checkReferences(root: JsonSchema): void {
  visitTexts(root, '/schema', (text, { pointer, key, owner }) => {
    const schema = owner as JsonSchema;
    // Ajv knows the metaschemas.
    const isKnown = /^https?:\/\/json-schema\.org\//.test(text);
    if (!/^\$(ref|dynamicRef)$/.test(key) || isKnown || !isSchemaIn(root, schema)) return;
    if (!followReference(root, schema)) throw new FormDefinitionError(pointer, `"${text}" leads nowhere`);
    if (!resolveSchema(root, schema))
      throw new FormDefinitionError(pointer, `"${text}" leads back to itself`);
  });
}

function checkPatterns(root: JsonSchema): void {
  visitPatterns(root, (pattern, pointer) => {
    try {
      createPattern(pattern);
    } catch {
      throw new FormDefinitionError(pointer, `"${pattern}" is no regular expression`);
    }
  });
}

/** Calls `visit` with each pattern of a schema, for strings and for property names, and its pointer. */
function visitPatterns(root: JsonSchema, visit: (pattern: string, pointer: string) => void): void {
  const walk = (value: unknown, pointer: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const { pattern, patternProperties } = value as JsonSchema;
    if (isSchemaIn(root, value as JsonSchema)) {
      if (typeof pattern === 'string') visit(pattern, `${pointer}/pattern`);
      for (const key of Object.keys(isJsonObject(patternProperties) ? patternProperties : {})) {
        visit(key, `${pointer}/patternProperties/${toToken(key)}`);
      }
    }
    for (const [key, child] of Object.entries(value)) walk(child, `${pointer}/${toToken(key)}`);
  };
  walk(root, '/schema');
}

/** The patterns that RE2 can't match in linear time, with their pointers: the sandbox matches these. */
export function findSandboxPatterns(root: JsonSchema): { pointer: string; pattern: string }[] {
  const found: { pointer: string; pattern: string }[] = [];
  visitPatterns(root, (pattern, pointer) => {
    if (!isLinearPattern(pattern)) found.push({ pointer, pattern });
  });
  return found;
}
