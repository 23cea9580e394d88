import path from 'node:path';
import {
  bundleSchema,
  FormDefinitionError,
  type FormProblem,
  findFormProblems,
  getFileRules,
  getRootSchemas,
  getTypes,
  isJsonObject,
  isUpload,
  type JsonSchema,
  type JsonValue,
  type UiSchema,
  visitTexts,
} from 'schema-form/server';
import { customerKeys } from '../../shared/customer-api.ts';
import type { LocalText } from '../../shared/local-text.ts';
import { identityKeys, isCustomerKey } from '../domain/customer.ts';
import { projectFolder } from '../project-folder.ts';
import { readJson } from '../read-json.ts';
import { extractLocalTexts } from './local-texts.ts';
import { findTextProblems } from './text-problems.ts';
import type { SiteTexts } from './texts.ts';

/** A form as its author wrote it: texts may be keys (`${key}`), and options may be named lists. */
export interface FormDefinition {
  schema: JsonSchema;
  ui_schema: UiSchema;
  /** The texts per language that the two documents have placeholders for. */
  localTexts?: readonly LocalText[];
}

const builtIn = path.join(projectFolder, 'server/profile-form.json');

/** A definition with its errors and warnings. */
export interface CheckedDefinition {
  /** Null if there is an error. */
  definition: FormDefinition | null;
  problems: FormProblem[];
}

/**
 * Reads a definition; null reads the built-in one. Throws FormDefinitionError for its first error, and calls `onWarning`
 * for what is no error, but has no effect or helps nobody.
 */
export function loadFormDefinition(
  file: string | null,
  texts: SiteTexts,
  onWarning: (warning: FormProblem) => void = () => {},
): FormDefinition {
  const { definition, problems } = checkFormDefinition(file, texts);
  const error = problems.find(({ level }) => level === 'error');
  if (error || !definition) throw new FormDefinitionError(error?.pointer ?? '', error?.problem ?? '');
  problems.forEach(onWarning);
  return definition;
}

/** Nobody types the id and the number of a customer, so browsers need not fill them in. */
function concernsCustomers({ kind, pointer }: FormProblem): boolean {
  return kind !== 'autocomplete' || !identityKeys.some((key) => pointer === `/schema/properties/${key}`);
}

/** Reads a definition and finds all of its problems; null reads the built-in one. */
export function checkFormDefinition(file: string | null, texts: SiteTexts): CheckedDefinition {
  const problems: FormProblem[] = [];
  const report = (pointer: string, problem: string) =>
    problems.push({ level: 'error', kind: 'invalid', pointer, problem });
  try {
    const { schemas, ...definition } = parseDefinition(file);
    problems.push(...findFormProblems({ ...definition, schemas }).filter(concernsCustomers));
    const documents = { schema: definition.schema, ui_schema: definition.ui_schema, schemas };
    problems.push(...findTextProblems({ documents, localTexts: definition.localTexts ?? [] }, texts));
    checkAddresses(definition.ui_schema, report);
    if (problems.some(({ level }) => level === 'error')) return { definition: null, problems };
    // All later code knows one dialect and one document.
    const schema = bundleSchema(definition.schema, schemas);
    checkRoot(schema, report);
    checkCustomerKeys(schema, report);
    const isValid = problems.every(({ level }) => level !== 'error');
    return { definition: isValid ? { ...definition, schema } : null, problems };
  } catch (error) {
    // The stack overflows.
    if (error instanceof RangeError) report('', 'is nested too deep');
    else if (error instanceof FormDefinitionError) report(error.pointer, error.problem);
    else throw error;
    return { definition: null, problems };
  }
}

type Report = (pointer: string, problem: string) => void;

/** Limits the file fields of a definition to the size that the server accepts, so that the form says so. */
export function limitFiles({ ui_schema, ...definition }: FormDefinition, fileLimit: number): FormDefinition {
  const limit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(limit);
    if (!isJsonObject(value)) return value;
    const limited = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, limit(child)]));
    if (!isUpload(value)) return limited;
    return { ...limited, 'ui:maxSize': Math.min(getFileRules(value).maxSize, fileLimit) };
  };
  return { ...definition, ui_schema: limit(ui_schema) as UiSchema };
}

/** `schemas` are documents that the schema may refer to by their `$id`. */
function parseDefinition(file: string | null): FormDefinition & { schemas: JsonSchema[] } {
  let document: unknown;
  try {
    document = readJson(file ?? builtIn);
  } catch (error) {
    if (error instanceof SyntaxError) throw new FormDefinitionError('', `not JSON: ${error.message}`);
    throw new FormDefinitionError('', `there is no file ${file} that can be read`);
  }
  if (!isJsonObject(document)) throw new FormDefinitionError('', 'must be an object');
  const { schema, ui_schema = {}, schemas = [] } = document;
  if (!isJsonObject(schema)) throw new FormDefinitionError('/schema', 'must be an object');
  if (!isJsonObject(ui_schema)) throw new FormDefinitionError('/ui_schema', 'must be an object');
  return extractLocalTexts(schema as JsonSchema, ui_schema, readDocuments(schemas));
}

/** A profile is an object, whether the root says so itself or by what it refers to. */
function checkRoot(schema: JsonSchema, report: Report): void {
  const { schemas: parts } = getRootSchemas(schema);
  const types = parts.map((part) => getTypes(part).join()).filter((type) => type !== '');
  const isObject = types.length > 0 || parts.some(({ properties }) => isJsonObject(properties));
  if (!isObject || types.some((type) => type !== 'object')) {
    report('/schema/type', 'the root of the schema must be an object');
  }
}

function readDocuments(schemas: JsonValue): JsonSchema[] {
  if (!Array.isArray(schemas)) throw new FormDefinitionError('/schemas', 'must be a list');
  return schemas.map((document, index) => {
    if (!isJsonObject(document)) throw new FormDefinitionError(`/schemas/${index}`, 'must be an object');
    if (typeof (document.$id ?? document.id) === 'string') return document as JsonSchema;
    throw new FormDefinitionError(`/schemas/${index}/$id`, 'must be the URI that references name');
  });
}

/** Refuses a `checkUrl` of another site: what a customer types would be sent there. */
function checkAddresses(uiSchema: UiSchema, report: Report): void {
  visitTexts(uiSchema, '/ui_schema', (text, { pointer, key }) => {
    if (!/^(ui:)?checkUrl$/.test(key) || /^\/(?![/\\])/.test(text)) return;
    report(pointer, `"${text}" is no path of this site, such as /api/check`);
  });
}

/** Returns the properties that the root has by itself, by references, and by branches. */
export function getRootProperties(schema: JsonSchema): [string, JsonSchema | boolean][] {
  return getRootSchemas(schema).schemas.flatMap(({ properties }) => Object.entries(properties ?? {}));
}

/** Refuses another type than string for the twelve keys of the API, which are stored as strings. */
function checkCustomerKeys(schema: JsonSchema, report: Report): void {
  for (const [key, property] of getRootProperties(schema)) {
    if (!isCustomerKey(key) || !isJsonObject(property)) continue;
    const types = getTypes(property as JsonSchema);
    if (types.length > 0 && types.join() !== 'string') {
      report(
        `/schema/properties/${key}/type`,
        `must be a string, since ${key} is one of ${customerKeys.join(', ')}`,
      );
    }
  }
}
