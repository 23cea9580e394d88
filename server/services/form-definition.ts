import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Ajv } from 'ajv';
import { customerKeys } from '../../shared/customer-api.ts';
import { isUpload } from '../../shared/file-fields.ts';
import { getFileRules } from '../../shared/files.ts';
import {
  getTypes,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type UiSchema,
} from '../../shared/json-schema.ts';
import { type Language, languageCodes } from '../../shared/languages.ts';
import { normaliseSchema } from '../../shared/normalise-schema.ts';
import { followReference, isSchemaIn, resolveSchema } from '../../shared/schema-references.ts';
import { isCustomerKey } from '../domain/customer.ts';
import { projectFolder } from '../project-folder.ts';
import type { Texts } from './texts.ts';
import { getAjvClass } from './validator-module.ts';

/** A form as its author wrote it: texts may be `${key}`, options may be named. */
export interface FormDefinition {
  schema: JsonSchema;
  ui_schema: UiSchema;
}

/** A fault in a form definition: where (a JSON pointer into the document) and what. */
export class FormDefinitionError extends Error {
  override name = 'FormDefinitionError';
  readonly pointer: string;
  /** What is wrong, without where. */
  readonly fault: string;
  constructor(pointer: string, fault: string) {
    super(`${pointer || '/'}: ${fault}`);
    this.pointer = pointer;
    this.fault = fault;
  }
}

const builtIn = path.join(projectFolder, 'server/profile-form.json');

/** Reads a definition and checks it whole; throws FormDefinitionError. Null reads the built-in one. */
export function loadFormDefinition(file: string | null, texts: Record<Language, Texts>): FormDefinition {
  const definition = parseDefinition(file);
  checkSchema(definition.schema);
  checkTextKeys(definition, texts);
  checkCustomerKeys(definition.schema);
  checkAddresses(definition.ui_schema);
  return definition;
}

/** A definition whose fields take no larger files than the server does, and say so. */
export function limitFiles({ schema, ui_schema }: FormDefinition, fileLimit: number): FormDefinition {
  const limit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(limit);
    if (!isJsonObject(value)) return value;
    const limited = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, limit(child)]));
    if (!isUpload(value)) return limited;
    return { ...limited, 'ui:maxSize': Math.min(getFileRules(value).maxSize, fileLimit) };
  };
  return { schema, ui_schema: limit(ui_schema) as UiSchema };
}

function parseDefinition(file: string | null): FormDefinition {
  let text: string;
  try {
    text = readFileSync(file ?? builtIn, 'utf8');
  } catch {
    throw new FormDefinitionError('', `there is no file ${file} that can be read`);
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new FormDefinitionError('', `not JSON: ${(error as Error).message}`);
  }
  if (!isJsonObject(document)) throw new FormDefinitionError('', 'must be an object');
  const { schema, ui_schema = {} } = document;
  if (!isJsonObject(schema)) throw new FormDefinitionError('/schema', 'must be an object');
  if (!isJsonObject(ui_schema)) throw new FormDefinitionError('/ui_schema', 'must be an object');
  const types = getTypes(schema as JsonSchema);
  if (types.length === 0 ? !isJsonObject(schema.properties) : types.join() !== 'object') {
    throw new FormDefinitionError('/schema/type', 'the root of the schema must be an object');
  }
  return { schema: schema as JsonSchema, ui_schema };
}

/**
 * Checks that a schema is one, and that its references and patterns are sound; throws
 * FormDefinitionError, whose pointer begins with `/schema`.
 */
export function checkSchema(schema: JsonSchema): void {
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

/** Whether a drawn schema is nothing but values and groups of them, which the form draws without rjsf. */
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

/** A key as it stands in a JSON pointer. */
function toToken(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
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
function visitTexts(value: unknown, pointer: string, visit: VisitText): void {
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
  visitTexts(root, '/schema', (text, { pointer, key, owner }) => {
    if (key !== 'pattern' || !isSchemaIn(root, owner as JsonSchema)) return;
    try {
      new RegExp(text, 'u');
    } catch {
      throw new FormDefinitionError(pointer, `"${text}" is no regular expression`);
    }
  });
}

/** The key in `${key}`; null for a literal text. */
export function getTextKey(text: string): string | null {
  return /^\$\{([\w.-]+)\}$/.exec(text)?.[1] ?? null;
}

function checkTextKeys(definition: FormDefinition, texts: Record<Language, Texts>): void {
  visitTexts(definition, '', (text, { pointer }) => {
    const key = getTextKey(text);
    if (key === null) return;
    const missing = languageCodes.filter((language) => texts[language].form(key) === null);
    if (missing.length > 0) {
      throw new FormDefinitionError(
        pointer,
        `locales/${missing.join(' and ')}/form.json has no text "${key}"`,
      );
    }
  });
}

/** What is typed into a field is sent to its `checkUrl`: never to somebody else. */
function checkAddresses(uiSchema: UiSchema): void {
  visitTexts(uiSchema, '/ui_schema', (text, { pointer, key }) => {
    if (!/^(ui:)?checkUrl$/.test(key) || /^\/(?![/\\])/.test(text)) return;
    throw new FormDefinitionError(pointer, `"${text}" is no path of this site, such as /api/check`);
  });
}

/** The twelve keys are stored as texts, so a definition that gives one another type can't work. */
function checkCustomerKeys(schema: JsonSchema): void {
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    if (!isCustomerKey(key) || !isJsonObject(property)) continue;
    const types = getTypes(property as JsonSchema);
    if (types.length > 0 && types.join() !== 'string') {
      throw new FormDefinitionError(
        `/schema/properties/${key}/type`,
        `must be a string, since ${key} is one of ${customerKeys.join(', ')}`,
      );
    }
  }
}
