import { FormDefinitionError, toToken } from '../model/form-definition-error.ts';
import { isJsonObject, type JsonObject, type JsonSchema } from '../model/json-schema.ts';
import { isSchemaIn } from '../model/schema-references.ts';
import { SchemaResources } from '../model/schema-resources.ts';
import { isLinearPattern } from '../patterns/linear-patterns.ts';
import { createPattern } from '../patterns/native-patterns.ts';
import { getMetaschemas, getMetaschemaValidator } from './metaschemas.ts';

/**
 * Validates a schema against the metaschema of its draft and checks its references and patterns. `documents`
 * are schemas that it may refer to.
 *
 * Throws FormDefinitionError, whose pointer begins with `/schema`, or with `/schemas` for a document.
 */
export function checkSchema(schema: JsonSchema, documents: readonly JsonSchema[] = []): void {
  try {
    checkDocument(schema, '/schema');
    for (const [index, document] of documents.entries()) checkDocument(document, `/schemas/${index}`);
    checkReferences(schema, documents);
  } catch (error) {
    // The stack bounds how deep schemas and their references may be nested.
    if (error instanceof RangeError) throw new FormDefinitionError('/schema', 'is nested too deep');
    throw error;
  }
}

function checkDocument(schema: JsonSchema, pointer: string): void {
  checkResource(withoutOtherDrafts(schema, pointer), pointer);
  checkPatterns(schema, pointer);
}

/**
 * Returns a document without the subschemas that name their own draft. These are checked against that draft.
 */
function withoutOtherDrafts(root: JsonSchema, start: string): JsonSchema {
  let isWhole = true;
  const copy = (value: unknown, pointer: string): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const isResource = value !== root && '$schema' in value && isSchemaIn(root, value as JsonSchema);
    if (isResource) {
      isWhole = false;
      checkResource(withoutOtherDrafts(value as JsonSchema, pointer), pointer);
      return {};
    }
    if (Array.isArray(value)) return value.map((item, index) => copy(item, `${pointer}/${index}`));
    const entries = Object.entries(value).map(([key, child]) => [
      key,
      copy(child, `${pointer}/${toToken(key)}`),
    ]);
    return Object.fromEntries(entries);
  };
  const others = copy(root, start) as JsonSchema;
  return isWhole ? root : others;
}

function checkResource(schema: JsonSchema, pointer: string): void {
  const { $schema, $async } = schema as Record<string, unknown>;
  if ($schema !== undefined && typeof $schema !== 'string') {
    throw new FormDefinitionError(`${pointer}/$schema`, 'must be a string');
  }
  // With this keyword of Ajv, validators return promises.
  if ($async !== undefined) throw new FormDefinitionError(`${pointer}/$async`, 'is not supported');
  const isValid = getMetaschemaValidator(schema);
  if (!isValid(schema)) {
    const [error] = isValid.errors ?? [];
    throw new FormDefinitionError(`${pointer}${error?.instancePath ?? ''}`, error?.message ?? 'not valid');
  }
}

type VisitText = (text: string, at: { pointer: string; key: string; owner: JsonObject }) => void;

/** Calls `visit` with every text in a document that has a key, and with its location. */
export function visitTexts(value: unknown, pointer: string, visit: VisitText): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const location = `${pointer}/${toToken(key)}`;
    if (typeof child === 'string') visit(child, { pointer: location, key, owner: value as JsonObject });
    else visitTexts(child, location, visit);
  }
}

function checkReferences(root: JsonSchema, documents: readonly JsonSchema[]): void {
  const resources = new SchemaResources(root, [...documents, ...getMetaschemas()]);
  const ended = new Set<JsonSchema>();
  const visit = (value: unknown, pointer: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const { keyword, text, target } of resources.getReferences(value as JsonSchema)) {
      if (target === null) throw new FormDefinitionError(`${pointer}/${keyword}`, `"${text}" leads nowhere`);
      if (leadsToItself(resources, value as JsonSchema, ended))
        throw new FormDefinitionError(`${pointer}/${keyword}`, `"${text}" leads back to itself`);
    }
    for (const [key, child] of Object.entries(value)) visit(child, `${pointer}/${toToken(key)}`);
  };
  visit(root, '/schema');
  for (const [index, document] of documents.entries()) visit(document, `/schemas/${index}`);
}

/**
 * Returns whether a chain of references is a cycle. `ended` contains schemas whose chains are known to end.
 */
function leadsToItself(resources: SchemaResources, schema: JsonSchema, ended: Set<JsonSchema>): boolean {
  const path = new Set<JsonSchema>();
  let current: unknown = schema;
  while (isJsonObject(current) && !ended.has(current as JsonSchema)) {
    if (path.has(current as JsonSchema)) return true;
    path.add(current as JsonSchema);
    current = resources.getReferences(current as JsonSchema)[0]?.target;
  }
  for (const passed of path) ended.add(passed);
  return false;
}

function checkPatterns(root: JsonSchema, start: string): void {
  visitPatterns(root, start, (pattern, pointer) => {
    try {
      createPattern(pattern);
    } catch {
      throw new FormDefinitionError(pointer, `"${pattern}" is no regular expression`);
    }
  });
}

/** Calls `visit` with each pattern of a schema, for texts and for property names, and its pointer. */
function visitPatterns(
  root: JsonSchema,
  start: string,
  visit: (pattern: string, pointer: string) => void,
): void {
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
  walk(root, start);
}

/**
 * Returns the patterns that only the sandbox can run, because they do not run in linear time, with their
 * pointers.
 */
export function findSandboxPatterns(root: JsonSchema): { pointer: string; pattern: string }[] {
  const found: { pointer: string; pattern: string }[] = [];
  visitPatterns(root, '/schema', (pattern, pointer) => {
    if (!isLinearPattern(pattern)) found.push({ pointer, pattern });
  });
  return found;
}
