import {
  FormDefinitionError,
  type FormDocuments,
  generateValidator,
  hashRules,
  hashValidator,
  type JsonSchema,
  mayHaveFiles,
  runValidator,
  toValidatorScript,
  type ValidatorCode,
  type ValidatorModule,
} from 'schema-form/server';
import type { Language, Notation } from '../../shared/languages.ts';
import type { FormDefinition } from './form-definition.ts';
import type { SiteTexts } from './texts.ts';
import { fillToday, translateDefinition } from './translate-definition.ts';

type RunningValidator = Pick<ValidatorModule, 'functions' | 'validate'>;

/** The profile form in one language, with its compiled validator. */
export interface LanguageForm extends FormDocuments, RunningValidator {
  language: Language;
  notation: Notation;
  /** The address of its script; null for a form of a remote backend that is too large to be compiled. */
  validatorUrl: string | null;
  /** A remote backend stores the twelve keys of the API, as values of any type. */
  holdsAnyType?: boolean;
  mayHaveFiles: boolean;
}

export const validatorsPath = '/validators/';

/** The profile form in every language. */
export interface ProfileForms {
  get(language: Language): LanguageForm;
  /** Returns the source of the validator script with this hash; null when no form of today or yesterday has it. */
  findValidator(hash: string): string | null;
}

/** The rules of a form, which several languages may share. */
interface Validator extends RunningValidator {
  code: ValidatorCode;
  hash: string;
}

/** The form in one language, of any day. */
interface Translation extends FormDocuments {
  validator: Validator;
  mayHaveFiles: boolean;
}

/**
 * Creates the forms of a definition, one per language and day: a rule such as "not in the future" contains the date. The
 * validator of a large form takes a second to compile, so it reads the date when it validates, and is compiled once. The
 * form in the default language is created at once, so that an invalid definition stops the start with a
 * FormDefinitionError. The other languages follow when they are first needed.
 */
export function createProfileForms(
  definition: FormDefinition,
  { site, getTexts }: SiteTexts,
  now: () => number = Date.now,
): ProfileForms {
  const translations = new Map<Language, Translation>();
  const forms = new Map<Language, { day: string; form: LanguageForm }>();

  const compile = (schema: JsonSchema): Validator => {
    const same = [...translations.values()].find((other) => hashRules(other.schema) === hashRules(schema));
    return same?.validator ?? compileValidator(schema, () => getLatestDay(now()));
  };
  const translate = (language: Language): Translation => {
    const known = translations.get(language);
    if (known) return known;
    const documents = translateDefinition(definition, getTexts(language), site);
    const created = {
      ...documents,
      validator: compile(documents.schema),
      mayHaveFiles: mayHaveFiles(documents.schema, documents.ui_schema),
    };
    translations.set(language, created);
    return created;
  };
  const create = (language: Language, day: string): LanguageForm => {
    const { schema, validator, ...others } = translate(language);
    const { notation } = getTexts(language);
    const { functions, validate } = validator;
    const validatorUrl = getValidatorUrl(hashScript(validator, day));
    return {
      ...others,
      schema: fillToday(schema, day),
      language,
      notation,
      validatorUrl,
      functions,
      validate,
    };
  };
  const get = (language: Language): LanguageForm => {
    const day = getLatestDay(now());
    const known = forms.get(language);
    if (known?.day === day) return known.form;
    const form = create(language, day);
    forms.set(language, { day, form });
    return form;
  };
  get(site.defaultLanguage);

  return {
    get,
    findValidator(hash) {
      // Pages that were sent before midnight request yesterday's validator, possibly from another server.
      const days = [getLatestDay(now()), getLatestDay(now() - dayLength)];
      for (const language of Object.keys(site.languages)) {
        const { validator } = translate(language);
        const day = days.find((one) => hashScript(validator, one) === hash);
        if (day !== undefined) return toValidatorScript(validator.code, day);
      }
      return null;
    },
  };
}

const dayLength = 86_400_000;
const hour = 3_600_000;

/** Returns the latest current day anywhere (UTC+14), so that a customer's today is never in the future. */
export function getLatestDay(time: number): string {
  return new Date(time + 14 * hour).toISOString().slice(0, 10);
}

/** Returns the address of the validator script with this hash. */
export function getValidatorUrl(hash: string): string {
  return `${validatorsPath}${hash}.js`;
}

/** Returns the hash that is the name of a validator's script on a day. */
function hashScript({ hash, code }: Validator, day: string): string {
  return code.usesToday ? hashValidator(`${hash} ${day}`) : hash;
}

function compileValidator(schema: JsonSchema, getToday: () => string): Validator {
  try {
    const code = generateValidator(schema, { knowsToday: true });
    return { code, hash: hashValidator(code.body), ...runValidator(schema, code, getToday) };
  } catch (error) {
    if (error instanceof FormDefinitionError) throw error;
    throw new FormDefinitionError('/schema', (error as Error).message);
  }
}
