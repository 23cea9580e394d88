import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import { customerKeys } from '../../shared/customer-api.ts';
import {
  getTypes,
  isJsonObject,
  type JsonSchema,
  type UiSchema,
  valueAtPointer,
} from '../../shared/json-schema.ts';
import { type Language, languageCodes } from '../../shared/languages.ts';
import { isCustomerKey } from '../domain/customer.ts';
import { projectFolder } from '../project-folder.ts';
import type { Texts } from './texts.ts';

/** A form as its author wrote it: texts may be `${key}`, options may be named. */
export interface FormDefinition {
  schema: JsonSchema;
  ui_schema: UiSchema;
}

/** A fault in a form definition: where (a JSON pointer into the document) and what. */
export class FormDefinitionError extends Error {
  override name = 'FormDefinitionError';
  readonly pointer: string;
  constructor(pointer: string, message: string) {
    super(`${pointer || '/'}: ${message}`);
    this.pointer = pointer;
  }
}

const builtIn = path.join(projectFolder, 'server/profile-form.json');

/** Reads a definition and checks it whole; throws FormDefinitionError. Null reads the built-in one. */
export function loadFormDefinition(file: string | null, texts: Record<Language, Texts>): FormDefinition {
  const definition = parseDefinition(file);
  checkSchema(definition.schema);
  checkReferences(definition.schema);
  checkTextKeys(definition, texts);
  checkCustomerKeys(definition.schema);
  return definition;
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

function checkSchema(schema: JsonSchema): void {
  const options = { strict: false, allErrors: false, logger: false } as const;
  const ajv = schema.$schema?.includes('2020-12') ? new Ajv2020(options) : new Ajv(options);
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
}

/** Calls `visit` with every text in a document, its pointer and its key. */
function visitTexts(
  value: unknown,
  pointer: string,
  visit: (text: string, pointer: string, key: string) => void,
  key = '',
): void {
  if (typeof value === 'string') visit(value, pointer, key);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, child] of Object.entries(value)) {
      visitTexts(child, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, visit, name);
    }
  }
}

function checkReferences(schema: JsonSchema): void {
  visitTexts(schema, '/schema', (text, pointer, key) => {
    if (key !== '$ref' || !/^#(\/|$)/.test(text)) return;
    if (valueAtPointer(schema, text.slice(1)) === undefined) {
      throw new FormDefinitionError(pointer, `"${text}" leads nowhere`);
    }
  });
}

/** The key in `${key}`; null for a literal text. */
export function getTextKey(text: string): string | null {
  return /^\$\{([\w.-]+)\}$/.exec(text)?.[1] ?? null;
}

function checkTextKeys(definition: FormDefinition, texts: Record<Language, Texts>): void {
  visitTexts(definition, '', (text, pointer) => {
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
