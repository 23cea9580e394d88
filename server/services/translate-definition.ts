import {
  FormDefinitionError,
  type FormDocuments,
  isJsonObject,
  type JsonSchema,
  type JsonValue,
  type UiSchema,
} from 'schema-form/server';
import { getLanguage } from '../../shared/languages.ts';
import { chooseText } from '../../shared/local-text.ts';
import type { Site } from '../../shared/site.ts';
import { identityKeys } from '../domain/customer.ts';
import { countryCodes } from './country-codes.ts';
import { type FormDefinition, getRootProperties } from './form-definition.ts';
import { findLocalText, getTextKey } from './local-texts.ts';
import type { Texts } from './texts.ts';

/**
 * Fills in the texts and options of a definition in one language; throws FormDefinitionError. What does not change
 * stays the same object, so that languages share it. The limit "today" of dates stays; `fillToday` replaces it.
 */
export function translateDefinition(
  { schema, ui_schema, localTexts = [] }: FormDefinition,
  texts: Texts,
  site: Site,
): FormDocuments {
  const named = findNamedOptions(schema, texts, site);
  const keyed = new Map(getRootProperties(schema).map(([key, property]) => [property, key]));

  const fillText = (text: string): string => {
    // Most texts of a large definition have no placeholder.
    if (!text.startsWith('${')) return text;
    const local = findLocalText(localTexts, text);
    if (local !== null) return chooseText(local, texts.language, site.defaultLanguage);
    const textKey = getTextKey(text);
    return textKey === null ? text : (texts.form(textKey) ?? text);
  };

  const adapt = (filled: object, authored: object): object => {
    const rootKey = keyed.get(authored as JsonSchema);
    return rootKey === undefined ? filled : adaptProperty(rootKey, filled as JsonSchema);
  };

  const adaptProperty = (key: string, property: JsonSchema): JsonSchema => {
    const own = identityKeys.includes(key) ? { ...property, readOnly: true } : property;
    const options = named.get(key);
    if (!options) return own;
    const { 'x-options': _, ...others } = own;
    return { ...others, enum: options.values as JsonValue[] };
  };

  const uiSchema = replaceStrings(ui_schema, fillText) as UiSchema;
  const names = [...named].map(([key, { titles, langs }]): [string, UiSchema] => {
    const own = uiSchema[key];
    const named = {
      'ui:enumNames': titles as string[],
      ...(langs && { 'ui:enumLangs': langs as string[] }),
    };
    return [key, { ...(isJsonObject(own) ? own : {}), ...named }];
  });
  return {
    schema: replaceStrings(schema, fillText, adapt) as JsonSchema,
    ui_schema: names.length > 0 ? { ...uiSchema, ...Object.fromEntries(names) } : uiSchema,
  };
}

/** Replaces the limit "today" of dates in a schema; the same object if there is none. */
export function fillToday(schema: JsonSchema, today: string): JsonSchema {
  return replaceStrings(schema, (text, key) =>
    text === 'today' && /^format(Exclusive)?(Minimum|Maximum)$/.test(key) ? today : text,
  ) as JsonSchema;
}

/** Replaces the strings of a JSON value, and then each object. What does not change stays the same object. */
function replaceStrings(
  value: unknown,
  replace: (text: string, key: string) => string,
  adapt: (replaced: object, original: object) => object = (replaced) => replaced,
  key = '',
): unknown {
  if (typeof value === 'string') return replace(value, key);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => replaceStrings(item, replace, adapt));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  let replaced: Record<string, unknown> | null = null;
  for (const [name, child] of Object.entries(value)) {
    const result = replaceStrings(child, replace, adapt, name);
    if (result === child) continue;
    replaced ??= Object.fromEntries(Object.entries(value));
    replaced[name] = result;
  }
  return adapt(replaced ?? value, value);
}

/** The values of a named list of options, and their titles. */
interface NamedOptions {
  values: readonly JsonValue[];
  titles: readonly string[];
  /** The languages of the titles, if these are not in the language of the page. */
  langs?: readonly string[];
}

/** Finds the lists of options that the properties of a schema name, by the key of the property. */
function findNamedOptions(schema: JsonSchema, texts: Texts, site: Site): Map<string, NamedOptions> {
  const found = new Map<string, NamedOptions>();
  for (const [key, property] of getRootProperties(schema)) {
    const name = isJsonObject(property) ? property['x-options'] : undefined;
    if (typeof name !== 'string') continue;
    const options = getNamedOptions(name, texts, site);
    if (!options) {
      throw new FormDefinitionError(`/schema/properties/${key}/x-options`, `there are no options "${name}"`);
    }
    found.set(key, options);
  }
  return found;
}

/** Returns a list that a definition can name with `x-options`, sorted for the language; null for an unknown name. */
function getNamedOptions(name: string, { notation }: Texts, { languages }: Site): NamedOptions | null {
  if (name === 'languages') {
    const codes = Object.keys(languages);
    const titles = codes.map((code) => getLanguage(languages, code).name);
    return { values: codes, titles, langs: codes };
  }
  if (name !== 'countries') return null;
  const known = countries.get(notation.locale) ?? listCountries(notation.locale);
  countries.set(notation.locale, known);
  return known;
}

/** Naming and sorting countries takes a third of a millisecond, and a definition may use them a thousand times. */
const countries = new Map<string, NamedOptions>();

function listCountries(locale: string): NamedOptions {
  const names = new Intl.DisplayNames([locale], { type: 'region' });
  const { compare } = new Intl.Collator(locale);
  const named = countryCodes.map((code): [string, string] => [code, names.of(code) ?? code]);
  named.sort(([, a], [, b]) => compare(a, b));
  return { values: named.map(([code]) => code), titles: named.map(([, title]) => title) };
}
