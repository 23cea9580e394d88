import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { type JsonObject, withoutWriteOnly } from 'schema-form/server';
import { type Customer, isCustomerKey, toAnswer, toFormData } from '../domain/customer.ts';
import { getAt } from '../domain/value-at.ts';
import { escapeFormula, toCell } from './cells.ts';
import { listColumns } from './columns.ts';
import { type CommandContext, withCommandContext } from './command-context.ts';
import { createUsageError, parseWords, readFormat } from './file-options.ts';
import { type FileFormat, getFormat } from './read-records.ts';
import { writeNewFile } from './write-new-file.ts';

const usage = 'export [FILE] [--format csv|jsonl] [--bom] [--include-write-only]';

export interface ExportOptions {
  format: FileFormat;
  /** Whether a CSV file begins with a byte order mark, without which Excel misreads it. */
  hasBom: boolean;
  /** Whether `writeOnly` values, which the form never shows, are exported too. */
  hasWriteOnly: boolean;
}

/** Runs `npm run customers -- export`. */
export async function runExport(words: readonly string[]): Promise<void> {
  const { values, positionals } = parseWords(
    words,
    {
      format: { type: 'string' },
      bom: { type: 'boolean', default: false },
      'include-write-only': { type: 'boolean', default: false },
    },
    usage,
  );
  const [file, ...rest] = positionals;
  if (rest.length > 0) throw createUsageError(usage);
  const options = {
    format: readFormat(values.format) ?? getFormat(file ?? ''),
    hasBom: values.bom,
    hasWriteOnly: values['include-write-only'],
  };
  await withCommandContext(async (context, record) => {
    // Written first: an export that is stopped half way has been read too.
    await record({ action: 'customers-export', details: { write_only: options.hasWriteOnly } });
    if (file === undefined) await exportCustomers(context, process.stdout, options);
    else await writeNewFile(file, (output) => exportCustomers(context, output, options));
  });
}

/** Writes all customers in the order of their ids, each as it is stored when its turn comes. */
export async function exportCustomers(
  context: CommandContext,
  output: Writable,
  { format, hasBom, hasWriteOnly }: ExportOptions,
): Promise<void> {
  const { schema } = context.form;
  const toValues = (customer: Customer): JsonObject => {
    const attributes = Object.entries(toFormData(customer, schema)).filter(([key]) => !isCustomerKey(key));
    const data = { ...toAnswer(customer), ...Object.fromEntries(attributes) };
    return hasWriteOnly ? data : withoutWriteOnly(schema, data);
  };
  const columns = listColumns(schema).filter(({ isWriteOnly }) => hasWriteOnly || !isWriteOnly);
  const toRow = (customer: Customer) => {
    const values = toValues(customer);
    return columns.map(({ path }) => escapeFormula(toCell(getAt(values, path))));
  };
  async function* writeLines() {
    for await (const customer of readAll(context)) yield `${JSON.stringify(toValues(customer))}\n`;
  }
  async function* writeRows() {
    yield columns.map(({ name }) => name);
    for await (const customer of readAll(context)) yield toRow(customer);
  }
  if (format === 'jsonl') await pipeline(writeLines, output, { end: output !== process.stdout });
  else {
    const csv = stringify({ bom: hasBom });
    await pipeline(Readable.from(writeRows()), csv, output, { end: output !== process.stdout });
  }
}

const pageSize = 500;

async function* readAll({ store }: CommandContext): AsyncGenerator<Customer> {
  let page = await store.customers.listAfter('', pageSize);
  while (page.length > 0) {
    yield* page;
    page = await store.customers.listAfter(page.at(-1)?.customer_id ?? '', pageSize);
  }
}
