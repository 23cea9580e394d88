import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ChosenBranches } from '../../shared/choices.ts';
import { type TranslateError, validateData } from '../../shared/error-texts.ts';
import { forgiveObject } from '../../shared/forgive-input.ts';
import { isTooDeep } from '../../shared/form-body.ts';
import { leaveOutHidden } from '../../shared/hidden-values.ts';
import {
  type ErrorSchema,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
} from '../../shared/json-schema.ts';
import { type Language, languages } from '../../shared/languages.ts';
import { createNumberReader } from '../../shared/local-number.ts';
import type { PlaygroundState } from '../../shared/page.ts';
import { projectFolder } from '../project-folder.ts';
import { checkSchema, FormDefinitionError } from './form-definition.ts';
import { createLanguageForm, getLatestDay, type LanguageForm } from './profile-forms.ts';
import type { Texts } from './texts.ts';

export type PlaygroundTexts = Pick<PlaygroundState, 'schema' | 'ui_schema' | 'data'>;
type Fault = NonNullable<PlaygroundState['fault']>;

/** Forms of anybody's schema, for trying out. Nothing is stored. */
export interface Playground {
  examples: string[];
  /** The texts of an example; null when there is none of this name. */
  getExample(name: string): PlaygroundTexts | null;
  /** A form of these texts, or what is wrong with them. */
  draw(
    texts: PlaygroundTexts,
    language: Language,
  ): { form: LanguageForm; data: JsonObject } | { fault: Fault };
  /** The verdict on data; throws FormDefinitionError for a schema that is none. */
  check(schema: JsonSchema, data: JsonValue, language: Language): ErrorSchema;
  /** The source of a validator that was compiled here lately. */
  findValidator(hash: string): string | null;
}

const examplesFolder = path.join(projectFolder, 'examples');
const mostValidators = 50;

export function createPlayground(texts: Record<Language, Texts>): Playground {
  const validators = new Map<string, string>();
  const examples = readdirSync(examplesFolder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => path.basename(name, '.json'));

  const create = (schema: JsonSchema, uiSchema: JsonObject, language: Language): LanguageForm => {
    checkSchema(schema);
    const definition = { schema, ui_schema: uiSchema };
    const form = createLanguageForm(definition, language, texts[language], getLatestDay(Date.now()));
    validators.set(form.hash, form.source);
    const [oldest] = validators.keys();
    if (validators.size > mostValidators && oldest !== undefined) validators.delete(oldest);
    return form;
  };

  return {
    examples,
    getExample(name) {
      if (!examples.includes(name)) return null;
      const example: unknown = JSON.parse(readFileSync(path.join(examplesFolder, `${name}.json`), 'utf8'));
      const { schema = {}, ui_schema = {}, data = {} } = isJsonObject(example) ? example : {};
      const print = (value: unknown) => JSON.stringify(value, null, 2);
      return { schema: print(schema), ui_schema: print(ui_schema), data: print(data) };
    },
    draw(input, language) {
      const documents: Record<string, JsonObject> = {};
      for (const field of ['schema', 'ui_schema', 'data'] as const) {
        const result = parseObject(input[field]);
        if (typeof result === 'string') return { fault: { field, pointer: '', message: result } };
        documents[field] = result;
      }
      const { schema = {}, ui_schema = {}, data = {} } = documents;
      try {
        return { form: create(schema as JsonSchema, ui_schema, language), data };
      } catch (error) {
        if (!(error instanceof FormDefinitionError)) throw error;
        const pointer = error.pointer.replace(/^\/schema/, '');
        return { fault: { field: 'schema', pointer, message: error.fault } };
      }
    },
    check(schema, data, language) {
      // As it is: nothing is forgiven here, so that the verdict is that of the schema alone.
      const form = create(schema, {}, language);
      return validateData(form, form.validate, data, texts[language].errors);
    },
    findValidator: (hash) => validators.get(hash) ?? null,
  };
}

/** What a form would send of its data, and every fault in it, after what people type has been forgiven. */
export function judge(
  form: LanguageForm,
  data: JsonObject,
  translate: TranslateError,
  chosen: ChosenBranches,
): { payload: JsonObject; errors: ErrorSchema } {
  const payload = leaveOutHidden(form.schema, data, chosen);
  const meant = forgiveObject(
    form.schema,
    form.schema,
    payload,
    createNumberReader(languages[form.language].locale),
  );
  return { payload, errors: validateData(form, form.validate, meant, translate) };
}

/** The object in a JSON text (`{}` in an empty one), or what is wrong with it. */
function parseObject(text: string): JsonObject | string {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (!isJsonObject(value)) return 'must be an object';
    return isTooDeep(value) ? 'is nested too deep' : value;
  } catch (error) {
    return (error as Error).message;
  }
}
