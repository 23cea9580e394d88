import { randomUUID } from 'node:crypto';
import { mostProblems, type Problem, toCommandError } from '../command-error.ts';
import type { Customer } from '../domain/customer.ts';
import type { CommandContext } from './command-context.ts';
import { decideRow, type Row, type RowDecision } from './decide-row.ts';
import { type IdentifiedRecord, identifyRecords, inRecordChunks } from './identify-records.ts';
import { createIdentityCheck } from './identity-check.ts';
import { type FileFormat, readRecords } from './read-records.ts';
import { readValues } from './read-values.ts';
import { createRowList, type RowList } from './row-list.ts';

export interface ImportOptions {
  /** Null: by the name of the file. */
  format: FileFormat | null;
  /** Null: detected. */
  encoding: string | null;
  isDayFirst: boolean;
  /** Whether values that the customer has edited since the last import are replaced too. */
  isOverwriting: boolean;
  /** Whether the rows without errors are imported although others have some. */
  isSkipping?: boolean;
}

/** What an import of a file would do. */
export interface ImportPlan {
  /** The rows that change something. */
  rows: RowList;
  /** The rows by index, in groups that one transaction must write. */
  batches: number[][];
  added: number;
  updated: number;
  unchanged: number;
  /** The values that the customers have edited since the last import. */
  kept: { line: number; name: string }[];
  /** The errors of the rows that are left out. */
  refused: Problem[];
  /** How many rows are left out. */
  refusedRows: number;
}

/**
 * Reads and validates a whole file, and stores nothing. Throws CommandError with the first errors of the
 * file, unless its refused rows are left out.
 */
export async function planImport(
  context: CommandContext,
  file: string,
  options: ImportOptions & { onProgress?: (share: number) => void },
): Promise<ImportPlan> {
  const plan: ImportPlan = {
    rows: createRowList(),
    batches: [],
    added: 0,
    updated: 0,
    unchanged: 0,
    kept: [],
    refused: [],
    refusedRows: 0,
  };
  const { refused: problems } = plan;
  const identities = createIdentityCheck();
  const records = readRecords(file, context.columns, { ...options, required: ['mobile'] });
  for await (const chunk of inRecordChunks(records)) {
    const identified = await identifyRecords(context, chunk, problems);
    // Nothing is kept of a round whose patterns are not matched yet.
    const planned = await context.withPatterns(() =>
      identified.map((record) => planRow(context, record, options)),
    );
    for (const [index, { row, before, decision, errors }] of planned.entries()) {
      const record = identified[index];
      if (!record) continue;
      const clash = identities.findClash(record, row);
      const all = [...(clash ? [clash] : []), ...errors];
      for (const text of all) problems.push({ line: row.line, text });
      if (all.length > 0) continue;
      const { after, changed, kept } = decision;
      for (const name of kept) plan.kept.push({ line: row.line, name });
      if (before === null) plan.added += 1;
      else if (changed.length > 0) plan.updated += 1;
      else plan.unchanged += 1;
      if (after.version === before?.version && after.edited === before.edited) continue;
      identities.add(record, plan.rows.length);
      plan.rows.add(row);
    }
    if (problems.length > mostProblems && !options.isSkipping) break;
  }
  for (const { line, text, index } of identities.removeTaken()) {
    problems.push({ line, text });
    plan[plan.rows.get(index).isNew ? 'added' : 'updated'] -= 1;
  }
  if (problems.length > 0 && !options.isSkipping) throw toCommandError(problems);
  const refusedLines = new Set(problems.map(({ line }) => line));
  plan.refusedRows = refusedLines.size;
  plan.kept = plan.kept.filter(({ line }) => !refusedLines.has(line));
  plan.batches = identities.group(plan.rows.length);
  return plan;
}

interface PlannedRow {
  row: Row;
  before: Customer | null;
  decision: RowDecision;
  errors: string[];
}

function planRow(context: CommandContext, record: IdentifiedRecord, options: ImportOptions): PlannedRow {
  const { line, mobile, before } = record;
  const { form, languages } = context;
  const { isDayFirst } = options;
  const { values, problems, dayFirst } = readValues(record, { form, languages, before, isDayFirst });
  const customer_id = before?.customer_id ?? record.customer_id ?? randomUUID();
  const row: Row = { line, customer_id, isNew: before === null, mobile, values };
  const decision = decideRow(context, row, before, options.isOverwriting);
  const hint = (error: string) =>
    dayFirst.some((name) => error.startsWith(`${name}: `) || error.startsWith(`${name} `))
      ? `${error} (--day-first reads it as DD/MM/YYYY)`
      : error;
  return { row, before, decision, errors: [...problems, ...decision.errors].map(hint) };
}
