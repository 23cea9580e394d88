import { setTimeout as wait } from 'node:timers/promises';
import { cleanText } from 'schema-form/server';
import { CommandError, type Problem, toCommandError } from '../command-error.ts';
import { type CommandContext, withCommandContext } from './command-context.ts';
import { createUsageError, parseWords, readFormat, readingOptions } from './file-options.ts';
import { type ReadOptions, readRecords } from './read-records.ts';

const usage = 'delete [ID …] [--file FILE] [--encoding NAME] [--format csv|jsonl] --yes';

/** Runs `npm run customers -- delete`. */
export async function runDelete(words: readonly string[]): Promise<void> {
  const options = {
    ...readingOptions,
    file: { type: 'string' },
    yes: { type: 'boolean', default: false },
  } as const;
  const { values, positionals } = parseWords(words, options, usage);
  if (positionals.length === 0 && values.file === undefined) throw createUsageError(usage);
  await withCommandContext(async (context, record) => {
    const reading = { format: readFormat(values.format), encoding: values.encoding ?? null };
    const listed = values.file === undefined ? [] : await readIds(context, values.file, reading);
    const ids = [...new Set([...positionals, ...listed])];
    if (!values.yes) {
      throw new CommandError(
        `Customers that are deleted for good, with sessions and files: ${ids.length}. Add --yes to do it.`,
      );
    }
    const deleted = await deleteCustomers(context, ids, (customerIds) =>
      record({ action: 'customers-delete', customerIds }),
    );
    process.stdout.write(`${deleted} deleted\n`);
    const missing = ids.length - deleted;
    if (missing > 0) throw new CommandError(`${missing} of the ids belong to no customer.`);
  });
}

/** How many customers one transaction deletes; each may have 100 files. */
const batchSize = 20;

/** Deletes customers with their sessions and files; returns how many of the ids there were. */
export async function deleteCustomers(
  { store }: CommandContext,
  ids: readonly string[],
  onDeleted: (ids: readonly string[]) => Promise<void>,
): Promise<number> {
  let deleted = 0;
  for (let index = 0; index < ids.length; index += batchSize) {
    const start = performance.now();
    const removed = await store.customers.removeAll(ids.slice(index, index + batchSize));
    await onDeleted(removed);
    deleted += removed.length;
    await wait(performance.now() - start);
  }
  return deleted;
}

/** Returns the ids in the column `customer_id` of a file. */
export async function readIds(
  { columns }: CommandContext,
  file: string,
  options: Pick<ReadOptions, 'format' | 'encoding'>,
): Promise<string[]> {
  const ids: string[] = [];
  const problems: Problem[] = [];
  for await (const { line, cells, problem } of readRecords(file, columns, {
    ...options,
    required: ['customer_id'],
  })) {
    const { value } = cells.find(({ column }) => column.name === 'customer_id') ?? {};
    const id = typeof value === 'string' ? cleanText(value) : '';
    if (problem === null && id !== '') ids.push(id);
    else problems.push({ line, text: problem ?? 'customer_id is missing' });
  }
  if (problems.length > 0) throw toCommandError(problems);
  return ids;
}
