import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  bundleSchema,
  type ChosenBranches,
  createNumberReader,
  type ErrorSchema,
  FormDefinitionError,
  type FormTexts,
  forgiveObject,
  hashValidator,
  hasTooManyValues,
  isJsonObject,
  isTooDeep,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  leaveOutHidden,
  mostValues,
  type RuleError,
  validateData,
  type WithPatterns,
  withPatternAnswers,
  wrapData,
  wrapRoot,
} from 'schema-form/server';
import { type Language, languages } from '../../shared/languages.ts';
import type { PlaygroundState } from '../../shared/page.ts';
import type { RenderPage } from '../page-renderer.ts';
import { projectFolder } from '../project-folder.ts';
import { matchInSandbox, type Sandbox, SandboxError } from '../sandbox/sandbox.ts';
import type { SchemaProblem } from '../sandbox/tasks.ts';
import { getLatestDay, getValidatorUrl, translateDefinition } from './profile-forms.ts';
import type { Texts } from './texts.ts';

export type PlaygroundTexts = Pick<PlaygroundState, 'schema' | 'ui_schema' | 'data'>;
type Fault = NonNullable<PlaygroundState['fault']>;

/** A form of anybody's schema; its rules run in the sandbox. */
export interface PlaygroundForm extends FormTexts {
  language: Language;
  validatorUrl: string;
  /** The schema is not of an object, so that the form is about an object with its value in it. */
  isWrapped: boolean;
}

/** What a form would send of its data, and every error in it. */
export interface PlaygroundResult {
  payload: JsonObject;
  errors: ErrorSchema;
}

/**
 * Forms of anybody's schema, for trying out. Nothing is stored. Schemas are hostile: they are checked,
 * compiled and run in the sandbox alone.
 */
export interface Playground {
  examples: string[];
  /** The texts of an example; null when there is none of this name. */
  getExample(name: string): PlaygroundTexts | null;
  /** A form of these texts, or what is wrong with them. */
  draw(
    texts: PlaygroundTexts,
    language: Language,
  ): Promise<{ form: PlaygroundForm; data: JsonObject } | { fault: Fault }>;
  /** Renders a page with somebody's form in it; rejects with SandboxError. Null: the server renders it itself. */
  renderPage: RenderPage | null;
  /** Runs work on a form of the playground. */
  withPatterns: WithPatterns;
  /** The errors of what a form sends, after what people type has been normalized. */
  validateForm(
    form: PlaygroundForm,
    data: JsonObject,
    chosen: ChosenBranches,
  ): Promise<PlaygroundResult | { fault: Fault }>;
  /** The errors of data as it is; throws FormDefinitionError for a schema that is none. */
  check(schema: JsonSchema, data: JsonValue, language: Language): Promise<ErrorSchema>;
  /** The source of a validator that was compiled here lately. */
  findValidator(hash: string): string | null;
}

/** Values of a schema: those of a large data model have a hundred thousand. */
const maxSchemaValues = 200_000;

/** What is wrong with a schema that exceeds the limits of the sandbox. */
export const beyondLimits = 'takes more time or memory than the playground allows';

const examplesFolder = path.join(projectFolder, 'examples');
const maxValidators = 50;
/** Characters of the source of one validator, and of all that are kept. */
const maxSource = 5_000_000;
const maxSources = 20_000_000;

export function createPlayground(
  texts: Record<Language, Texts>,
  sandbox: Sandbox,
  rendersPages: boolean,
): Playground {
  const validators = new Map<string, string>();
  const examples = readdirSync(examplesFolder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => path.basename(name, '.json'));

  const keepValidator = (source: string): string => {
    const hash = hashValidator(source);
    // Last, so that the oldest ones go first.
    validators.delete(hash);
    validators.set(hash, source);
    let size = 0;
    for (const [index, [key, kept]] of [...validators].reverse().entries()) {
      size += kept.length;
      if (index >= maxValidators || size > maxSources) validators.delete(key);
    }
    return getValidatorUrl(hash);
  };

  const translate = (schema: JsonSchema, uiSchema: JsonObject, language: Language): FormTexts =>
    translateDefinition({ schema, ui_schema: uiSchema }, language, texts[language], getLatestDay(Date.now()));

  const create = async (
    schema: JsonSchema,
    uiSchema: JsonObject,
    language: Language,
  ): Promise<PlaygroundForm> => {
    const form = translate(schema, uiSchema, language);
    // A named list of options is a word in the schema, and hundreds of values in the form.
    if (hasTooManyValues(form.schema as JsonObject, maxSchemaValues)) {
      throw new FormDefinitionError('/schema', beyondLimits);
    }
    const source = await compile(form.schema);
    // Not before the sandbox has checked it. All that follows knows one dialect.
    const bundle = bundleSchema(form.schema);
    const wrapped = wrapRoot(bundle, form.ui_schema);
    if (!wrapped) {
      const validatorUrl = keepValidator(source);
      return { ...form, schema: bundle, language, validatorUrl, isWrapped: false };
    }
    const validatorUrl = keepValidator(await compile(wrapped.schema));
    return { schema: wrapped.schema, ui_schema: wrapped.uiSchema, language, validatorUrl, isWrapped: true };
  };

  const compile = async (schema: JsonSchema): Promise<string> => {
    const { source } = getResult(await runTask(sandbox.run('compile', schema)));
    if (source.length > maxSource)
      throw new FormDefinitionError('/schema', 'is too large for the playground');
    return source;
  };

  const validate = async (form: FormTexts, data: JsonValue, language: Language): Promise<ErrorSchema> => {
    const errors = getResult(await runTask(sandbox.run('validate', { schema: form.schema, data })));
    return validateData(form, toValidateFunction(errors), data, texts[language].errors);
  };

  const withPatterns: WithPatterns = (work) => withPatternAnswers(matchInSandbox(sandbox), work);

  return {
    examples,
    getExample(name) {
      if (!examples.includes(name)) return null;
      const example: unknown = JSON.parse(readFileSync(path.join(examplesFolder, `${name}.json`), 'utf8'));
      const { schema = {}, ui_schema = {}, data = {} } = isJsonObject(example) ? example : {};
      const print = (value: unknown) => JSON.stringify(value, null, 2);
      return { schema: print(schema), ui_schema: print(ui_schema), data: print(data) };
    },
    async draw(input, language) {
      const documents: Record<string, JsonValue | undefined> = {};
      for (const field of ['schema', 'ui_schema', 'data'] as const) {
        const result = parseJson(input[field], field === 'schema' ? maxSchemaValues : mostValues);
        if ('message' in result) return { fault: { field, pointer: '', message: result.message } };
        documents[field] = result.value;
      }
      const { schema = {}, ui_schema = {}, data } = documents;
      const root = typeof schema === 'boolean' ? bundleSchema(schema) : schema;
      if (!isJsonObject(root)) return { fault: { field: 'schema', ...noObject } };
      if (!isJsonObject(ui_schema)) return { fault: { field: 'ui_schema', ...noObject } };
      try {
        const form = await create(root as JsonSchema, ui_schema, language);
        if (form.isWrapped) return { form, data: wrapData(data) };
        const own = data === undefined ? {} : data;
        return isJsonObject(own) ? { form, data: own } : { fault: { field: 'data', ...noObject } };
      } catch (error) {
        return { fault: toFault(error) };
      }
    },
    renderPage: rendersPages ? (request) => sandbox.run('render', request) : null,
    withPatterns,
    async validateForm(form, data, chosen) {
      const readNumber = createNumberReader(languages[form.language].writing);
      const { payload, normalized } = await withPatterns(() => {
        const visible = leaveOutHidden(form.schema, data, chosen);
        return { payload: visible, normalized: forgiveObject(form.schema, form.schema, visible, readNumber) };
      });
      try {
        return { payload, errors: await validate(form, normalized, form.language) };
      } catch (error) {
        return { fault: toFault(error) };
      }
    },
    // As it is: nothing is normalized here, so that the result is that of the schema alone.
    async check(schema, data, language) {
      if (hasTooManyValues(data)) throw new FormDefinitionError('/schema', beyondLimits);
      return withPatterns(() => validate(translate(schema, {}, language), data, language));
    },
    findValidator: (hash) => validators.get(hash) ?? null,
  };
}

/** What the sandbox said, as a problem of the schema where it exceeded its limits. */
async function runTask<Result>(task: Promise<Result>): Promise<Result> {
  try {
    return await task;
  } catch (error) {
    if (!(error instanceof SandboxError) || error.reason === 'busy') throw error;
    throw new FormDefinitionError('/schema', beyondLimits);
  }
}

function getResult<Result extends object>(result: Result | SchemaProblem): Result {
  if ('problem' in result) throw new FormDefinitionError(result.pointer, result.problem);
  return result;
}

/** Throws what is not the schema's. */
function toFault(error: unknown): Fault {
  if (!(error instanceof FormDefinitionError)) throw error;
  return { field: 'schema', pointer: error.pointer.replace(/^\/schema/, ''), message: error.fault };
}

/** The errors of a validation that has taken place, as a function that validates. */
function toValidateFunction(errors: RuleError[]) {
  return Object.assign(() => errors.length === 0, { errors });
}

const noObject = { pointer: '', message: 'must be an object' };

/** The value in a JSON text (undefined in an empty one), or what is wrong with it. */
function parseJson(text: string, mostValues: number): { value: JsonValue | undefined } | { message: string } {
  if (text.trim() === '') return { value: undefined };
  try {
    const value = JSON.parse(text) as JsonValue;
    if (hasTooManyValues(value, mostValues)) return { message: 'has too many values' };
    return isTooDeep(value) ? { message: 'is nested too deep' } : { value };
  } catch (error) {
    return { message: (error as Error).message };
  }
}
