import type { Ajv } from 'ajv';
import { FormDefinitionError, toToken } from '../model/form-definition-error.ts';
import { getTypes, isJsonObject, type JsonObject, type JsonSchema } from '../model/json-schema.ts';
import { normaliseSchema } from '../model/normalise-schema.ts';
import { followReference, isSchemaIn, resolveSchema } from '../model/schema-references.ts';
import { isLinearPattern } from '../patterns/linear-patterns.ts';
import { createPattern } from '../patterns/native-patterns.ts';
import { getAjvClass } from './validator-module.ts';

/**
 * Checks that a schema is one, and that its references and patterns are sound; throws
 * FormDefinitionError, whose pointer begins with `/schema`.
 */
export function checkSchema(schema: JsonSchema): void {
  try {
    checkAll(schema);
  } catch (error) {
    // The stack is what bounds how deep schemas and their references may be nested.
    if (error instanceof RangeError) throw new FormDefinitionError('/schema', 'is nested too deep');
    throw error;
  }
}

function checkAll(schema: JsonSchema): void {
  const { $schema, $async } = schema as Record<string, unknown>;
  if ($schema !== undefined && typeof $schema !== 'string') {
    throw new FormDefinitionError('/schema/$schema', 'must be a string');
  }
  // A keyword of Ajv's alone, whose validators return promises.
  if ($async !== undefined) throw new FormDefinitionError('/schema/$async', 'is not supported');
  const ajv = getChecker(getAjvClass(schema.$schema, schema));
  let isValid: unknown;
  try {
    isValid = ajv.validateSchema(schema);
  } catch (error) {
    throw new FormDefinitionError('/schema/$schema', (error as Error).message);
  }
  if (isValid !== true) {
    const [fault] = ajv.errors ?? [];
    throw new FormDefinitionError(`/schema${fault?.instancePath ?? ''}`, fault?.message ?? 'not valid');
  }
  checkReferences(schema);
  checkPatterns(schema);
  if (!isOfPlainValues(normaliseSchema(schema))) checkPropertyNames(schema);
}

/** Whether a normalized schema has only scalar fields and groups, which render without rjsf. */
function isOfPlainValues(schema: JsonSchema): boolean {
  const others = ['$ref', 'anyOf', 'oneOf', 'allOf', 'if', 'dependencies', 'patternProperties', 'deprecated'];
  const [type = '', ...more] = getTypes(schema);
  if (more.length > 0 || schema.additionalProperties || others.some((keyword) => keyword in schema))
    return false;
  if (type !== 'object')
    return /^(string|number|integer|boolean)$/.test(type) && schema.format !== 'data-url';
  return Object.values(schema.properties ?? {}).every((property) => isOfPlainValues(property as JsonSchema));
}

/** What rjsf puts together for a form loses a property of this name. */
function checkPropertyNames(root: JsonSchema): void {
  const visit = (value: unknown, pointer: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const { properties } = value as JsonSchema;
    if (
      isJsonObject(properties) &&
      Object.hasOwn(properties, '__proto__') &&
      isSchemaIn(root, value as JsonSchema)
    ) {
      const fault = 'only a form without lists, maps, choices, conditions and references can have it';
      throw new FormDefinitionError(`${pointer}/properties/__proto__`, fault);
    }
    for (const [key, child] of Object.entries(value)) visit(child, `${pointer}/${toToken(key)}`);
  };
  visit(root, '/schema');
}

/** One for each draft: it compiles the schema of schemas, which takes longer than all else here. */
const checkers = new Map<typeof Ajv, Ajv>();

function getChecker(AjvClass: typeof Ajv): Ajv {
  const checker = checkers.get(AjvClass) ?? new AjvClass({ strict: false, allErrors: false, logger: false });
  checkers.set(AjvClass, checker);
  return checker;
}

type VisitText = (text: string, at: { pointer: string; key: string; owner: JsonObject }) => void;

/** Calls `visit` with every text that stands under a key in a document, and where it stands. */
export function visitTexts(value: unknown, pointer: string, visit: VisitText): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const place = `${pointer}/${toToken(key)}`;
    if (typeof child === 'string') visit(child, { pointer: place, key, owner: value as JsonObject });
    else visitTexts(child, place, visit);
  }
}

function checkReferences(root: JsonSchema): void {
  visitTexts(root, '/schema', (text, { pointer, key, owner }) => {
    const schema = owner as JsonSchema;
    // The drafts themselves are known to Ajv.
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

/** Calls `visit` with each pattern of a schema, for texts and for names of properties, and its pointer. */
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

/** The patterns that do not run in linear time, with the pointers to them: the sandbox runs these. */
export function findSandboxPatterns(root: JsonSchema): { pointer: string; pattern: string }[] {
  const found: { pointer: string; pattern: string }[] = [];
  visitPatterns(root, (pattern, pointer) => {
    if (!isLinearPattern(pattern)) found.push({ pointer, pattern });
  });
  return found;
}
