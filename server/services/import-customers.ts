import { parse } from 'csv-parse/sync';
import { cleanText, toAsciiDigits } from 'schema-form/server';
import { customerKeys } from '../../shared/customer-api.ts';
import { findLanguage, type Languages } from '../../shared/languages.ts';
import { type CustomerChanges, isCustomerKey } from '../domain/customer.ts';
import { type CountryCode, parseMobile } from '../domain/mobile.ts';
import { type CustomerStore, type CustomerToPut, MobileTakenError } from '../store/store.ts';
import { countryCodes } from './country-codes.ts';

/** A file can't be imported; the message names the line. Nothing was stored. */
export class ImportError extends Error {
  override name = 'ImportError';
}

export interface ImportOptions {
  /** The country of mobile numbers without a country code. */
  defaultCountry: CountryCode;
  /** The languages that a customer may have. */
  languages: Languages;
}

/**
 * Adds or updates the customers of a CSV text. Its first line names the columns, which are keys of the
 * Customer API; `mobile` is required. A customer is found by `customer_id`, else by `mobile`. Values
 * without a column are kept. Imports all rows or none; throws ImportError.
 */
export async function importCustomers(
  customers: CustomerStore,
  csv: string,
  options: ImportOptions,
): Promise<{ added: number; updated: number }> {
  const rows = readRows(csv);
  const toPut = rows.map(({ line, values }) => readCustomer(values, line, options));
  const lines = new Map<string, number>();
  for (const [index, customer] of toPut.entries()) {
    const line = rows[index]?.line ?? 0;
    for (const key of ['mobile', 'customer_id'] as const) {
      if (customer[key] === null) continue;
      const name = `${key} ${customer[key]}`;
      const before = lines.get(name);
      if (before !== undefined) throw new ImportError(`Line ${line}: the ${key} of line ${before} again`);
      lines.set(name, line);
    }
  }
  try {
    return await customers.put(toPut);
  } catch (error) {
    if (!(error instanceof MobileTakenError)) throw error;
    throw new ImportError(
      `Line ${lines.get(`mobile ${error.mobile}`)}: the mobile belongs to a customer with another customer_id`,
    );
  }
}

interface Row {
  line: number;
  values: Record<string, string>;
}

function readRows(csv: string): Row[] {
  // The parser does not call `columns` for an empty text.
  if (csv.trim() === '') checkHeader([]);
  try {
    const records = parse(csv, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      columns: (header: string[]) => checkHeader(header.map((name) => name.trim())),
    }) as unknown as { info: { lines: number }; record: Record<string, string> }[];
    return records.map(({ info, record }) => ({ line: info.lines, values: record }));
  } catch (error) {
    if (error instanceof ImportError) throw error;
    throw new ImportError(error instanceof Error ? error.message : 'Not a CSV file');
  }
}

function checkHeader(header: string[]): string[] {
  const unknown = header.filter((name) => !isCustomerKey(name));
  if (unknown.length > 0) {
    throw new ImportError(
      `Line 1: no such column: ${unknown.join(', ')}. There are: ${customerKeys.join(', ')}`,
    );
  }
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice !== undefined) throw new ImportError(`Line 1: the column ${twice} is there twice`);
  if (!header.includes('mobile')) throw new ImportError('Line 1: the column mobile is missing');
  return header;
}

function readCustomer(
  values: Record<string, string>,
  line: number,
  { defaultCountry, languages }: ImportOptions,
): CustomerToPut {
  const { customer_id, mobile: typed = '', ...rest } = values;
  const mobile = parseMobile(typed, defaultCountry);
  if (mobile === null) throw new ImportError(`Line ${line}: mobile is no phone number`);
  const changes: Record<string, string | null> = {};
  for (const [key, text] of Object.entries(rest)) {
    const value = readValue(key, cleanText(text), languages);
    if (value === undefined) throw new ImportError(`Line ${line}: ${key} is not in the right form`);
    changes[key] = value;
  }
  return {
    customer_id: cleanText(customer_id ?? '') || null,
    mobile,
    changes: changes as CustomerChanges,
  };
}

/** The value as it is stored; undefined for an invalid one. */
function readValue(key: string, text: string, languages: Languages): string | null | undefined {
  if (key === 'gender') return text.toLowerCase() || null;
  if (text === '') return '';
  if (key === 'dob') return isDate(toAsciiDigits(text)) ? toAsciiDigits(text) : undefined;
  if (key === 'language') return findLanguage(languages, text) ?? undefined;
  if (key === 'nationality') {
    const code = text.toUpperCase();
    return countryCodes.includes(code) ? code : undefined;
  }
  return text;
}

/** Whether a text is an existing day as `YYYY-MM-DD`. */
function isDate(text: string): boolean {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= lastDay;
}
