import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  checkSchema,
  FormDefinitionError,
  getFileRules,
  getTypes,
  isJsonObject,
  isUpload,
  type JsonSchema,
  type UiSchema,
  visitTexts,
} from 'schema-form/server';
import { customerKeys } from '../../shared/customer-api.ts';
import { type Language, languageCodes } from '../../shared/languages.ts';
import { isCustomerKey } from '../domain/customer.ts';
import { projectFolder } from '../project-folder.ts';
import type { Texts } from './texts.ts';

/** A form as its author wrote it: texts may be keys (`${key}`), and options may be named lists. */
export interface FormDefinition {
  schema: JsonSchema;
  ui_schema: UiSchema;
}

const builtIn = path.join(projectFolder, 'server/profile-form.json');

/** Reads and checks a definition; null reads the built-in one. Throws FormDefinitionError. */
export function loadFormDefinition(file: string | null, texts: Record<Language, Texts>): FormDefinition {
  const definition = parseDefinition(file);
  checkSchema(definition.schema);
  checkTextKeys(definition, texts);
  checkCustomerKeys(definition.schema);
  checkAddresses(definition.ui_schema);
  return definition;
}

/** Limits the file fields of a definition to the size that the server accepts, so that the form says so. */
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

/** The key in a text `${key}`; null for a literal text. */
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

/** Refuses a `checkUrl` of another site: what a customer types would be sent there. */
function checkAddresses(uiSchema: UiSchema): void {
  visitTexts(uiSchema, '/ui_schema', (text, { pointer, key }) => {
    if (!/^(ui:)?checkUrl$/.test(key) || /^\/(?![/\\])/.test(text)) return;
    throw new FormDefinitionError(pointer, `"${text}" is no path of this site, such as /api/check`);
  });
}

/** Refuses another type than string for the twelve keys of the API, which are stored as strings. */
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
