import { type Kysely, SqliteAdapter, sql } from 'kysely';
import type { Customer } from '../domain/customer.ts';
import { inChunks } from './chunks.ts';
import { toCustomer, toRow } from './customer-rows.ts';
import type { Tables } from './database.ts';
import { endSessions } from './end-sessions.ts';
import type { CustomerKeys, CustomerWrite } from './store.ts';

/**
 * Locks customers, lets `decide` choose what to write, and writes it; see `CustomerStore.change`. Runs
 * inside a transaction.
 */
export async function changeCustomers(
  transaction: Kysely<Tables>,
  keys: CustomerKeys,
  decide: (current: readonly Customer[]) => readonly CustomerWrite[],
): Promise<readonly CustomerWrite[]> {
  const writes = decide(await lockAll(transaction, keys));
  const renumbered = writes.flatMap(({ before, after }) =>
    before && before.mobile !== after.mobile ? before.customer_id : [],
  );
  for (const ids of inChunks(renumbered)) {
    // Against a stranger who keeps a session after the number went to its new owner, or came back from a thief.
    await endSessions(transaction, { reason: 'mobile-changed', customerIds: ids });
    // Customers may exchange their numbers, which are unique at every moment.
    await transaction
      .updateTable('customers')
      .set({ mobile: sql`'~' || customer_id` })
      .where('customer_id', 'in', ids)
      .execute();
  }
  for (const part of inChunks(writes))
    await upsert(
      transaction,
      part.map(({ after }) => after),
    );
  return writes;
}

/**
 * Locks and returns the customers with these ids or numbers. `lockCustomers`, which does so for one, would
 * write each row twice.
 */
async function lockAll(transaction: Kysely<Tables>, { ids, mobiles }: CustomerKeys): Promise<Customer[]> {
  const found = new Map<string, Customer>();
  const isSqlite = transaction.getExecutor().adapter instanceof SqliteAdapter;
  // Changes nothing, but takes the write lock of SQLite, which has no locks of rows.
  if (isSqlite) await transaction.deleteFrom('customers').where('customer_id', 'is', null).execute();
  for (const [column, values] of [
    ['customer_id', ids],
    ['mobile', mobiles],
  ] as const) {
    for (const part of inChunks(values)) {
      const rows = await transaction
        .selectFrom('customers')
        .selectAll()
        .where(column, 'in', part)
        .$if(!isSqlite, (query) => query.forUpdate())
        .execute();
      for (const row of rows) found.set(row.customer_id, toCustomer(row));
    }
  }
  return [...found.values()];
}

async function upsert(transaction: Kysely<Tables>, customers: readonly Customer[]): Promise<void> {
  const rows = customers.map(toRow);
  const columns = Object.keys(rows[0] ?? {}).filter((name) => name !== 'customer_id');
  await transaction
    .insertInto('customers')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('customer_id')
        .doUpdateSet(Object.fromEntries(columns.map((name) => [name, sql.ref(`excluded.${name}`)]))),
    )
    .execute();
}
