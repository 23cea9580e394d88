import type { Kysely } from 'kysely';

/** Keeps the values that the last save of each customer replaced, so that it can be undone without script. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('undos')
    // No reference to the customers: with another backend they are not stored here.
    .addColumn('customer_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('undos_expiry').on('undos').column('expires_at').execute();
}
