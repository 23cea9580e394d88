import {
  cleanText,
  coerceObject,
  createNumberReader,
  deepEquals,
  hasTooManyValues,
  isJsonObject,
  isTooDeep,
  type JsonObject,
  type JsonValue,
  toAsciiDigits,
  withoutWriteOnly,
} from 'schema-form/server';
import { builtInLanguages } from '../../locales/built-in-languages.ts';
import { findLanguage, type Languages } from '../../shared/languages.ts';
import { type Customer, identityKeys, toFormData } from '../domain/customer.ts';
import { overlaps } from '../domain/property-path.ts';
import { getAt, getValue, setAt } from '../domain/value-at.ts';
import { countryCodes } from '../services/country-codes.ts';
import type { LanguageForm } from '../services/profile-forms.ts';
import { toCell } from './cells.ts';
import type { Column } from './columns.ts';
import type { FileRecord } from './file-record.ts';

/** A value of a row under its dotted name; without a second entry, the row clears it. */
export type RowValue = [name: string, value?: JsonValue];

interface ReadValuesOptions {
  form: LanguageForm;
  /** The languages that a customer may have. */
  languages: Languages;
  /** The stored customer; null for a new one. */
  before: Customer | null;
  /** Whether dates are written as DD/MM/YYYY. */
  isDayFirst: boolean;
}

const readNumber = createNumberReader(builtInLanguages.en.writing);

/**
 * Reads the values of a record as they are stored. What is stored already is left out, unless the customer
 * has edited it. Problems are sentences that begin with the name of the column. `dayFirst` names the dates that can only
 * be read with the day first, although it is not.
 */
export function readValues(
  { cells }: FileRecord,
  { form, languages, before, isDayFirst }: ReadValuesOptions,
): { values: RowValue[]; problems: string[]; dayFirst: string[] } {
  const values: RowValue[] = [];
  const problems: string[] = [];
  const dayFirst: string[] = [];
  const changed: Column[] = [];
  let typed: JsonObject = {};
  const members: [string, JsonValue][] = [];
  for (const { column, value } of cells) {
    if (identityKeys.includes(column.name)) continue;
    const stored = before ? getValue(before, column.path) : undefined;
    if (isStored(form, before, column, stored, value)) {
      if (before?.edited.some((name) => overlaps(name, column.name))) values.push(toRowValue(column, stored));
      continue;
    }
    if (column.isDate && !isDayFirst && isOnlyDayFirst(value)) dayFirst.push(column.name);
    const prepared = prepare(column, value, { languages, isDayFirst });
    if (prepared === undefined) problems.push(`${column.name} is not in the right form`);
    else {
      changed.push(column);
      if (column.path.length === 1) members.push([column.path[0] ?? '', prepared]);
      else typed = setAt(typed, column.path, prepared);
    }
  }
  if (changed.length === 0) return { values, problems, dayFirst };
  const submitted = { ...typed, ...Object.fromEntries(members) };
  const coerced = coerceObject(form.schema, submitted, readNumber);
  for (const column of changed) values.push(toRowValue(column, getAt(coerced, column.path)));
  for (const [name, value] of values) {
    // A file that went through a wrong encoding has lost these characters for good.
    if (JSON.stringify(value)?.includes('\ufffd')) problems.push(`${name} has a character that was damaged`);
  }
  return { values, problems, dayFirst };
}

function toRowValue({ name }: Column, value: JsonValue | undefined): RowValue {
  return value === undefined ? [name] : [name, value];
}

/** Returns whether a cell holds what an export writes for the stored value. */
function isStored(
  form: LanguageForm,
  before: Customer | null,
  column: Column,
  stored: JsonValue | undefined,
  value: JsonValue,
): boolean {
  const isSame = (other: JsonValue | undefined) =>
    typeof value === 'string' ? toCell(other) === value : deepEquals(other ?? null, value);
  if (isSame(stored)) return true;
  if (before === null || typeof stored !== 'object' || stored === null) return false;
  const shown = withoutWriteOnly(form.schema, toFormData(before, form.schema));
  return isSame(getAt(shown, column.path));
}

/** Returns a cell as the form would submit it; undefined for one that can't be a value of its key of the API. */
function prepare(
  column: Column,
  value: JsonValue,
  { languages, isDayFirst }: Pick<ReadValuesOptions, 'languages' | 'isDayFirst'>,
): JsonValue | undefined {
  if (typeof value !== 'string') {
    return column.key === null || value === null ? value : undefined;
  }
  const text = cleanText(value);
  if (text === '') return '';
  if (column.isDate) {
    const date = readDate(toAsciiDigits(text), isDayFirst);
    if (date !== null || column.key === 'dob') return date ?? undefined;
  }
  if (column.key === 'language') return findLanguage(languages, text) ?? undefined;
  if (column.key === 'nationality') {
    const code = text.toUpperCase();
    return countryCodes.includes(code) ? code : undefined;
  }
  const option = column.options.get(text.toLowerCase());
  if (column.key === 'gender') return option ?? text.toLowerCase();
  return (column.isText ? null : parseJson(text)) ?? option ?? text;
}

/** Reads a list or an object that a CSV file holds as JSON; null for another text. */
function parseJson(text: string): JsonValue | null {
  if (!/^[[{]/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    // Against denial of service: what follows is recursive.
    if (isTooDeep(value) || hasTooManyValues(value as JsonValue)) return null;
    return isJsonObject(value) || Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** Reads an existing day to `YYYY-MM-DD`; null for another text. */
function readDate(text: string, isDayFirst: boolean): string | null {
  const [, day, month, year] = (isDayFirst && /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)) || [];
  const date = year ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : text;
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && isDay(date) ? date : null;
}

/** Returns whether a text is a date by its first number, which is too large for a month. */
function isOnlyDayFirst(value: JsonValue): boolean {
  if (typeof value !== 'string') return false;
  const text = toAsciiDigits(cleanText(value));
  return Number.parseInt(text, 10) > 12 && !/^\d{4}/.test(text) && readDate(text, true) !== null;
}

function isDay(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= lastDay;
}
