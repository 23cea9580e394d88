import {
  bundleSchema,
  type ChosenBranches,
  coerceObject,
  createNumberReader,
  type ErrorSchema,
  FormDefinitionError,
  type FormDocuments,
  type FormProblem,
  hashValidator,
  hasTooManyValues,
  isJsonObject,
  isTooDeep,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  mostValues,
  omitHidden,
  type RuleError,
  validateData,
  type WithPatterns,
  withPatternAnswers,
  wrapData,
  wrapRoot,
} from 'schema-form/server';
import type { Language, Notation } from '../../shared/languages.ts';
import { documentNames, type PlaygroundDocuments, type PlaygroundProblem } from '../../shared/playground.ts';
import type { RenderPage } from '../page-renderer.ts';
import { matchInSandbox, type Sandbox, SandboxError } from '../sandbox/sandbox.ts';
import type { SchemaProblem } from '../sandbox/tasks.ts';
import { type ExtractedTexts, extractLocalTexts } from './local-texts.ts';
import { findExample, listExamples } from './playground-examples.ts';
import { getLatestDay, getValidatorUrl } from './profile-forms.ts';
import { findTextProblems } from './text-problems.ts';
import type { SiteTexts } from './texts.ts';
import { fillToday, translateDefinition } from './translate-definition.ts';

/** A form of a stranger's schema; it is validated in the sandbox. */
export interface SandboxedForm extends FormDocuments {
  language: Language;
  notation: Notation;
  validatorUrl: string;
  /** The schema is not of an object, so that the form is about an object with its value in it. */
  isWrapped: boolean;
}

/** Forms of the same documents, with the data to begin with. */
export interface OpenedPlayground {
  /** One form for each language that was asked for, in that order. */
  forms: [SandboxedForm, ...SandboxedForm[]];
  data: JsonObject;
  /** What has no effect or helps nobody. */
  warnings: FormProblem[];
}

/** What a form submits, and every error in it. */
export interface PlaygroundResult {
  /** Numbers, booleans and dates as JSON has them, also if they came as texts of a form body. */
  payload: JsonObject;
  errors: ErrorSchema;
}

/**
 * Forms of strangers' schemas, to try them out. Nothing is stored. Schemas are hostile: they are checked,
 * compiled and run only in the sandbox.
 */
export interface Playground {
  /** The names of the examples. */
  examples: string[];
  /** Returns the texts of an example; null when no example has this name. */
  findExample(name: string): PlaygroundDocuments | null;
  /** Opens the forms of these documents, one for each language, or says why they have none. */
  open(
    documents: PlaygroundDocuments,
    languages: readonly [Language, ...Language[]],
  ): Promise<OpenedPlayground | { problem: PlaygroundProblem }>;
  /** Renders a page with a stranger's form in the sandbox; rejects with SandboxError. Null: the server renders it itself. */
  renderPage: RenderPage | null;
  /** Runs work on a form of the playground. */
  withPatterns: WithPatterns;
  /** Normalizes and validates what a form submits. `given` is the data that it was opened with. */
  validateForm(
    form: SandboxedForm,
    { data, given, chosen }: { data: JsonObject; given: JsonObject; chosen: ChosenBranches },
  ): Promise<PlaygroundResult | { problem: PlaygroundProblem }>;
  /** Validates data as they are; throws FormDefinitionError for an invalid schema. */
  check(schema: JsonSchema, data: JsonValue, language: Language): Promise<ErrorSchema>;
  /** Returns the source of a validator that was compiled lately; null when it is not kept any more. */
  findValidator(hash: string): string | null;
}

/** JSON values in a schema; the schema of a large data model has a hundred thousand. */
const maxSchemaValues = 200_000;

/** The problem of a schema that exceeds the limits of the sandbox. */
export const beyondLimits = 'takes more time or memory than the playground allows';

const maxValidators = 50;
/** Characters of one validator's source, and of all that are kept. */
const maxSource = 5_000_000;
const maxSources = 20_000_000;

export function createPlayground(texts: SiteTexts, sandbox: Sandbox, rendersPages: boolean): Playground {
  const { site, getTexts } = texts;
  const validators = new Map<string, string>();
  const keepValidator = (source: string): string => {
    const hash = hashValidator(source);
    // A Map keeps the order of insertion: the oldest ones are dropped first.
    validators.delete(hash);
    validators.set(hash, source);
    let size = 0;
    for (const [index, [key, kept]] of [...validators].reverse().entries()) {
      size += kept.length;
      if (index >= maxValidators || size > maxSources) validators.delete(key);
    }
    return getValidatorUrl(hash);
  };

  const translate = (definition: ExtractedTexts, language: Language): FormDocuments => {
    const { schema, ui_schema } = translateDefinition(definition, getTexts(language), site);
    return { schema: fillToday(schema, getLatestDay(Date.now())), ui_schema };
  };

  const create = async (definition: ExtractedTexts, language: Language): Promise<SandboxedForm> => {
    const form = translate(definition, language);
    const { notation } = getTexts(language);
    // A named list of options is one word in the definition, and hundreds of values in the form.
    if (hasTooManyValues(form.schema as JsonObject, maxSchemaValues)) {
      throw new FormDefinitionError('/schema', beyondLimits);
    }
    const source = await compile(form.schema);
    // Converted only after the sandbox has checked it. All later code knows one dialect.
    const bundle = bundleSchema(form.schema);
    const wrapped = wrapRoot(bundle, form.ui_schema);
    if (!wrapped) {
      const validatorUrl = keepValidator(source);
      return { ...form, schema: bundle, language, notation, validatorUrl, isWrapped: false };
    }
    const validatorUrl = keepValidator(await compile(wrapped.schema));
    return {
      schema: wrapped.schema,
      ui_schema: wrapped.uiSchema,
      language,
      notation,
      validatorUrl,
      isWrapped: true,
    };
  };

  const compile = async (schema: JsonSchema): Promise<string> => {
    const { source } = getResult(await runTask(sandbox.run('compile', schema)));
    if (source.length > maxSource)
      throw new FormDefinitionError('/schema', 'is too large for the playground');
    return source;
  };

  const findWarnings = async ({ schema, ui_schema, localTexts }: ExtractedTexts): Promise<FormProblem[]> => {
    // Nearly every schema that somebody tries out has its texts in one language.
    const textProblems = findTextProblems({ documents: { schema, ui_schema }, localTexts }, texts, false);
    try {
      return [...(await sandbox.run('examine', { schema, ui_schema })), ...textProblems];
    } catch (error) {
      if (error instanceof SandboxError && error.reason === 'limit') return textProblems;
      throw error;
    }
  };

  const validate = async (form: FormDocuments, data: JsonValue, language: Language): Promise<ErrorSchema> => {
    const errors = getResult(await runTask(sandbox.run('validate', { schema: form.schema, data })));
    return validateData(form, toValidateFunction(errors), data, {
      translate: getTexts(language).errors,
      ...getTexts(language).notation,
    });
  };

  const withPatterns: WithPatterns = (work) => withPatternAnswers(matchInSandbox(sandbox), work);

  return {
    examples: listExamples(),
    findExample,
    async open(input, [language, ...others]) {
      const documents: Record<string, JsonValue | undefined> = {};
      for (const field of documentNames) {
        const result = parseJson(input[field], field === 'schema' ? maxSchemaValues : mostValues);
        if ('message' in result) return { problem: { field, pointer: '', message: result.message } };
        documents[field] = result.value;
      }
      const { schema = {}, ui_schema = {}, data } = documents;
      const root = typeof schema === 'boolean' ? bundleSchema(schema) : schema;
      if (!isJsonObject(root)) return { problem: { field: 'schema', ...noObject } };
      if (!isJsonObject(ui_schema)) return { problem: { field: 'ui_schema', ...noObject } };
      try {
        const definition = extractLocalTexts(root as JsonSchema, ui_schema);
        const form = await create(definition, language);
        const own = form.isWrapped ? wrapData(data) : (data ?? {});
        if (!isJsonObject(own)) return { problem: { field: 'data', ...noObject } };
        const forms: OpenedPlayground['forms'] = [form];
        for (const other of others) forms.push(await create(definition, other));
        const warnings = await findWarnings(definition);
        return { forms, data: own, warnings };
      } catch (error) {
        return { problem: toProblem(error) };
      }
    },
    renderPage: rendersPages ? (request) => sandbox.run('render', request) : null,
    withPatterns,
    async validateForm(form, { data, given, chosen }) {
      const readNumber = createNumberReader(form.notation.writing);
      const payload = await withPatterns(() =>
        coerceObject(form.schema, omitHidden(form.schema, data, chosen), readNumber, given),
      );
      try {
        return { payload, errors: await validate(form, payload, form.language) };
      } catch (error) {
        return { problem: toProblem(error) };
      }
    },
    // Nothing is normalized, so that the result depends on the schema alone.
    async check(schema, data, language) {
      if (hasTooManyValues(data)) throw new FormDefinitionError('/schema', beyondLimits);
      return withPatterns(() => validate(translate(extractLocalTexts(schema, {}), language), data, language));
    },
    findValidator: (hash) => validators.get(hash) ?? null,
  };
}

/** Turns exceeded limits of the sandbox into a problem of the schema. */
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

/** Returns a problem of the schema or the uiSchema; throws any other error again. */
function toProblem(error: unknown): PlaygroundProblem {
  if (!(error instanceof FormDefinitionError)) throw error;
  const [, field, pointer] = /^\/(schema|ui_schema)(.*)$/s.exec(error.pointer) ?? [];
  return {
    field: field === 'ui_schema' ? field : 'schema',
    pointer: pointer ?? error.pointer,
    message: error.problem,
  };
}

/** Returns the errors of a finished validation as a function that validates. */
function toValidateFunction(errors: RuleError[]) {
  return Object.assign(() => errors.length === 0, { errors });
}

const noObject = { pointer: '', message: 'must be an object' };

/** Returns the value in a JSON text, undefined for an empty text, or the problem of the text. */
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
