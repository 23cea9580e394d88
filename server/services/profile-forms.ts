import {
  compileValidatorModule,
  FormDefinitionError,
  type FormDocuments,
  hashRules,
  isJsonObject,
  type JsonSchema,
  type JsonValue,
  mayHaveFiles,
  type UiSchema,
  type ValidatorModule,
} from 'schema-form/server';
import { type Language, languageCodes, languages } from '../../shared/languages.ts';
import { identityKeys } from '../domain/customer.ts';
import { countryCodes } from './country-codes.ts';
import { type FormDefinition, getRootProperties, getTextKey } from './form-definition.ts';
import type { Texts } from './texts.ts';

/** The profile form in one language, with its compiled validator. */
export interface LanguageForm extends FormDocuments, ValidatorModule {
  language: Language;
  /** The hash of its schema without texts, see `hashRules`. */
  rules: string;
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
  texts: Record<Language, Texts>,
  now: () => number = Date.now,
): ProfileForms {
  const forms = new Map<string, LanguageForm>();

  const getForDay = (language: Language, day: string): LanguageForm => {
    const key = `${day} ${language}`;
    const known = forms.get(key);
    if (known) return known;
    const created = createLanguageForm(definition, language, texts[language], day, forms.values());
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
  const [first] = languageCodes;
  if (first) get(first);

  return {
    get,
    findValidator(hash) {
      // Pages that were sent before midnight request yesterday's validator, possibly from another server.
      for (const day of [getLatestDay(now()), getLatestDay(now() - dayLength)]) {
        for (const language of languageCodes) {
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
  language: Language,
  texts: Texts,
  today: string,
  others: Iterable<LanguageForm> = [],
): LanguageForm {
  const form = translateDefinition(definition, language, texts, today);
  const rules = hashRules(form.schema);
  const { source, hash, functions, validate } =
    [...others].find((other) => other.rules === rules) ?? compile(form.schema);
  return {
    ...form,
    language,
    rules,
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

/** Fills in the texts and options of a definition in one language; throws FormDefinitionError. */
export function translateDefinition(
  definition: FormDefinition,
  language: Language,
  texts: Texts,
  today: string,
): FormDocuments {
  const fill = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') {
      if (value === 'today' && /^format(Exclusive)?(Minimum|Maximum)$/.test(key)) return today;
      const textKey = getTextKey(value);
      return textKey === null ? value : (texts.form(textKey) ?? value);
    }
    if (Array.isArray(value)) return value.map((item) => fill(item));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, fill(child, name)]));
  };
  const schema = fill(definition.schema) as JsonSchema;
  const uiSchema = fill(definition.ui_schema) as UiSchema;
  for (const [key, property] of getRootProperties(schema)) {
    if (!isJsonObject(property)) continue;
    if (identityKeys.includes(key)) property.readOnly = true;
    const name = property['x-options'];
    if (typeof name !== 'string') continue;
    const options = getNamedOptions(name, language);
    if (!options) {
      throw new FormDefinitionError(`/schema/properties/${key}/x-options`, `there are no options "${name}"`);
    }
    delete property['x-options'];
    property.enum = options.values as JsonValue[];
    const own = uiSchema[key];
    uiSchema[key] = {
      ...(isJsonObject(own) ? own : {}),
      'ui:enumNames': options.titles as string[],
      ...(options.langs && { 'ui:enumLangs': options.langs as string[] }),
    };
  }
  return { schema, ui_schema: uiSchema };
}

/** The values of a named list of options, and their titles. */
interface NamedOptions {
  values: readonly JsonValue[];
  titles: readonly string[];
  /** The languages of the titles, if these are not in the language of the page. */
  langs?: readonly string[];
}

/** A list that a definition can name with `x-options`, sorted for the language; null for an unknown name. */
function getNamedOptions(name: string, language: Language): NamedOptions | null {
  if (name === 'languages') {
    const titles = languageCodes.map((code) => languages[code].name);
    return { values: languageCodes, titles, langs: languageCodes };
  }
  if (name !== 'countries') return null;
  const known = countries.get(language) ?? listCountries(languages[language].locale);
  countries.set(language, known);
  return known;
}

/** Naming and sorting countries takes a third of a millisecond, and a definition may use them a thousand times. */
const countries = new Map<Language, NamedOptions>();

function listCountries(locale: string): NamedOptions {
  const names = new Intl.DisplayNames([locale], { type: 'region' });
  const { compare } = new Intl.Collator(locale);
  const named = countryCodes.map((code): [string, string] => [code, names.of(code) ?? code]);
  named.sort(([, a], [, b]) => compare(a, b));
  return { values: named.map(([code]) => code), titles: named.map(([, title]) => title) };
}
