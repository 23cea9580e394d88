import { mostProblems, type Problem, toCommandError } from '../command-error.ts';
import { applyImport } from './apply-import.ts';
import { type CommandContext, withCommandContext } from './command-context.ts';
import { createUsageError, importOptions, parseWords, readFormat } from './file-options.ts';
import { type ImportOptions, type ImportPlan, planImport } from './plan-import.ts';
import { createProgressBar } from './progress-bar.ts';

const usage = 'import FILE [--dry-run] [--overwrite] [--day-first] [--encoding NAME] [--format csv|jsonl]';

/** Runs `npm run customers -- import`. */
export async function runImport(words: readonly string[]): Promise<void> {
  const options = { ...importOptions, 'dry-run': { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseWords(words, options, usage);
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw createUsageError(usage);
  const isDryRun = values['dry-run'];
  await withCommandContext(async (context, record) => {
    const { plan, skipped } = await importFile(context, file, {
      format: readFormat(values.format),
      encoding: values.encoding ?? null,
      isDayFirst: values['day-first'],
      isOverwriting: values.overwrite,
      isDryRun,
    });
    if (!isDryRun) {
      const { added, updated } = plan;
      const details = { added, updated, skipped: skipped.length };
      await record({ action: 'customers-import', details });
    }
    process.stdout.write(`${describePlan(plan, isDryRun)}\n`);
    process.stderr.write(describeKept(plan));
    if (skipped.length > 0) throw toCommandError(skipped);
  });
}

/** Imports a file: validates all of it, then stores it. Throws CommandError when it has errors. */
export async function importFile(
  context: CommandContext,
  file: string,
  { isDryRun = false, ...options }: ImportOptions & { isDryRun?: boolean },
): Promise<{ plan: ImportPlan; skipped: Problem[] }> {
  const bar = createProgressBar('Reading');
  const plan = await planImport(context, file, { ...options, onProgress: bar.show }).finally(bar.stop);
  if (isDryRun) return { plan, skipped: [] };
  const writing = createProgressBar('Writing');
  let written = 0;
  const onProgress = (rows: number) => {
    written += rows;
    writing.show(written / plan.rows.length);
  };
  const { isOverwriting } = options;
  const skipped = await applyImport(context, plan, { isOverwriting, onProgress }).finally(writing.stop);
  return { plan, skipped };
}

function describePlan({ added, updated, unchanged }: ImportPlan, isDryRun: boolean): string {
  const rest = unchanged > 0 ? `, ${unchanged} unchanged` : '';
  return isDryRun
    ? `${added} to add, ${updated} to update${rest}`
    : `${added} added, ${updated} updated${rest}`;
}

/** One line for each value that was not imported because the customer has saved another one. */
export function describeKept({ kept }: Pick<ImportPlan, 'kept'>): string {
  const lines = kept
    .slice(0, mostProblems)
    .map(
      ({ line, name }) => `Line ${line}: ${name} stays as the customer saved it; --overwrite replaces it\n`,
    );
  if (kept.length > mostProblems) lines.push(`${kept.length - mostProblems} more values stay.\n`);
  return lines.join('');
}
