import type { Kysely } from 'kysely';

/** Files that customers send; the profile has their addresses. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('files')
    .addColumn('file_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('customer_id', 'text', (column) =>
      column.notNull().references('customers.customer_id').onDelete('cascade'),
    )
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('size', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    // Last: SQLite reads past it to get at what comes after.
    .addColumn('content', 'bytea', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('files_customer').on('files').column('customer_id').execute();
  await db.schema.createIndex('files_age').on('files').column('created_at').execute();
}
