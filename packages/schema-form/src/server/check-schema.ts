import { FormDefinitionError } from '../model/form-definition-error.ts';
import { toToken } from '../model/json-pointer.ts';
import { isJsonObject, type JsonObject, type JsonSchema } from '../model/json-schema.ts';
import { SchemaResources } from '../model/schema-resources.ts';
import { isSchemaIn } from '../model/subschemas.ts';
import { createPattern } from '../patterns/native-patterns.ts';
import { FormProblems, shorten } from './form-problem.ts';
import { getMetaschemas, getMetaschemaValidator } from './metaschemas.ts';

/**
 * Validates a schema against the metaschema of its draft and checks its references and patterns. `documents`
 * are schemas that it may refer to.
 *
 * Throws FormDefinitionError for the first error; its pointer begins with `/schema`, or with `/schemas` for a document.
 */
export function checkSchema(schema: JsonSchema, documents: readonly JsonSchema[] = []): void {
  const problems = new FormProblems();
  findSchemaErrors(schema, documents, problems);
  const [error] = problems.list;
  if (error) throw new FormDefinitionError(error.pointer, error.problem);
}

/**
 * Finds the errors for which `checkSchema` refuses a schema. Returns the resources of the documents, since finding them
 * takes long in large ones; null if the schema is nested too deep.
 */
export function findSchemaErrors(
  schema: JsonSchema,
  documents: readonly JsonSchema[],
  problems: FormProblems,
): SchemaResources | null {
  const report: Report = (pointer, problem) => problems.add('error', 'invalid', pointer, problem);
  try {
    checkDocument(schema, '/schema', report);
    for (const [index, document] of documents.entries()) {
      checkDocument(document, `/schemas/${index}`, report);
    }
    const resources = new SchemaResources(schema, [...documents, ...getMetaschemas()]);
    checkReferences(schema, '/schema', resources, report);
    for (const [index, document] of documents.entries()) {
      checkReferences(document, `/schemas/${index}`, resources, report);
    }
    return resources;
  } catch (error) {
    // The stack bounds how deep schemas and their references may be nested.
    if (!(error instanceof RangeError)) throw error;
    report('/schema', 'is nested too deep');
    return null;
  }
}

type Report = (pointer: string, problem: string) => void;

function checkDocument(schema: JsonSchema, pointer: string, report: Report): void {
  checkResource(withoutOtherDrafts(schema, pointer, report), pointer, report);
  checkPatterns(schema, pointer, report);
}

/**
 * Returns a document without the subschemas that name their own draft. These are checked against that draft.
 */
function withoutOtherDrafts(root: JsonSchema, start: string, report: Report): JsonSchema {
  const isResource = (value: object) =>
    value !== root && '$schema' in value && isSchemaIn(root, value as JsonSchema);
  // Nearly all documents are of one draft, and copying a large one takes long.
  if (!someObject(root, isResource)) return root;
  const copy = (value: unknown, pointer: string): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (isResource(value)) {
      checkResource(withoutOtherDrafts(value as JsonSchema, pointer, report), pointer, report);
      return {};
    }
    if (Array.isArray(value)) return value.map((item, index) => copy(item, `${pointer}/${index}`));
    const entries = Object.entries(value).map(([key, child]) => [
      key,
      copy(child, `${pointer}/${toToken(key)}`),
    ]);
    return Object.fromEntries(entries);
  };
  return copy(root, start) as JsonSchema;
}

/** Returns whether a value is or contains an object that matches. */
function someObject(value: unknown, matches: (value: object) => boolean): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return matches(value) || Object.values(value).some((child) => someObject(child, matches));
}

function checkResource(schema: JsonSchema, pointer: string, report: Report): void {
  const { $schema, $async } = schema as Record<string, unknown>;
  // Without a draft there is no metaschema to validate against.
  if ($schema !== undefined && typeof $schema !== 'string') {
    report(`${pointer}/$schema`, 'must be a string');
    return;
  }
  // With this keyword of Ajv, validators return promises.
  if ($async !== undefined) report(`${pointer}/$async`, 'is not supported');
  const isValid = getMetaschemaValidator(schema);
  if (isValid(schema)) return;
  for (const { instancePath, message = 'not valid', params } of isValid.errors ?? []) {
    report(pointer + instancePath, message + describeAllowed(params.allowedValues));
  }
}

/** Lists the values of an `enum`, such as the types that there are. */
function describeAllowed(values: unknown): string {
  return Array.isArray(values) && values.length <= 10 ? `: ${values.join(', ')}` : '';
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

function checkReferences(
  document: JsonSchema,
  start: string,
  resources: SchemaResources,
  report: Report,
): void {
  const ended = new Set<JsonSchema>();
  const visit = (value: unknown, pointer: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const { keyword, text, target } of resources.getReferences(value as JsonSchema)) {
      const at = `${pointer}/${keyword}`;
      if (target === null) report(at, `"${shorten(text)}" leads nowhere`);
      else if (leadsToItself(resources, value as JsonSchema, ended)) {
        report(at, `"${shorten(text)}" leads back to itself`);
      }
    }
    for (const [key, child] of Object.entries(value)) visit(child, `${pointer}/${toToken(key)}`);
  };
  visit(document, start);
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

function checkPatterns(root: JsonSchema, start: string, report: Report): void {
  visitPatterns(root, start, (pattern, pointer) => {
    try {
      createPattern(pattern);
    } catch {
      report(pointer, `"${shorten(pattern)}" is no regular expression`);
    }
  });
}

/** Calls `visit` with each pattern of a schema, for texts and for property names, and its pointer. */
export function visitPatterns(
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
