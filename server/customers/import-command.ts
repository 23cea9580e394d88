import path from 'node:path';
import { mostProblems, type Problem, toCommandError } from '../command-error.ts';
import { applyImport } from './apply-import.ts';
import { type CommandContext, withCommandContext } from './command-context.ts';
import { createUsageError, importOptions, parseWords, readFormat } from './file-options.ts';
import { type ImportOptions, type ImportPlan, planImport } from './plan-import.ts';
import { createProgressBar } from './progress-bar.ts';
import { writeRefusedRows } from './write-refused-rows.ts';

const usage =
  'import FILE [--dry-run] [--skip-invalid [--refused FILE]] [--overwrite] [--day-first] [--encoding NAME] [--format csv|jsonl]';

/** Runs `npm run customers -- import`. */
export async function runImport(words: readonly string[]): Promise<void> {
  const options = {
    ...importOptions,
    'dry-run': { type: 'boolean', default: false },
    'skip-invalid': { type: 'boolean', default: false },
    refused: { type: 'string' },
  } as const;
  const { values, positionals } = parseWords(words, options, usage);
  const [file, ...rest] = positionals;
  const isSkipping = values['skip-invalid'];
  const isMisused = values.refused !== undefined && !isSkipping;
  if (file === undefined || rest.length > 0 || isMisused) throw createUsageError(usage);
  const isDryRun = values['dry-run'];
  const refusedFile = values.refused ?? toRefusedFile(file);
  await withCommandContext(async (context, record) => {
    const { plan, skipped } = await importFile(context, file, {
      format: readFormat(values.format),
      encoding: values.encoding ?? null,
      isDayFirst: values['day-first'],
      isOverwriting: values.overwrite,
      refusedFile: isSkipping ? refusedFile : null,
      isDryRun,
    });
    if (!isDryRun) {
      const { added, updated, refusedRows } = plan;
      const details = { added, updated, skipped: skipped.length + refusedRows };
      await record({ action: 'customers-import', details });
    }
    process.stdout.write(`${describePlan(plan, isDryRun)}\n`);
    process.stderr.write(describeKept(plan));
    if (isDryRun && plan.refusedRows > 0) throw toCommandError(plan.refused);
    if (plan.refusedRows > 0) {
      process.stderr.write(`The refused rows are in ${refusedFile}, with the reasons.\n`);
      process.exitCode = 1;
    }
    if (skipped.length > 0) throw toCommandError(skipped);
  });
}

/** Returns the file for the refused rows of another one, beside it: `customers.refused.csv` for `customers.csv`. */
function toRefusedFile(file: string): string {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}.refused${ext}`);
}

/**
 * Imports a file: validates all of it, then stores it. Throws CommandError when it has errors, unless there is a file to
 * write the refused rows to, which must be new.
 */
export async function importFile(
  context: CommandContext,
  file: string,
  {
    isDryRun = false,
    refusedFile = null,
    ...reading
  }: ImportOptions & { isDryRun?: boolean; refusedFile?: string | null },
): Promise<{ plan: ImportPlan; skipped: Problem[] }> {
  const options = { ...reading, isSkipping: refusedFile !== null };
  const bar = createProgressBar('Reading');
  const plan = await planImport(context, file, { ...options, onProgress: bar.show }).finally(bar.stop);
  if (isDryRun) return { plan, skipped: [] };
  // Before anything is stored: a row that is neither stored nor in that file would be lost.
  if (refusedFile !== null && plan.refusedRows > 0) {
    await writeRefusedRows(file, options, plan.refused, refusedFile);
  }
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

function describePlan(plan: ImportPlan, isDryRun: boolean): string {
  const { added, updated, unchanged, refusedRows } = plan;
  const rest =
    (unchanged > 0 ? `, ${unchanged} unchanged` : '') + (refusedRows > 0 ? `, ${refusedRows} refused` : '');
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
