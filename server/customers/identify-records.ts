import { cleanText } from 'schema-form/server';
import type { Problem } from '../command-error.ts';
import { type Customer, longestId } from '../domain/customer.ts';
import { parseMobile } from '../domain/mobile.ts';
import type { CommandContext } from './command-context.ts';
import type { FileRecord } from './file-record.ts';

/** How many records are looked up at once. */
const chunkSize = 500;

/** Puts records together, as many as are looked up at once. */
export async function* inRecordChunks(records: AsyncIterable<FileRecord>): AsyncGenerator<FileRecord[]> {
  let chunk: FileRecord[] = [];
  for await (const record of records) {
    chunk.push(record);
    if (chunk.length < chunkSize) continue;
    yield chunk;
    chunk = [];
  }
  yield chunk;
}

/** A record that says which customer it is about. */
export interface IdentifiedRecord extends FileRecord {
  /** The id in the file; null without one. */
  customer_id: string | null;
  mobile: string;
  /** The stored customer with this id, else with this number; null for a new one. */
  before: Customer | null;
  /** The stored customer who has the number now; null for nobody. */
  owner: Customer | null;
}

/** Finds the customers that records are about. A record that names none adds a problem and is left out. */
export async function identifyRecords(
  { store, defaultCountry }: CommandContext,
  records: readonly FileRecord[],
  problems: Problem[],
): Promise<IdentifiedRecord[]> {
  const readable: (FileRecord & { customer_id: string | null; mobile: string })[] = [];
  for (const record of records) {
    const read = (name: string) => {
      const { value = null } = record.cells.find(({ column }) => column.name === name) ?? {};
      return typeof value === 'string' || typeof value === 'number' ? cleanText(String(value)) : '';
    };
    const mobile = record.problem === null ? parseMobile(read('mobile'), defaultCountry) : null;
    const customer_id = read('customer_id') || null;
    const problem =
      record.problem ??
      (mobile === null ? 'mobile is no phone number' : null) ??
      (Number(customer_id?.length) > longestId ? 'customer_id is too long' : null);
    if (problem === null && mobile !== null) readable.push({ ...record, customer_id, mobile });
    else problems.push({ line: record.line, text: problem ?? '' });
  }
  const stored = await store.customers.findAll({
    ids: readable.flatMap(({ customer_id }) => customer_id ?? []),
    mobiles: readable.map(({ mobile }) => mobile),
  });
  const byId = new Map(stored.map((customer) => [customer.customer_id, customer]));
  const byMobile = new Map(stored.map((customer) => [customer.mobile, customer]));
  return readable.map((record) => {
    const owner = byMobile.get(record.mobile) ?? null;
    const before = record.customer_id === null ? owner : (byId.get(record.customer_id) ?? null);
    return { ...record, before, owner };
  });
}
