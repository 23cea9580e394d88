import type { Customer } from '../domain/customer.ts';
import { getValue } from '../domain/value-at.ts';
import { type CommandContext, withCommandContext } from './command-context.ts';
import { decideRow, type Row } from './decide-row.ts';
import { createUsageError, importOptions, parseWords, readFormat } from './file-options.ts';
import { describeKept } from './import-command.ts';
import { type ImportOptions, planImport } from './plan-import.ts';

const usage = 'diff FILE [--overwrite] [--day-first] [--encoding NAME] [--format csv|jsonl]';

/** Runs `npm run customers -- diff`. */
export async function runDiff(words: readonly string[]): Promise<void> {
  const { values, positionals } = parseWords(words, importOptions, usage);
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw createUsageError(usage);
  await withCommandContext(async (context, record) => {
    await record({ action: 'customers-diff' });
    const options = {
      format: readFormat(values.format),
      encoding: values.encoding ?? null,
      isDayFirst: values['day-first'],
      isOverwriting: values.overwrite,
    };
    for await (const line of diffFile(context, file, options)) process.stdout.write(`${line}\n`);
  });
}

/**
 * Returns the lines that say what an import of a file would change. Values are JSON, which escapes control characters:
 * a stored text must not control the terminal.
 */
export async function* diffFile(
  context: CommandContext,
  file: string,
  options: ImportOptions,
): AsyncGenerator<string> {
  const plan = await planImport(context, file, options);
  for (const batch of plan.batches) {
    const rows = batch.map(plan.rows.get);
    const ids = rows.map(({ customer_id }) => customer_id);
    const stored = await context.store.customers.findAll({ ids, mobiles: [] });
    const byId = new Map(stored.map((customer) => [customer.customer_id, customer]));
    for (const row of rows) yield* diffRow(context, row, byId.get(row.customer_id) ?? null, options);
  }
  yield* describeKept(plan).split('\n').slice(0, -1);
}

function diffRow(
  context: CommandContext,
  row: Row,
  before: Customer | null,
  { isOverwriting }: ImportOptions,
): string[] {
  const { after, changed } = decideRow(context, row, before, isOverwriting);
  const start = `Line ${row.line}, ${before ? before.customer_id : 'a new customer'}`;
  return changed.map((name) => {
    const column = context.columns.find(name);
    if (column?.isWriteOnly) return `${start}: ${name} changes (its value is secret)`;
    const show = (customer: Customer | null) =>
      JSON.stringify((customer && column && getValue(customer, column.path)) ?? '');
    return `${start}: ${name} ${show(before)} -> ${show(after)}`;
  });
}
