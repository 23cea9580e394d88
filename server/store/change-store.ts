import { type Kysely, sql } from 'kysely';
import type { ChangeAuthor, Tables } from './database.ts';

/** A change in the list. */
export interface ListedChange {
  position: number;
  type: Tables['changes']['type'];
  customerId: string;
  version: number;
  /** JSON pointers of the values that changed. */
  changed: string[];
  /** Null for a change that a version before authors were kept has recorded. */
  author: ChangeAuthor | null;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** The list of changes of all customers, which is read from a position on. */
export interface ChangeStore {
  /**
   * Returns the changes after a position, in order, and the position of the last change that there is. No change ever
   * appears before one that was listed. `isComplete` is false when changes after this position were removed.
   */
  list(after: number, most: number): Promise<{ changes: ListedChange[]; last: number; isComplete: boolean }>;
  removeOlder(before: number): Promise<void>;
}

/** Changes that get their positions in one transaction. */
const mostAtOnce = 10_000;

/** Creates the store of changes; each method is one transaction. */
export function createChangeStore(db: Kysely<Tables>): ChangeStore {
  return {
    list: (after, most) =>
      db.transaction().execute(async (transaction) => {
        const last = await givePositions(transaction);
        const rows = await transaction
          .selectFrom('changes')
          .select(['position', 'type', 'customer_id', 'version', 'changed', 'created_at', 'author'])
          .where('position', '>', after)
          .orderBy('position')
          .limit(most)
          .execute();
        const first = await transaction
          .selectFrom('changes')
          .select(({ fn }) => fn.min('position').as('position'))
          .executeTakeFirstOrThrow();
        return {
          changes: rows.map(({ position, customer_id, changed, created_at, ...change }) => ({
            ...change,
            position: position ?? 0,
            customerId: customer_id,
            changed: JSON.parse(changed) as string[],
            createdAt: created_at,
          })),
          last,
          isComplete: (first.position ?? last + 1) <= after + 1,
        };
      }),
    async removeOlder(before) {
      await db.transaction().execute(async (transaction) => {
        // Every removed change has had a position, so that a reader who missed it gets 410.
        await givePositions(transaction);
        await transaction
          .deleteFrom('changes')
          .where('created_at', '<', before)
          .where('position', 'is not', null)
          .execute();
      });
    },
  };
}

/**
 * Gives positions to the changes that have none, and returns the last position. On PostgreSQL transactions
 * commit in another order than they take ids: a reader of ids would skip a change that commits later.
 * Therefore positions are given after the commit, by one reader at a time.
 */
async function givePositions(transaction: Kysely<Tables>): Promise<number> {
  // Locks the row until the end of the transaction. The next statement sees everything that is committed by then.
  const { last_position: last } = await transaction
    .updateTable('change_positions')
    .set((row) => ({ last_position: row.ref('last_position') }))
    .returning('last_position')
    .executeTakeFirstOrThrow();
  const numbered = await transaction
    .with('numbered', (query) =>
      query
        .selectFrom('changes')
        .select(['change_id', sql<number>`row_number() over (order by change_id)`.as('place')])
        .where('position', 'is', null)
        .orderBy('change_id')
        .limit(mostAtOnce),
    )
    .updateTable('changes')
    .from('numbered')
    .set({ position: sql<number>`${last} + numbered.place` })
    .whereRef('changes.change_id', '=', 'numbered.change_id')
    .executeTakeFirst();
  const count = Number(numbered.numUpdatedRows);
  if (count === 0) return last;
  await transaction
    .updateTable('change_positions')
    .set({ last_position: last + count })
    .execute();
  return last + count;
}
