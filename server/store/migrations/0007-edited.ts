import type { Kysely } from 'kysely';

/** Keeps the names of the values that a customer has saved since the last import, as a JSON list. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('customers')
    .addColumn('edited', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute();
}
