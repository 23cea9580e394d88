import {
  compileValidatorModule,
  FormDefinitionError,
  type FormDocuments,
  hashRules,
  type JsonSchema,
  mayHaveFiles,
  type ValidatorModule,
} from 'schema-form/server';
import type { Language, Notation } from '../../shared/languages.ts';
import type { Site } from '../../shared/site.ts';
import type { FormDefinition } from './form-definition.ts';
import type { SiteTexts, Texts } from './texts.ts';
import { translateDefinition } from './translate-definition.ts';

/** The profile form in one language, with its compiled validator. */
export interface LanguageForm extends FormDocuments, ValidatorModule {
  language: Language;
  notation: Notation;
  /** The address of `source`; null for a form of a remote backend that is too large to be compiled. */
  validatorUrl: string | null;
  /** A remote backend stores the twelve keys of the API, as values of any type. */
  holdsAnyType?: boolean;
  mayHaveFiles: boolean;
}

export const validatorsPath = '/validators/';

/** The profile form in every language. */
export interface ProfileForms {
  get(language: Language): LanguageForm;
  /** The source of the validator module with this hash; null when no form of today or yesterday has it. */
  findValidator(hash: string): string | null;
}

/**
 * Creates the forms of a definition: one per language and day, because a rule such as "not in the
 * future" contains the date. One of today is created at once, so that an invalid definition stops the
 * start with a FormDefinitionError; the others follow when they are first needed, because a large form takes
 * a second.
 */
export function createProfileForms(
  definition: FormDefinition,
  { site, getTexts }: SiteTexts,
  now: () => number = Date.now,
): ProfileForms {
  const forms = new Map<string, LanguageForm>();

  const getForDay = (language: Language, day: string): LanguageForm => {
    const key = `${day} ${language}`;
    const known = forms.get(key);
    if (known) return known;
    const created = createLanguageForm(definition, getTexts(language), site, day, forms.values());
    forms.set(key, created);
    return created;
  };
  const get = (language: Language): LanguageForm => {
    const today = getLatestDay(now());
    for (const key of forms.keys()) {
      if (key < getLatestDay(now() - 2 * dayLength)) forms.delete(key);
    }
    return getForDay(language, today);
  };
  get(site.defaultLanguage);

  return {
    get,
    findValidator(hash) {
      // Pages that were sent before midnight request yesterday's validator, possibly from another server.
      for (const day of [getLatestDay(now()), getLatestDay(now() - dayLength)]) {
        for (const language of Object.keys(site.languages)) {
          const form = getForDay(language, day);
          if (form.validatorUrl === getValidatorUrl(hash)) return form.source;
        }
      }
      return null;
    },
  };
}

const dayLength = 86_400_000;
const hour = 3_600_000;

/** The latest current day anywhere (UTC+14), so that a customer's today is never in the future. */
export function getLatestDay(time: number): string {
  return new Date(time + 14 * hour).toISOString().slice(0, 10);
}

/** The address of the validator module with this hash. */
export function getValidatorUrl(hash: string): string {
  return `${validatorsPath}${hash}.js`;
}

/**
 * Creates the form of a definition in one language, with its validator; throws FormDefinitionError. `others` are forms
 * whose validator it shares where its rules are the same.
 */
export function createLanguageForm(
  definition: FormDefinition,
  texts: Texts,
  site: Site,
  today: string,
  others: Iterable<LanguageForm> = [],
): LanguageForm {
  const form = translateDefinition(definition, texts, site, today);
  const { source, hash, functions, validate } =
    [...others].find((other) => hashRules(other.schema) === hashRules(form.schema)) ?? compile(form.schema);
  return {
    ...form,
    language: texts.language,
    notation: texts.notation,
    validatorUrl: getValidatorUrl(hash),
    mayHaveFiles: mayHaveFiles(form.schema, form.ui_schema),
    source,
    hash,
    functions,
    validate,
  };
}

function compile(schema: JsonSchema): ValidatorModule {
  try {
    return compileValidatorModule(schema);
  } catch (error) {
    if (error instanceof FormDefinitionError) throw error;
    throw new FormDefinitionError('/schema', (error as Error).message);
  }
}
