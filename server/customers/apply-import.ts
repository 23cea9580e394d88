import { setTimeout as wait } from 'node:timers/promises';
import { hasOpenQuestions } from 'schema-form/server';
import type { Problem } from '../command-error.ts';
import type { Customer } from '../domain/customer.ts';
import type { CustomerWrite } from '../store/store.ts';
import type { CommandContext } from './command-context.ts';
import { decideRow, type Row } from './decide-row.ts';
import type { ImportPlan } from './plan-import.ts';

interface ApplyOptions {
  isOverwriting: boolean;
  /** Receives how many rows were written. */
  onProgress?: (rows: number) => void;
}

/**
 * Writes the rows of a plan in small transactions, and pauses after each for as long as it took, so that
 * customers can save meanwhile. Returns the rows that were skipped because their customers have changed since
 * the file was read. When it is interrupted, another import of the same file writes the rest.
 */
export async function applyImport(
  context: CommandContext,
  plan: ImportPlan,
  { isOverwriting, onProgress }: ApplyOptions,
): Promise<Problem[]> {
  const skipped: Problem[] = [];
  for (const batch of plan.batches) {
    const rows = batch.map(plan.rows.get);
    const start = performance.now();
    skipped.push(...(await writeBatch(context, rows, isOverwriting)));
    await wait(performance.now() - start);
    onProgress?.(rows.length);
  }
  return skipped;
}

async function writeBatch(
  context: CommandContext,
  rows: readonly Row[],
  isOverwriting: boolean,
): Promise<Problem[]> {
  const keys = { ids: rows.map(({ customer_id }) => customer_id), mobiles: rows.map(({ mobile }) => mobile) };
  let skipped: Problem[] = [];
  await context.withPatterns(() =>
    context.store.customers.change(keys, (current) => {
      const decided = decideBatch(context, rows, current, isOverwriting);
      skipped = decided.skipped;
      // Nothing is stored before every pattern is matched: `withPatterns` runs this again.
      return hasOpenQuestions() ? [] : decided.writes;
    }),
  );
  return skipped;
}

function decideBatch(
  context: CommandContext,
  rows: readonly Row[],
  current: readonly Customer[],
  isOverwriting: boolean,
): { writes: CustomerWrite[]; skipped: Problem[] } {
  const byId = new Map(current.map((customer) => [customer.customer_id, customer]));
  const skipped: Problem[] = [];
  const skip = ({ line }: Row, reason: string) => {
    skipped.push({ line, text: `skipped, because ${reason} since the file was read` });
    return [];
  };
  let decided = rows.flatMap((row) => {
    const before = byId.get(row.customer_id) ?? null;
    if (before === null && !row.isNew) return skip(row, 'the customer was deleted');
    const { after, errors } = decideRow(context, row, before, isOverwriting);
    return errors.length > 0 ? skip(row, 'the customer changed other values') : { row, before, after };
  });
  for (;;) {
    const written = new Set(decided.map(({ row }) => row.customer_id));
    const taken = new Set(
      current.filter(({ customer_id }) => !written.has(customer_id)).map(({ mobile }) => mobile),
    );
    const free = decided.filter(
      ({ row }) => !taken.has(row.mobile) || skip(row, 'the mobile was taken').length > 0,
    );
    if (free.length === decided.length) return { writes: decided.filter(isWrite), skipped };
    decided = free;
  }
}

/** Returns whether there is still something to write: the customer may have saved the same values meanwhile. */
function isWrite({ before, after }: CustomerWrite): boolean {
  return after.version !== before?.version || after.edited !== before.edited;
}
